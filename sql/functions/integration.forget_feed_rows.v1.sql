-- Forgets from which row of a feed an Awin product was read, once anybody changes or deletes what stood in it: the next
-- feed then reads that row in full, although the feed itself has not changed, and writes again what it says.
-- What matching and enrichment add to the product was in no feed, and changes nothing here.
-- Used by the triggers awin_feed_rows_follow_* of integration.awin_products: for each row that is changed, and for all rows
-- of a statement that deletes.

-- migrate:up
CREATE FUNCTION integration.forget_feed_rows() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        DELETE FROM integration.awin_feed_rows;
    ELSIF TG_OP = 'DELETE' THEN
        DELETE FROM integration.awin_feed_rows f USING old_rows o WHERE f.awin_product_id = o.awin_product_id;
    ELSE
        DELETE FROM integration.awin_feed_rows f WHERE f.awin_product_id = OLD.awin_product_id;
    END IF;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION integration.forget_feed_rows() IS
    'Forgets the digest of a feed row once the Awin product that was read from it is changed or deleted';

-- migrate:down
DROP FUNCTION IF EXISTS integration.forget_feed_rows();
