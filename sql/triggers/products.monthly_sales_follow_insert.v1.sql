-- The monthly sales follow lots that are written after their sale: the foreign keys wait for the end of a transaction.

-- migrate:up
CREATE TRIGGER monthly_sales_follow_insert
    AFTER INSERT ON products.inventory
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION analytics.follow_product();
COMMENT ON TRIGGER monthly_sales_follow_insert ON products.inventory IS 'Counts sales that were written before them';

-- migrate:down
DROP TRIGGER IF EXISTS monthly_sales_follow_insert ON products.inventory;
