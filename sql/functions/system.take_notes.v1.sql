-- Takes the turn to bring a kept table up to date, and the notes of what is stale in it: the first half of each refresh whose
-- keys are days or months. integration.refresh_opportunities, whose rows rest on rates and fees too, says why it is right.
-- `kept` is the table, `notes` the one that triggers append to, `key` its column: null notes that everything is stale.
-- `most`, `anew` and `patient` are those of the refresh. Returns no row where somebody else is at it; else what is to be
-- computed now: everything, or the keys, or nothing where neither is said. When there is work, the time of it is kept.
-- Called by analytics.refresh_brand_months, analytics.refresh_platform_days and products.refresh_stock_days, with the rights
-- of their owner. The caller has to compute in a statement of its own afterwards: it sees each change whose note was taken.

-- migrate:up
CREATE FUNCTION system.take_notes(
    kept regclass, notes regclass, key name, most integer, anew boolean, patient boolean)
RETURNS TABLE (everything boolean, stale date[])
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    turn CONSTANT bigint := kept::oid::bigint;
BEGIN
    IF patient THEN
        PERFORM pg_advisory_xact_lock(turn);
    ELSIF NOT pg_try_advisory_xact_lock(turn) THEN
        RETURN;
    END IF;
    EXECUTE format(
        $query$
        WITH taken AS (
            DELETE FROM %1$s s
             WHERE $1 IS NULL OR s.ctid = ANY (ARRAY(SELECT n.ctid FROM %1$s n LIMIT $1))
            RETURNING s.%2$I AS key
        )
        SELECT $2 OR coalesce(bool_or(t.key IS NULL), false), array_agg(DISTINCT t.key) FROM taken t
        $query$, notes, key)
       INTO everything, stale
      USING most, anew;
    IF everything THEN
        EXECUTE format('DELETE FROM %s', notes);  -- what has been noted by now is part of it
    END IF;
    IF everything OR stale IS NOT NULL THEN
        INSERT INTO system.kept_tables (name, refreshed_at)
        VALUES (kept::text, clock_timestamp())
        ON CONFLICT (name) DO UPDATE SET refreshed_at = excluded.refreshed_at;
    END IF;
    RETURN NEXT;
END
$$;
COMMENT ON FUNCTION system.take_notes(regclass, regclass, name, integer, boolean, boolean) IS
    'Takes the turn to bring a kept table up to date, and the notes of what is stale in it; no row: somebody else is at it';

-- migrate:down
DROP FUNCTION IF EXISTS system.take_notes(regclass, regclass, name, integer, boolean, boolean);
