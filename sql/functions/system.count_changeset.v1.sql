-- At the end of a transaction, puts under a changeset how many records it has and the hash over all of them.
-- Used by the trigger audit_changesets_count of system.audit_changesets. Its update calls system.seal_changeset, which has
-- to come last: behind all that is checked at the end of the transaction, since it makes others wait.

-- migrate:up
CREATE FUNCTION system.count_changeset() RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE system.audit_changesets c
       SET (records, contents_hash) = (
               SELECT count(*), sha256(coalesce(string_agg(r.hash, '' ORDER BY r.id), ''))
                 FROM system.audit_records r
                WHERE r.recorded_at = c.recorded_at AND r.changeset_id = c.id)
     WHERE c.recorded_at = NEW.recorded_at AND c.id = NEW.id;
    RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION system.count_changeset() FROM PUBLIC;
COMMENT ON FUNCTION system.count_changeset() IS 'Puts the number and the hash of its records under a changeset';

-- migrate:down
DROP FUNCTION IF EXISTS system.count_changeset();
