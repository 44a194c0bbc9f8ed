-- The sums by brand follow a product that gets another brand.
-- For each row, since most updates of products name the column and leave it as it is.

-- migrate:up
CREATE TRIGGER brand_months_follow_brand
    AFTER UPDATE OF brand_id ON products.products
    FOR EACH ROW WHEN (OLD.brand_id IS DISTINCT FROM NEW.brand_id)
    EXECUTE FUNCTION analytics.mark_stale_months();
COMMENT ON TRIGGER brand_months_follow_brand ON products.products IS 'Notes that all months are to be added up anew';

-- migrate:down
DROP TRIGGER IF EXISTS brand_months_follow_brand ON products.products;
