-- Writes the row of a changeset whose first records have just been written.
-- Used by the functions audit_* that system.keep_audit_of makes. After the records, not before: where constraints are
-- checked at once, the changeset is counted and sealed as soon as its row is there.

-- migrate:up
CREATE FUNCTION system.begin_changeset(changeset bigint) RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    INSERT INTO system.audit_changesets (id, transaction_id, user_id, database_role, program, request_id)
    SELECT changeset, pg_current_xact_id()::text::bigint, who.user_id, session_user, who.program, who.request_id
      FROM system.acting() who;
END;
REVOKE EXECUTE ON FUNCTION system.begin_changeset(bigint) FROM PUBLIC;
COMMENT ON FUNCTION system.begin_changeset(bigint) IS 'Writes the row of a changeset';

-- migrate:down
DROP FUNCTION IF EXISTS system.begin_changeset(bigint);
