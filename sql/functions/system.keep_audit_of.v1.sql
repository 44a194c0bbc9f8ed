-- Makes what records each change of a table in system.audit_records, for all rows of a statement at once: plain SQL, COPY and
-- bulk operations are recorded like a form that was saved. That is a function audit_<schema>_<table>, which knows the
-- columns of the table, and four triggers.
-- Called by the migrations of each schema (sql/audit/), and after each migrate for tables that have other columns since
-- (system.renew_audit); what it takes to stop it is system.forget_audit_of.
--
-- `secrets` are columns of which no value is told, only that there is another one. `silent` ones follow from others or from
-- the calendar: they belong to a record, but are no reason for one.
-- The triggers carry both, and a digest of the names of all columns.
-- An update tells the columns that changed, without updated_at; a row that was written as it stood is not told at all. A
-- row whose key changed is told as one that went and one that came.
-- Values are written as of UTC: the same row gives the same text, and with it the same hash, in every session.
-- The functions run with the rights of their owner: whoever may write business tables cannot write, change or read the
-- trail by that. They are written out column by column since their plans are kept then: to compare rows as JSON takes
-- several times as long, and to put the query together for each statement takes milliseconds.

-- migrate:up
CREATE FUNCTION system.keep_audit_of(audited regclass, secrets text[] DEFAULT '{}', silent text[] DEFAULT '{}') RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $outer$
DECLARE
    the_table text := (SELECT n.nspname || '.' || c.relname
                         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = audited);
    recorder text := format('system.%I', 'audit_' || replace(the_table, '.', '_'));
    operation text;
    column_list record;
BEGIN
    IF EXISTS (SELECT FROM unnest(secrets || silent) AS named (name)
                WHERE NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = audited AND a.attname = named.name)) THEN
        RAISE EXCEPTION '% lacks one of the columns %', audited, secrets || silent USING ERRCODE = 'undefined_column';
    END IF;
    SELECT (SELECT quote_ident(k.attname)
              FROM pg_index i JOIN pg_attribute k ON k.attrelid = i.indrelid AND k.attnum = i.indkey[0]
             WHERE i.indrelid = audited AND i.indisprimary AND i.indnkeyatts = 1) AS key,
           string_agg(format('CASE WHEN o.%1$I IS DISTINCT FROM n.%1$I THEN jsonb_build_object(%1$L, %2$s) ELSE ''{}'' END',
               a.attname, CASE WHEN is_secret THEN '''(secret)''' ELSE format('o.%I', a.attname) END),
               E'\n               || ' ORDER BY a.attname) AS before,
           string_agg(format('CASE WHEN o.%1$I IS DISTINCT FROM n.%1$I THEN jsonb_build_object(%1$L, %2$s) ELSE ''{}'' END',
               a.attname, CASE WHEN is_secret THEN '''(secret)''' ELSE format('n.%I', a.attname) END),
               E'\n               || ' ORDER BY a.attname) AS after,
           string_agg(format('o.%1$I IS DISTINCT FROM n.%1$I', a.attname), E'\n            OR ' ORDER BY a.attname)
               FILTER (WHERE a.attname <> ALL (silent)) AS is_told,
           md5(string_agg(a.attname, ',' ORDER BY a.attname)) AS digest
      INTO STRICT column_list
      FROM pg_attribute a
     CROSS JOIN LATERAL (SELECT a.attname = ANY (secrets) AS is_secret) s
     WHERE a.attrelid = audited AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> 'updated_at';

    EXECUTE format($create$
CREATE OR REPLACE FUNCTION %1$s() RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET TimeZone = 'UTC'
AS $inner$
DECLARE
    changeset bigint;
    is_new boolean;
BEGIN
    IF TG_RELID <> %2$L::regclass THEN
        RAISE EXCEPTION '%% is for %%', %1$L, %2$L USING ERRCODE = 'wrong_object_type';
    END IF;
    SELECT * INTO changeset, is_new FROM system.open_changeset();
    IF TG_OP = 'INSERT' THEN
        INSERT INTO system.audit_records (id, changeset_id, table_name, row_id, action, before, after, salt, hash)
        %8$s (
            SELECT n.%3$s::text, 'insert', NULL::jsonb, to_jsonb(n.*) - %7$L::text[] FROM new_rows n
        ) r (row_id, action, before, after)
        OFFSET 0) t;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO system.audit_records (id, changeset_id, table_name, row_id, action, before, after, salt, hash)
        %8$s (
            SELECT o.%3$s::text, 'delete', to_jsonb(o.*) - %7$L::text[], NULL::jsonb FROM old_rows o
        ) r (row_id, action, before, after)
        OFFSET 0) t;
    ELSIF TG_OP = 'UPDATE' THEN
        INSERT INTO system.audit_records (id, changeset_id, table_name, row_id, action, before, after, salt, hash)
        %8$s (
            SELECT n.%3$s::text, 'update',
                   %4$s,
                   %5$s
              FROM old_rows o JOIN new_rows n ON n.%3$s = o.%3$s
             WHERE %6$s
             UNION ALL
            SELECT o.%3$s::text, 'delete', to_jsonb(o.*) - %7$L::text[], NULL
              FROM old_rows o WHERE NOT EXISTS (SELECT FROM new_rows n WHERE n.%3$s = o.%3$s)
             UNION ALL
            SELECT n.%3$s::text, 'insert', NULL, to_jsonb(n.*) - %7$L::text[]
              FROM new_rows n WHERE NOT EXISTS (SELECT FROM old_rows o WHERE o.%3$s = n.%3$s)
        ) r (row_id, action, before, after)
        OFFSET 0) t;
    ELSE
        INSERT INTO system.audit_records (id, changeset_id, table_name, row_id, action, before, after, salt, hash)
        %8$s (
            SELECT NULL::text, 'truncate', NULL::jsonb, NULL::jsonb
        ) r (row_id, action, before, after)
        OFFSET 0) t;
    END IF;
    IF FOUND AND is_new THEN
        PERFORM system.begin_changeset(changeset);
    END IF;
    RETURN NULL;
