-- The audit trail is added to and nothing else, and each changeset is counted and sealed at the end of its transaction.

-- Whoever has constraints checked at once (SET CONSTRAINTS ALL IMMEDIATE) has changesets sealed at once too, and holds up
-- all others to the end of the transaction: soleflip/acting/checking.py puts these two triggers off again.

-- migrate:up
CREATE TRIGGER audit_records_stay_row BEFORE UPDATE OR DELETE ON system.audit_records
    FOR EACH ROW EXECUTE FUNCTION system.keep_trail('records');
CREATE TRIGGER audit_records_stay_truncate BEFORE TRUNCATE ON system.audit_records
    FOR EACH STATEMENT EXECUTE FUNCTION system.keep_trail('records');
CREATE TRIGGER audit_records_stay_insert BEFORE INSERT ON system.audit_records
    FOR EACH ROW WHEN (NEW.recorded_at <> now() OR NEW.erased_at IS NOT NULL OR NEW.values_hash IS NOT NULL
                       OR pg_trigger_depth() = 0)
    EXECUTE FUNCTION system.keep_trail('records');
CREATE TRIGGER audit_changesets_stay_insert BEFORE INSERT ON system.audit_changesets
    FOR EACH ROW WHEN (NEW.recorded_at <> now() OR NEW.number IS NOT NULL OR NEW.database_role <> session_user
                       OR pg_trigger_depth() = 0)
    EXECUTE FUNCTION system.keep_trail('changesets');
CREATE TRIGGER audit_changesets_stay_row BEFORE UPDATE OR DELETE ON system.audit_changesets
    FOR EACH ROW EXECUTE FUNCTION system.keep_trail('changesets');
CREATE TRIGGER audit_changesets_stay_truncate BEFORE TRUNCATE ON system.audit_changesets
    FOR EACH STATEMENT EXECUTE FUNCTION system.keep_trail('changesets');
CREATE TRIGGER audit_heads_stay_row BEFORE UPDATE OR DELETE ON system.audit_heads
    FOR EACH ROW EXECUTE FUNCTION system.keep_trail('heads');
CREATE TRIGGER audit_heads_stay_truncate BEFORE TRUNCATE ON system.audit_heads
    FOR EACH STATEMENT EXECUTE FUNCTION system.keep_trail('heads');

CREATE TRIGGER audit_records_tell_erasure AFTER UPDATE ON system.audit_records
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION system.tell_erasure();
CREATE CONSTRAINT TRIGGER audit_changesets_count AFTER INSERT ON system.audit_changesets
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION system.count_changeset();
CREATE CONSTRAINT TRIGGER audit_changesets_seal AFTER UPDATE ON system.audit_changesets
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.number IS NULL AND NEW.contents_hash IS NOT NULL) EXECUTE FUNCTION system.seal_changeset();
COMMENT ON TRIGGER audit_records_stay_row ON system.audit_records IS 'Nothing in the audit trail is changed or taken away';
COMMENT ON TRIGGER audit_records_stay_truncate ON system.audit_records IS 'Nothing in the audit trail is changed or taken away';
COMMENT ON TRIGGER audit_records_stay_insert ON system.audit_records IS 'A record is of now, and written by what it tells of: none is put in';
COMMENT ON TRIGGER audit_changesets_stay_insert ON system.audit_changesets IS 'A changeset is of now, and written by what it tells of: none is put in';
COMMENT ON TRIGGER audit_changesets_stay_row ON system.audit_changesets IS 'Nothing in the audit trail is changed or taken away';
COMMENT ON TRIGGER audit_changesets_stay_truncate ON system.audit_changesets IS 'Nothing in the audit trail is changed or taken away';
COMMENT ON TRIGGER audit_heads_stay_row ON system.audit_heads IS 'Nothing in the audit trail is changed or taken away';
COMMENT ON TRIGGER audit_heads_stay_truncate ON system.audit_heads IS 'Nothing in the audit trail is changed or taken away';
COMMENT ON TRIGGER audit_records_tell_erasure ON system.audit_records IS 'Writes into the trail which of its records lose what they say';
COMMENT ON TRIGGER audit_changesets_count ON system.audit_changesets IS 'Puts the number and the hash of its records under a changeset at the end of the transaction';
COMMENT ON TRIGGER audit_changesets_seal ON system.audit_changesets IS 'Makes the changeset the next one in the chain of its month, as the last thing in the transaction';

-- migrate:down
DROP TRIGGER IF EXISTS audit_changesets_seal ON system.audit_changesets;
DROP TRIGGER IF EXISTS audit_changesets_count ON system.audit_changesets;
DROP TRIGGER IF EXISTS audit_records_tell_erasure ON system.audit_records;
DROP TRIGGER IF EXISTS audit_heads_stay_truncate ON system.audit_heads;
DROP TRIGGER IF EXISTS audit_heads_stay_row ON system.audit_heads;
DROP TRIGGER IF EXISTS audit_changesets_stay_truncate ON system.audit_changesets;
DROP TRIGGER IF EXISTS audit_changesets_stay_insert ON system.audit_changesets;
DROP TRIGGER IF EXISTS audit_records_stay_insert ON system.audit_records;
DROP TRIGGER IF EXISTS audit_changesets_stay_row ON system.audit_changesets;
DROP TRIGGER IF EXISTS audit_records_stay_truncate ON system.audit_records;
DROP TRIGGER IF EXISTS audit_records_stay_row ON system.audit_records;
