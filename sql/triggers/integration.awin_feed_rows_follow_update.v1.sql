-- The digests of feed rows do not outlive the Awin products that were read from them: here those that are changed.
-- By row and by column, not by statement: what only matching and enrichment write, a million rows at once, then costs
-- nothing, and of a feed few rows differ.

-- migrate:up
CREATE TRIGGER awin_feed_rows_follow_update
    AFTER UPDATE OF
        awin_product_id, merchant_product_id, merchant_id, merchant_name, data_feed_id, product_name, brand_name,
        brand_id, ean, product_gtin, mpn, product_model, retail_price_cents, store_price_cents, rrp_price_cents,
        currency, description, short_description, colour, size, material, in_stock, stock_quantity, delivery_time,
        image_url, thumbnail_url, alternate_images, affiliate_link, merchant_link, last_updated
    ON integration.awin_products
    FOR EACH ROW EXECUTE FUNCTION integration.forget_feed_rows();
COMMENT ON TRIGGER awin_feed_rows_follow_update ON integration.awin_products IS 'Forgets the feed rows of products that are changed';

-- migrate:down
DROP TRIGGER IF EXISTS awin_feed_rows_follow_update ON integration.awin_products;
