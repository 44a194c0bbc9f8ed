-- The digests of feed rows do not outlive the Awin products that were read from them: here those that are all deleted at once.

-- migrate:up
CREATE TRIGGER awin_feed_rows_follow_truncate
    AFTER TRUNCATE ON integration.awin_products
    FOR EACH STATEMENT EXECUTE FUNCTION integration.forget_feed_rows();
COMMENT ON TRIGGER awin_feed_rows_follow_truncate ON integration.awin_products IS 'Forgets the feed rows of products that are all deleted at once';

-- migrate:down
DROP TRIGGER IF EXISTS awin_feed_rows_follow_truncate ON integration.awin_products;
