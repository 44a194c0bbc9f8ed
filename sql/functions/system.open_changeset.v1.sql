-- The changeset to which records of the audit trail belong now: one for each transaction and whoever acts in it.
-- Used by the functions audit_* that system.keep_audit_of makes, which write the row of a new one by
-- system.begin_changeset once there is a record.
--
-- Who acts through the site or a command is told by it in settings of the session (soleflip/acting/). A login of one's own
-- can write anything there, so the role that logged in stands beside it.

-- migrate:up
CREATE FUNCTION system.open_changeset(OUT changeset bigint, OUT is_new boolean)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    who record;
BEGIN
    SELECT * INTO who FROM system.acting();
    SELECT c.id, false INTO changeset, is_new
      FROM system.audit_changesets c
     WHERE c.recorded_at = now() AND c.transaction_id = pg_current_xact_id()::text::bigint
       AND c.contents_hash IS NULL AND c.user_id IS NOT DISTINCT FROM who.user_id
       AND c.program = who.program AND c.request_id = who.request_id;
    IF NOT FOUND THEN
        changeset := nextval('system.audit_changesets_id_seq');
        is_new := true;
    END IF;
END
$$;
REVOKE EXECUTE ON FUNCTION system.open_changeset() FROM PUBLIC;
COMMENT ON FUNCTION system.open_changeset() IS 'The changeset of this transaction, or the number for a new one';

-- migrate:down
DROP FUNCTION IF EXISTS system.open_changeset();
