-- Forgets from which row of a feed an Awin product was read, once anybody changes or deletes what stood in it: the next
-- feed then reads that row in full, although the feed itself has not changed, and writes again what it says.
-- What matching and enrichment add to the product was in no feed, and changes nothing here.
-- Used by the triggers awin_feed_rows_follow_* of integration.awin_products, for all rows of a statement at once.

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
        -- By the digests of the rows, since these are wide, and matching changes a million at once.
        DELETE FROM integration.awin_feed_rows f
         USING (SELECT o.id, o.awin_product_id, hash_record_extended(
                       ROW (o.awin_product_id, o.merchant_product_id, o.merchant_id, o.merchant_name, o.data_feed_id,
                        o.product_name, o.brand_name, o.brand_id, o.ean, o.product_gtin, o.mpn,
                        o.product_model, o.retail_price_cents, o.store_price_cents,
                        o.rrp_price_cents, o.currency, o.description, o.short_description, o.colour,
                        o.size, o.material, o.in_stock, o.stock_quantity, o.delivery_time,
                        o.image_url, o.thumbnail_url, o.alternate_images, o.affiliate_link,
                        o.merchant_link, o.last_updated), 0) AS digest
                  FROM old_rows o) o
          LEFT JOIN (SELECT n.id, hash_record_extended(
                       ROW (n.awin_product_id, n.merchant_product_id, n.merchant_id, n.merchant_name, n.data_feed_id,
                        n.product_name, n.brand_name, n.brand_id, n.ean, n.product_gtin, n.mpn,
                        n.product_model, n.retail_price_cents, n.store_price_cents,
                        n.rrp_price_cents, n.currency, n.description, n.short_description, n.colour,
                        n.size, n.material, n.in_stock, n.stock_quantity, n.delivery_time,
                        n.image_url, n.thumbnail_url, n.alternate_images, n.affiliate_link,
                        n.merchant_link, n.last_updated), 0) AS digest
                  FROM new_rows n) n ON n.id = o.id
         WHERE f.awin_product_id = o.awin_product_id
           AND o.digest IS DISTINCT FROM n.digest;
    END IF;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION integration.forget_feed_rows() IS
    'Forgets the digest of a feed row once the Awin product that was read from it is changed or deleted';

-- migrate:down
DROP FUNCTION IF EXISTS integration.forget_feed_rows();
