-- Makes a changeset the next one in the chain of its month: its hash covers the one before, so nothing can be altered, taken
-- out or put in between without breaking what follows; system.audit_heads says where the chain ends.
-- Used by the trigger audit_changesets_seal of system.audit_changesets, as the last thing in a transaction: from here to its
-- end others that are about to commit wait. A transaction takes part with one changeset, however many rows it has written.
-- verify_audit computes the chain anew (apps/system/audit/).

-- migrate:up
CREATE FUNCTION system.seal_changeset() RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    the_month date := date_trunc('month', NEW.recorded_at AT TIME ZONE 'UTC')::date;
    head system.audit_heads;
    seal bytea;
BEGIN
    INSERT INTO system.audit_heads (month, number, hash)
    VALUES (the_month, 0, sha256(convert_to('SoleFlip ' || to_char(the_month, 'YYYY-MM-DD'), 'UTF8')))
        ON CONFLICT (month) DO NOTHING;
    SELECT h.* INTO head FROM system.audit_heads h WHERE h.month = the_month FOR UPDATE;
    seal := sha256(convert_to(jsonb_build_array(
        NEW.id, extract(epoch FROM NEW.recorded_at), NEW.transaction_id, NEW.user_id, NEW.database_role, NEW.program, NEW.request_id,
        NEW.records, encode(NEW.contents_hash, 'hex'), head.number + 1, encode(head.hash, 'hex'))::text, 'UTF8'));
    UPDATE system.audit_changesets c
       SET number = head.number + 1, previous_hash = head.hash, hash = seal
     WHERE c.recorded_at = NEW.recorded_at AND c.id = NEW.id;
    UPDATE system.audit_heads h SET number = head.number + 1, hash = seal WHERE h.month = the_month;
    RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION system.seal_changeset() FROM PUBLIC;
COMMENT ON FUNCTION system.seal_changeset() IS 'Makes a changeset the next one in the chain of its month';

-- migrate:down
DROP FUNCTION IF EXISTS system.seal_changeset();
