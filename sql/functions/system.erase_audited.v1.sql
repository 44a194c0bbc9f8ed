-- Erases what records of the audit trail say, at the wish of the person whom it is about or since it is kept long enough.
-- That there was a change, in which row, by whom and when stays, and so does the proof that nothing was altered.
-- The trail tells of it itself (system.tell_erasure), but for what it has told of erasures, which names nobody.
-- Called by gdpr_erase and retention (apps/system/); returns how many records had something to lose.
-- Runs with the rights of its owner: the application may not write the trail in any other way.

-- migrate:up
CREATE FUNCTION system.erase_audited(record_ids bigint[]) RETURNS bigint
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    erased bigint;
BEGIN
    UPDATE system.audit_records r
       SET values_hash = system.audit_values_hash(r.salt, r.before, r.after),
           before = NULL, after = NULL, salt = NULL, erased_at = now()
     WHERE r.id = ANY (record_ids) AND r.erased_at IS NULL AND r.action <> 'erase';
    GET DIAGNOSTICS erased = ROW_COUNT;
    RETURN erased;
END
$$;
REVOKE EXECUTE ON FUNCTION system.erase_audited(bigint[]) FROM PUBLIC;
COMMENT ON FUNCTION system.erase_audited(bigint[]) IS 'Erases what records of the audit trail say; that they were stays';

-- migrate:down
DROP FUNCTION IF EXISTS system.erase_audited(bigint[]);