END
$inner$
        $create$, recorder, the_table, column_list.key, column_list.before, column_list.after, column_list.is_told, secrets,
        format($finish$
        SELECT t.id, changeset, %1$L, t.row_id, t.action, t.before, t.after, t.salt,
               system.audit_record_hash(
                   t.id, now(), changeset, %1$L, t.row_id, t.action, system.audit_values_hash(t.salt, t.before, t.after))
          FROM (SELECT nextval('system.audit_records_id_seq') AS id, gen_random_uuid() AS salt, r.* FROM $finish$, the_table));
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s() FROM PUBLIC', recorder);
    EXECUTE format('COMMENT ON FUNCTION %s() IS %L', recorder, 'Writes what a statement has changed in ' || the_table
                   || ' into the audit trail');
    FOREACH operation IN ARRAY '{insert,update,delete,truncate}'::text[] LOOP
        EXECUTE format(
            'CREATE OR REPLACE TRIGGER audit_%1$s AFTER %1$s ON %2$s %3$s
                FOR EACH STATEMENT EXECUTE FUNCTION %4$s(%5$L, %6$L, %7$L)',
            operation, audited,
            CASE operation WHEN 'insert' THEN 'REFERENCING NEW TABLE AS new_rows'
                           WHEN 'update' THEN 'REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows'
                           WHEN 'delete' THEN 'REFERENCING OLD TABLE AS old_rows' END,
            recorder, secrets, silent, column_list.digest);
        EXECUTE format('COMMENT ON TRIGGER audit_%s ON %s IS %L', operation, audited,
                       'Writes what was changed into the audit trail');
    END LOOP;
END
$outer$;
COMMENT ON FUNCTION system.keep_audit_of(regclass, text[], text[]) IS 'Makes what records each change of a table in the audit trail';

-- migrate:down
DROP FUNCTION IF EXISTS system.keep_audit_of(regclass, text[], text[]);
