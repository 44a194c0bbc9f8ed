-- Makes the functions of the audit trail anew for the tables that have other columns than when they were made; returns the
-- tables. Called after each migrate (apps/system/audit/): a column that a migration adds is recorded from then on. A
-- migration that takes a column away calls system.keep_audit_of itself, since the old function asks for it. So does one that
-- renames a secret: a name that is gone is an error here, for its values must not come into the trail under another one.

-- migrate:up
CREATE FUNCTION system.renew_audit() RETURNS SETOF text
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    audited record;
BEGIN
    FOR audited IN
        SELECT t.tgrelid::regclass AS name, given.arguments[1]::text[] AS secrets, given.arguments[2]::text[] AS silent
          FROM pg_trigger t
         CROSS JOIN LATERAL string_to_array(encode(t.tgargs, 'escape'), '\000') AS given (arguments)
         CROSS JOIN LATERAL (
               SELECT array_agg(a.attname::text ORDER BY a.attname) AS columns FROM pg_attribute a
                WHERE a.attrelid = t.tgrelid AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> 'updated_at'
               ) now_there
         WHERE t.tgname = 'audit_update' AND t.tgfoid::regproc::text LIKE 'system.audit\_%'
           AND given.arguments[3] IS DISTINCT FROM md5(array_to_string(now_there.columns, ','))
         ORDER BY t.tgrelid::regclass::text
    LOOP
        PERFORM system.keep_audit_of(audited.name, audited.secrets, audited.silent);
        RETURN NEXT audited.name::text;
    END LOOP;
END
$$;
REVOKE EXECUTE ON FUNCTION system.renew_audit() FROM PUBLIC;
COMMENT ON FUNCTION system.renew_audit() IS 'Makes the functions of the audit trail anew where tables have other columns';

-- migrate:down
DROP FUNCTION IF EXISTS system.renew_audit();
