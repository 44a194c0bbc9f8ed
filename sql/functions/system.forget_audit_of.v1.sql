-- Takes away what system.keep_audit_of made. Called by migrations that are undone.

-- migrate:up
CREATE FUNCTION system.forget_audit_of(audited regclass) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    recorder regprocedure;
    operation text;
BEGIN
    SELECT t.tgfoid INTO STRICT recorder FROM pg_trigger t WHERE t.tgrelid = audited AND t.tgname = 'audit_insert';
    FOREACH operation IN ARRAY '{insert,update,delete,truncate}'::text[] LOOP
        EXECUTE format('DROP TRIGGER audit_%s ON %s', operation, audited);
    END LOOP;
    EXECUTE format('DROP FUNCTION %s', recorder);
END
$$;
COMMENT ON FUNCTION system.forget_audit_of(regclass) IS 'Takes away what system.keep_audit_of made';

-- migrate:down
DROP FUNCTION IF EXISTS system.forget_audit_of(regclass);
