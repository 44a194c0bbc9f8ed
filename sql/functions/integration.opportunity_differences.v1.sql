-- In what integration.opportunity_pairs differs from the truth (integration.opportunity_figures), of some products or of
-- everything: rows of that table as they should be, and whether each is new, gone or other than it is. Of one that is gone
-- only the key is known.
-- A function of its own, since PostgreSQL shares the work of a query among processes where its rows are returned, and never
-- where the same statement writes.
-- Used by integration.refresh_opportunities.

-- migrate:up
CREATE FUNCTION integration.opportunity_differences(everything boolean, products uuid[])
RETURNS TABLE (
    kind text, product_id uuid, retail_price_source_id uuid, resale_price_source_id uuid, currency varchar,
    retail_price_cents integer, resale_price_cents bigint, profit_cents bigint, net_profit_cents bigint,
    retail_eur_cents bigint, resale_eur_cents bigint, net_profit_eur_cents bigint)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- A full join is hashed: the planner cannot know how few or many rows there are, and would go through all pairs.
    RETURN QUERY
    SELECT CASE WHEN k.product_id IS NULL THEN 'new' WHEN t.product_id IS NULL THEN 'gone' ELSE 'other' END,
           coalesce(t.product_id, k.product_id),
           coalesce(t.retail_price_source_id, k.retail_price_source_id),
           coalesce(t.resale_price_source_id, k.resale_price_source_id),
           t.currency, t.retail_price_cents, t.resale_price_cents, t.profit_cents, t.net_profit_cents,
           t.retail_eur_cents, t.resale_eur_cents, t.net_profit_eur_cents
      FROM (
           SELECT f.product_id, f.retail_price_source_id, f.resale_price_source_id, f.currency, f.retail_price_cents,
                  f.resale_price_cents, f.profit_cents, f.net_profit_cents, f.retail_eur_cents, f.resale_eur_cents,
                  f.net_profit_eur_cents
             FROM integration.opportunity_figures f
            WHERE everything OR f.product_id = ANY (products)
           ) t
      FULL JOIN (
           SELECT o.* FROM integration.opportunity_pairs o WHERE everything OR o.product_id = ANY (products)
           ) k
        ON k.product_id = t.product_id
       AND k.retail_price_source_id = t.retail_price_source_id
       AND k.resale_price_source_id = t.resale_price_source_id
     WHERE (k.currency, k.retail_price_cents, k.resale_price_cents, k.profit_cents, k.net_profit_cents,
            k.retail_eur_cents, k.resale_eur_cents, k.net_profit_eur_cents)
           IS DISTINCT FROM
           (t.currency, t.retail_price_cents, t.resale_price_cents, t.profit_cents, t.net_profit_cents,
            t.retail_eur_cents, t.resale_eur_cents, t.net_profit_eur_cents);
END
$$;
COMMENT ON FUNCTION integration.opportunity_differences(boolean, uuid[]) IS
    'In what integration.opportunity_pairs differs from the truth, of some products or of everything';

-- migrate:down
DROP FUNCTION IF EXISTS integration.opportunity_differences(boolean, uuid[]);
