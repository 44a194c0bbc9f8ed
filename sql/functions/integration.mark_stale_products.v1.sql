-- Notes the products whose opportunities a statement may have changed, in integration.stale_products; a change of sizes
-- concerns all products. What leaves the opportunities as they were is not noted: a new date, a note, a pair out of stock
-- before and after.
-- Used by the triggers opportunities_follow_* of integration.price_sources and public.sizes.
-- Runs with the rights of its owner: whoever may write prices need not know of that table.

-- migrate:up
CREATE FUNCTION integration.mark_stale_products() RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan -- a plan for a few rows is a bad one for the next hundred thousand
SET work_mem = '64MB'
AS $$
BEGIN
    IF TG_RELID NOT IN ('integration.price_sources'::regclass, 'public.sizes'::regclass) THEN
        RAISE EXCEPTION 'integration.mark_stale_products() is for prices and sizes' USING ERRCODE = 'wrong_object_type';
    END IF;
    IF TG_TABLE_NAME = 'sizes' OR TG_OP = 'TRUNCATE' THEN
        INSERT INTO integration.stale_products (product_id) VALUES (NULL);
    ELSIF TG_OP = 'INSERT' THEN
        INSERT INTO integration.stale_products (product_id)
        SELECT DISTINCT n.product_id FROM new_rows n WHERE n.in_stock;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO integration.stale_products (product_id)
        SELECT DISTINCT o.product_id FROM old_rows o WHERE o.in_stock;
    ELSE
        INSERT INTO integration.stale_products (product_id)
        SELECT DISTINCT side.product_id
          FROM new_rows n
          FULL JOIN old_rows o ON o.id = n.id
         CROSS JOIN LATERAL (VALUES (n.product_id), (o.product_id)) side (product_id)
         WHERE side.product_id IS NOT NULL
           AND (n.in_stock OR o.in_stock)
           AND (n.product_id, n.size_id, n.source_type, n.price_type, n.price_cents, n.currency, n.in_stock, n.condition)
               IS DISTINCT FROM
               (o.product_id, o.size_id, o.source_type, o.price_type, o.price_cents, o.currency, o.in_stock, o.condition);
    END IF;
    RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION integration.mark_stale_products() FROM PUBLIC;
COMMENT ON FUNCTION integration.mark_stale_products() IS
    'Notes the products whose opportunities a statement may have changed in integration.stale_products';

-- migrate:down
DROP FUNCTION IF EXISTS integration.mark_stale_products();
