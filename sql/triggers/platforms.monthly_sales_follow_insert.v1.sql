-- The monthly sales follow listings that are written after their sale: the foreign keys wait for the end of a transaction.

-- migrate:up
CREATE TRIGGER monthly_sales_follow_insert
    AFTER INSERT ON platforms.stockx_listings
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION analytics.follow_product();
COMMENT ON TRIGGER monthly_sales_follow_insert ON platforms.stockx_listings IS 'Counts sales that were written before them';

-- migrate:down
DROP TRIGGER IF EXISTS monthly_sales_follow_insert ON platforms.stockx_listings;
