-- Makes the monthly partitions of a table, from one month to some months ahead, and those of the months in which rows
-- had to wait in the default partition.
-- Called by the migrations that create the partitioned tables, and again by whoever keeps the database going.
--
-- Months are calendar months in UTC, whatever the session's time zone. What is there stays, also months that somebody
-- made under another name; calling it twice changes nothing. Rows that had to wait in the default partition move into the
-- new partition, so a call that comes too late loses nothing. What has no month, such as infinity, stays there. Returns
-- the names of the partitions that it made.

-- migrate:up
CREATE FUNCTION system.ensure_month_partitions(
    parent regclass,
    months_ahead integer DEFAULT 6,
    first_month date DEFAULT (now() AT TIME ZONE 'UTC')::date
) RETURNS SETOF text
LANGUAGE plpgsql
AS $$
DECLARE
    schema_name text;
    parent_name text;
    key_column text;
    default_partition regclass;
    referenced regclass;
    awaited date[] := '{}';
    missing date[];
    partition_name text;
    month_start date;
    lower_bound timestamptz;
    upper_bound timestamptz;
BEGIN
    SELECT n.nspname, c.relname, a.attname, nullif(p.partdefid, 0)::regclass
      INTO schema_name, parent_name, key_column, default_partition
      FROM pg_catalog.pg_partitioned_table p
      JOIN pg_catalog.pg_class c ON c.oid = p.partrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.partattrs[0]
     WHERE p.partrelid = parent AND p.partstrat = 'r' AND p.partnatts = 1 AND a.atttypid = 'timestamptz'::regtype;
    IF NOT FOUND THEN
        RAISE EXCEPTION '% is not partitioned by range of one timestamptz column', parent
            USING ERRCODE = 'wrong_object_type';
    END IF;
    IF months_ahead IS NULL OR months_ahead < 0 THEN
        RAISE EXCEPTION 'months_ahead must be 0 or more, not %', coalesce(months_ahead::text, 'null')
            USING ERRCODE = 'invalid_parameter_value';
    END IF;

    -- Two callers at once: the second waits here and then finds the work done.
    PERFORM pg_catalog.pg_advisory_xact_lock(
        'system.ensure_month_partitions'::regproc::oid::bigint << 32 | parent::oid::bigint);

    IF default_partition IS NOT NULL THEN
        EXECUTE format(
            $query$SELECT coalesce(array_agg(DISTINCT date_trunc('month', %2$I AT TIME ZONE 'UTC')::date), '{}') FROM %1$s
                    WHERE %2$I >= '0001-01-01 00:00+00' AND %2$I < '9999-12-01 00:00+00'$query$,
            default_partition, key_column) INTO awaited;
    END IF;
    missing := array(
        SELECT month::date
          FROM (SELECT generate_series(
                           date_trunc('month', first_month::timestamp),
                           date_trunc('month', (now() AT TIME ZONE 'UTC')) + make_interval(months => months_ahead),
                           interval '1 month')
                UNION
                SELECT unnest(awaited)) AS wanted (month)
         WHERE NOT EXISTS (
                   SELECT FROM pg_catalog.pg_inherits i
                     JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
                    CROSS JOIN regexp_match(
                        pg_get_expr(c.relpartbound, c.oid), $bounds$FROM \('([^']+)'\) TO \('([^']+)'\)$bounds$) AS bounds
                    WHERE i.inhparent = parent
                      AND (c.relname = format('%s_%s', parent_name, to_char(month, 'YYYY_MM'))
                           OR bounds[1]::timestamptz <= month::timestamp AT TIME ZONE 'UTC'
                              AND bounds[2]::timestamptz >= (month::timestamp + interval '1 month') AT TIME ZONE 'UTC'))
         ORDER BY month);
    IF missing = '{}' THEN
        RETURN;
    END IF;

    -- Attaching locks the tables that the foreign keys point to, and the default partition. A feed locks them in this
    -- order, first the prices and then their history: another order would end in a deadlock. And while the default
    -- partition is locked, no row of a new month can come in between moving its rows and attaching.
    FOR referenced IN
        SELECT DISTINCT con.confrelid::regclass FROM pg_catalog.pg_constraint con
         WHERE con.conrelid = parent AND con.contype = 'f' ORDER BY 1
    LOOP
        EXECUTE format('LOCK TABLE ONLY %s IN SHARE ROW EXCLUSIVE MODE', referenced);
    END LOOP;
    IF default_partition IS NOT NULL THEN
        EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', default_partition);
    END IF;

    FOREACH month_start IN ARRAY missing
    LOOP
        partition_name := format('%s_%s', parent_name, to_char(month_start, 'YYYY_MM'));
        lower_bound := month_start::timestamp AT TIME ZONE 'UTC';
        upper_bound := (month_start + interval '1 month')::timestamp AT TIME ZONE 'UTC';

        -- Built beside the table and attached when full: PARTITION OF would fail on rows in the default partition.
        EXECUTE format('CREATE TABLE %I.%I (LIKE %s INCLUDING ALL)', schema_name, partition_name, parent);
        IF default_partition IS NOT NULL THEN
            EXECUTE format(
                'WITH moved AS (DELETE FROM %1$s WHERE %2$I >= %3$L AND %2$I < %4$L RETURNING *)
                 INSERT INTO %5$I.%6$I SELECT * FROM moved',
                default_partition, key_column, lower_bound, upper_bound, schema_name, partition_name);
        END IF;
        EXECUTE format(
            'ALTER TABLE %s ATTACH PARTITION %I.%I FOR VALUES FROM (%L) TO (%L)',
            parent, schema_name, partition_name, lower_bound, upper_bound);
        EXECUTE format(
            'COMMENT ON TABLE %I.%I IS %L',
            schema_name, partition_name, format('%s of %s.%s', to_char(month_start, 'YYYY-MM'), schema_name, parent_name));
        RETURN NEXT format('%I.%I', schema_name, partition_name);
    END LOOP;
END
$$;
COMMENT ON FUNCTION system.ensure_month_partitions(regclass, integer, date) IS
    'Makes the monthly partitions of a table from first_month to months_ahead, and of rows without one; returns their names';

-- migrate:down
DROP FUNCTION IF EXISTS system.ensure_month_partitions(regclass, integer, date);
