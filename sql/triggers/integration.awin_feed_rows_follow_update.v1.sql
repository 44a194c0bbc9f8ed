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
    FOR EACH ROW
    WHEN ((OLD.awin_product_id, OLD.merchant_product_id, OLD.merchant_id, OLD.merchant_name, OLD.data_feed_id,
           OLD.product_name, OLD.brand_name, OLD.brand_id, OLD.ean, OLD.product_gtin, OLD.mpn, OLD.product_model,
           OLD.retail_price_cents, OLD.store_price_cents, OLD.rrp_price_cents, OLD.currency, OLD.description,
           OLD.short_description, OLD.colour, OLD.size, OLD.material, OLD.in_stock, OLD.stock_quantity,
           OLD.delivery_time, OLD.image_url, OLD.thumbnail_url, OLD.alternate_images, OLD.affiliate_link,
           OLD.merchant_link, OLD.last_updated)
          IS DISTINCT FROM
          (NEW.awin_product_id, NEW.merchant_product_id, NEW.merchant_id, NEW.merchant_name, NEW.data_feed_id,
           NEW.product_name, NEW.brand_name, NEW.brand_id, NEW.ean, NEW.product_gtin, NEW.mpn, NEW.product_model,
           NEW.retail_price_cents, NEW.store_price_cents, NEW.rrp_price_cents, NEW.currency, NEW.description,
           NEW.short_description, NEW.colour, NEW.size, NEW.material, NEW.in_stock, NEW.stock_quantity,
           NEW.delivery_time, NEW.image_url, NEW.thumbnail_url, NEW.alternate_images, NEW.affiliate_link,
           NEW.merchant_link, NEW.last_updated))
    EXECUTE FUNCTION integration.forget_feed_rows();
COMMENT ON TRIGGER awin_feed_rows_follow_update ON integration.awin_products IS 'Forgets the feed rows of products that are changed';

-- migrate:down
DROP TRIGGER IF EXISTS awin_feed_rows_follow_update ON integration.awin_products;
