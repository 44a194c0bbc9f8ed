-- The monthly sales follow the product of a listing: a correction of it, or a merge of two products.
-- By row and only where it changes: that is rare, and every other write of a listing costs nothing.

-- migrate:up
CREATE TRIGGER monthly_sales_follow_product
    AFTER UPDATE OF id, product_id ON platforms.stockx_listings
    FOR EACH ROW WHEN ((OLD.id, OLD.product_id) IS DISTINCT FROM (NEW.id, NEW.product_id))
    EXECUTE FUNCTION analytics.follow_product();
COMMENT ON TRIGGER monthly_sales_follow_product ON platforms.stockx_listings IS 'Moves its sales in analytics.monthly_sales';

-- migrate:down
DROP TRIGGER IF EXISTS monthly_sales_follow_product ON platforms.stockx_listings;
