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
    -- Compared here and not by the trigger: of a comparison of rows PostgreSQL writes down another one than it was given.
    ELSIF (OLD.awin_product_id, OLD.merchant_product_id, OLD.merchant_id, OLD.merchant_name, OLD.data_feed_id,
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
           NEW.merchant_link, NEW.last_updated)
    THEN
        DELETE FROM integration.awin_feed_rows f WHERE f.awin_product_id = OLD.awin_product_id;
    END IF;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION integration.forget_feed_rows() IS
    'Forgets the digest of a feed row once the Awin product that was read from it is changed or deleted';

-- migrate:down
DROP FUNCTION IF EXISTS integration.forget_feed_rows();
