-- The rule that the audit trail is added to and nothing else, whoever asks.
-- Used by the triggers audit_*_stay_* of system.audit_records, system.audit_changesets and system.audit_heads.
--
-- What is put in by a statement of its own, and not by a trigger of what it tells of, is refused, and so is another time than
-- that of its transaction: the triggers for inserts call it for nothing else.
-- A record may lose its values to an erasure and gain nothing; a changeset is counted once and sealed once; the end of a
-- chain moves on by one. Rows that wait in the default partition may move into that of their month. Months go by dropping
-- their partition (manage.py partitions), which is the owner's right and is seen by verify_audit.

-- migrate:up
CREATE FUNCTION system.keep_trail() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    values_of_records constant text[] := '{before,after,salt,values_hash,erased_at}';
    counted constant text[] := '{records,contents_hash}';
    sealed constant text[] := '{number,previous_hash,hash}';
BEGIN
    IF TG_OP = 'UPDATE' AND TG_ARGV[0] = 'records' THEN
        IF OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND num_nonnulls(NEW.before, NEW.after, NEW.salt) = 0
           AND NEW.values_hash = system.audit_values_hash(OLD.salt, OLD.before, OLD.after)
           AND to_jsonb(NEW) - values_of_records = to_jsonb(OLD) - values_of_records THEN
            RETURN NEW;
        END IF;
    ELSIF TG_OP = 'UPDATE' AND TG_ARGV[0] = 'changesets' THEN
        IF OLD.contents_hash IS NULL AND NEW.number IS NULL
           AND to_jsonb(NEW) - counted = to_jsonb(OLD) - counted THEN
            RETURN NEW;
        ELSIF OLD.contents_hash IS NOT NULL AND OLD.number IS NULL
           AND to_jsonb(NEW) - sealed = to_jsonb(OLD) - sealed THEN
            RETURN NEW;
        END IF;
    ELSIF TG_OP = 'UPDATE' THEN
        IF NEW.month = OLD.month AND NEW.number = OLD.number + 1 THEN
            RETURN NEW;
        END IF;
    ELSIF TG_OP = 'DELETE' AND TG_TABLE_NAME LIKE '%\_default' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION '%.% is added to only: nothing in it is changed or taken away', TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'object_not_in_prerequisite_state';
END
$$;
COMMENT ON FUNCTION system.keep_trail() IS 'Keeps the audit trail from being changed';

-- migrate:down
DROP FUNCTION IF EXISTS system.keep_trail();
