-- Keeps analytics.monthly_sales in step with what names the product of a sale, its lot or its listing: one that gets
-- another product (or id), and one that is written after its sale, which the foreign keys allow until the transaction ends.
-- Used by the triggers monthly_sales_follow_product and monthly_sales_follow_insert of products.inventory and
-- platforms.stockx_listings. Runs with the rights of its owner, as analytics.follow_sales does.

-- migrate:up
CREATE FUNCTION analytics.follow_product() RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    of_lots boolean := TG_TABLE_NAME = 'inventory';
    written uuid[];
    changes analytics.monthly_sales[];
BEGIN
    IF TG_RELID NOT IN ('products.inventory'::regclass, 'platforms.stockx_listings'::regclass) THEN
        RAISE EXCEPTION 'analytics.follow_product() is for lots and listings' USING ERRCODE = 'wrong_object_type';
    END IF;
    IF TG_OP = 'INSERT' THEN
        SELECT array_agg(n.id) INTO written FROM new_rows n;
        SELECT array_agg(c::analytics.monthly_sales) INTO changes
          FROM analytics.count_sales(CASE WHEN of_lots THEN written END, CASE WHEN NOT of_lots THEN written END) c;
    ELSIF OLD.id IS DISTINCT FROM NEW.id THEN  -- whichever of the two its sales name by now
        PERFORM analytics.rebuild_monthly_sales();
    ELSE
        written := ARRAY[NEW.id];
        SELECT array_agg(ROW(NULL, c.month, side.product_id, c.currency, side.sign * c.sales, side.sign * c.revenue,
                             side.sign * c.known_profits, side.sign * c.profit)::analytics.monthly_sales)
          INTO changes
          FROM analytics.count_sales(CASE WHEN of_lots THEN written END, CASE WHEN NOT of_lots THEN written END) c
         CROSS JOIN (VALUES (OLD.product_id, -1), (NEW.product_id, 1)) side (product_id, sign);
    END IF;
    PERFORM analytics.add_to_monthly_sales(changes);
    RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION analytics.follow_product() FROM PUBLIC;
COMMENT ON FUNCTION analytics.follow_product() IS
    'Keeps analytics.monthly_sales in step with the products of lots and listings';

-- migrate:down
DROP FUNCTION IF EXISTS analytics.follow_product();
