-- The digests of feed rows do not outlive the Awin products that were read from them: here those that are deleted.

-- migrate:up
CREATE TRIGGER awin_feed_rows_follow_delete
    AFTER DELETE ON integration.awin_products
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION integration.forget_feed_rows();
COMMENT ON TRIGGER awin_feed_rows_follow_delete ON integration.awin_products IS 'Forgets the feed rows of products that are deleted';

-- migrate:down
DROP TRIGGER IF EXISTS awin_feed_rows_follow_delete ON integration.awin_products;
