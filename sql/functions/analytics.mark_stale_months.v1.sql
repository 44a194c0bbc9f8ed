-- Notes the months whose sales a statement changed, in analytics.stale_months; a product of another brand moves all its
-- months, so that concerns all of them.
-- Used by the triggers brand_months_follow_* of analytics.monthly_sales and products.products.
-- Runs with the rights of its owner: whoever may write sales or products need not know of that table.

-- migrate:up
CREATE FUNCTION analytics.mark_stale_months() RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF TG_RELID NOT IN ('analytics.monthly_sales'::regclass, 'products.products'::regclass) THEN
        RAISE EXCEPTION 'analytics.mark_stale_months() is for monthly sales and products' USING ERRCODE = 'wrong_object_type';
    END IF;
    IF TG_TABLE_NAME = 'products' OR TG_OP = 'TRUNCATE' THEN
        INSERT INTO analytics.stale_months (month) VALUES (NULL);
    ELSIF TG_OP = 'INSERT' THEN
        INSERT INTO analytics.stale_months (month) SELECT DISTINCT n.month FROM new_rows n;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO analytics.stale_months (month) SELECT DISTINCT o.month FROM old_rows o;
    ELSE
        INSERT INTO analytics.stale_months (month) SELECT n.month FROM new_rows n UNION SELECT o.month FROM old_rows o;
    END IF;
    RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION analytics.mark_stale_months() FROM PUBLIC;
COMMENT ON FUNCTION analytics.mark_stale_months() IS
    'Notes the months whose sales a statement changed in analytics.stale_months';

-- migrate:down
DROP FUNCTION IF EXISTS analytics.mark_stale_months();
