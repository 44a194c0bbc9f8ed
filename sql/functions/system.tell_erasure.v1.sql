-- Writes into the audit trail which of its records lose what they say: an erasure is an event like the others, with who it was, by
-- what and when, in a changeset of the chain. verify_audit asks for one for each record that is erased.
-- Used by the trigger audit_records_tell_erasure of system.audit_records, which nothing else updates (system.keep_trail).

-- migrate:up
CREATE FUNCTION system.tell_erasure() RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    changeset bigint;
    is_new boolean;
BEGIN
    IF NOT EXISTS (SELECT FROM new_rows) THEN
        RETURN NULL;
    END IF;
    SELECT * INTO changeset, is_new FROM system.open_changeset();
    INSERT INTO system.audit_records (id, changeset_id, table_name, row_id, action, before, after, salt, hash)
    SELECT t.id, changeset, 'system.audit_records', NULL, 'erase', NULL, t.after, t.salt,
           system.audit_record_hash(
               t.id, now(), changeset, 'system.audit_records', NULL, 'erase',
               system.audit_values_hash(t.salt, NULL, t.after))
      FROM (SELECT nextval('system.audit_records_id_seq') AS id, gen_random_uuid() AS salt,
                   jsonb_build_object('records', jsonb_agg(n.id ORDER BY n.id)) AS after
              FROM new_rows n
            OFFSET 0) t;
    IF is_new THEN
        PERFORM system.begin_changeset(changeset);
    END IF;
    RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION system.tell_erasure() FROM PUBLIC;
COMMENT ON FUNCTION system.tell_erasure() IS 'Writes into the audit trail which of its records lose what they say';

-- migrate:down
DROP FUNCTION IF EXISTS system.tell_erasure();
