-- Brings integration.opportunity_pairs up to date: computes the opportunities of stale products anew and writes what differs.
--
-- Which products are stale, triggers note in the transaction that changes a price (integration.stale_products): a note that
-- is seen here belongs to a change that is seen too, one that is not yet seen stays for the next time, and a crash
-- takes back both or none. All are stale where the exchange rates or fees are other ones (integration.opportunity_terms), and
-- where somebody asks for all, which repairs what was written past the triggers.
-- `most` limits the notes that are worked off, for readers; `patient` is false for who would rather read what there is
-- than wait for somebody else who does this at the moment. Readers of the table never wait: rows alone are locked.
-- Returns of how many products what was done, and whether notes are left; no row where somebody else is at it.
-- Its keys are no days, and a note of all is not the only thing that makes all stale: so it takes turn and notes by itself,
-- where the others call system.take_notes.
-- Runs with the rights of its owner: who may read the opportunities may have them brought up to date.
-- Called by whoever reads integration.opportunities, and manage.py refresh_views (apps/system/kept_tables.py).

-- migrate:up
CREATE FUNCTION integration.refresh_opportunities(
    most integer DEFAULT NULL, anew boolean DEFAULT false, patient boolean DEFAULT true)
RETURNS TABLE (keys integer, added bigint, changed bigint, removed bigint, is_left boolean)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan -- one product and all of them want other plans
SET work_mem = '64MB'
SET enable_nestloop = on -- both are set below, for the time of the call alone
SET enable_mergejoin = on
SET jit = off -- up to PostgreSQL 17 what is switched off counts as so dear that compiling would take seconds
AS $$
DECLARE
    turn CONSTANT bigint := 'integration.opportunity_pairs'::regclass::oid::bigint;
    terms text;
    everything boolean;
    stale uuid[];
BEGIN
    IF patient THEN
        PERFORM pg_advisory_xact_lock(turn);
    ELSIF NOT pg_try_advisory_xact_lock(turn) THEN
        RETURN;
    END IF;
    terms := integration.opportunity_terms();
    everything := anew OR NOT EXISTS (
        SELECT FROM system.kept_tables k WHERE k.name = 'integration.opportunity_pairs' AND k.basis = terms);
    -- By their places, which need no join: the planner takes this table for empty, as it mostly is, and would look through all
    -- notes for each of them.
    WITH taken AS (
        DELETE FROM integration.stale_products s
         WHERE most IS NULL OR s.ctid = ANY (ARRAY(SELECT n.ctid FROM integration.stale_products n LIMIT most))
        RETURNING s.product_id
    )
    SELECT array_agg(DISTINCT t.product_id), everything OR coalesce(bool_or(t.product_id IS NULL), false)
      INTO stale, everything
      FROM taken t;
    IF NOT everything AND stale IS NULL THEN
        RETURN QUERY SELECT 0, 0::bigint, 0::bigint, 0::bigint, false;
        RETURN;
    END IF;
    IF everything THEN
        DELETE FROM integration.stale_products;  -- what has been noted by now is part of it
    END IF;
    IF everything OR cardinality(stale)
                     > (SELECT greatest(1000, c.reltuples / 5) FROM pg_class c WHERE c.oid = 'products.products'::regclass)
    THEN
        -- Reading all prices once costs less than looking up those of so many products. Also right after a first import, when
        -- the planner still takes the tables for empty.
        PERFORM set_config('enable_nestloop', 'off', true), set_config('enable_mergejoin', 'off', true);
    END IF;
    RETURN QUERY
    WITH difference AS MATERIALIZED (
        SELECT d.* FROM integration.opportunity_differences(everything, stale) d
    ), gone AS (
        DELETE FROM integration.opportunity_pairs k
         USING difference d
         WHERE d.kind = 'gone'
           AND (k.product_id, k.retail_price_source_id, k.resale_price_source_id)
               = (d.product_id, d.retail_price_source_id, d.resale_price_source_id)
        RETURNING 1
    ), other AS (
        UPDATE integration.opportunity_pairs k
           SET currency = d.currency, retail_price_cents = d.retail_price_cents, resale_price_cents = d.resale_price_cents,
               profit_cents = d.profit_cents, net_profit_cents = d.net_profit_cents,
               retail_eur_cents = d.retail_eur_cents, resale_eur_cents = d.resale_eur_cents,
               net_profit_eur_cents = d.net_profit_eur_cents
          FROM difference d
         WHERE d.kind = 'other'
           AND (k.product_id, k.retail_price_source_id, k.resale_price_source_id)
               = (d.product_id, d.retail_price_source_id, d.resale_price_source_id)
        RETURNING 1
    ), new AS (
        INSERT INTO integration.opportunity_pairs
               (product_id, retail_price_source_id, resale_price_source_id, currency, retail_price_cents,
                resale_price_cents, profit_cents, net_profit_cents, retail_eur_cents, resale_eur_cents, net_profit_eur_cents)
        SELECT d.product_id, d.retail_price_source_id, d.resale_price_source_id, d.currency, d.retail_price_cents,
               d.resale_price_cents, d.profit_cents, d.net_profit_cents, d.retail_eur_cents, d.resale_eur_cents,
               d.net_profit_eur_cents
          FROM difference d
         WHERE d.kind = 'new'
        RETURNING 1
    ), basis AS (
        -- By the rates and fees that the truth sees: where others came in since the terms were read, the rows that are not
        -- computed now are stale, and nobody may take them for good once the others are gone again.
        INSERT INTO system.kept_tables (name, basis, refreshed_at)
        SELECT 'integration.opportunity_pairs', CASE WHEN everything OR seen.by_truth = terms THEN seen.by_truth END,
               clock_timestamp()
          FROM (SELECT integration.opportunity_terms() AS by_truth) seen
        ON CONFLICT (name) DO UPDATE SET basis = excluded.basis, refreshed_at = excluded.refreshed_at
    )
    SELECT CASE WHEN everything THEN (SELECT count(*) FROM products.products) ELSE cardinality(stale) END::integer,
           (SELECT count(*) FROM new), (SELECT count(*) FROM other), (SELECT count(*) FROM gone),
           EXISTS (SELECT FROM integration.stale_products);
END
$$;
COMMENT ON FUNCTION integration.refresh_opportunities(integer, boolean, boolean) IS
    'Brings integration.opportunity_pairs up to date and returns what was done; no row: somebody else is at it';

-- migrate:down
DROP FUNCTION IF EXISTS integration.refresh_opportunities(integer, boolean, boolean);
