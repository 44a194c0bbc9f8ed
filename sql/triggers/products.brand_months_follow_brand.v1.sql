-- The sums by brand follow a product that gets another brand.

-- migrate:up
CREATE TRIGGER brand_months_follow_brand
    AFTER UPDATE OF brand_id ON products.products
    FOR EACH STATEMENT EXECUTE FUNCTION analytics.mark_stale_months();
COMMENT ON TRIGGER brand_months_follow_brand ON products.products IS 'Notes that all months are to be added up anew';

-- migrate:down
DROP TRIGGER IF EXISTS brand_months_follow_brand ON products.products;
