-- Writes integration.awin_price_history: a row for the first sight of a price, and one for every real change of
-- price or stock state. A write that changes nothing leaves no trace.
-- A price that becomes null is a change too: the offer was withdrawn.
-- Used by awin_price_change_trigger and awin_price_change_insert_trigger, which hand over all rows of a statement at once: a feed
-- touches 100,000 rows, and a call for each would cost more than the change itself.

-- migrate:up
CREATE FUNCTION integration.track_awin_price_changes() RETURNS trigger
LANGUAGE plpgsql
SET plan_cache_mode = force_custom_plan -- a plan for a few rows is a bad one for the next hundred thousand
AS $$
DECLARE
    -- Not the time of the transaction, nor that of a statement which calls a function: changes keep their order.
    moment timestamptz := clock_timestamp();
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO integration.awin_price_history (awin_product_id, price_cents, in_stock, recorded_at)
        SELECT n.awin_product_id, n.retail_price_cents, n.in_stock, moment
          FROM new_rows n;
    ELSE
        INSERT INTO integration.awin_price_history (awin_product_id, price_cents, in_stock, recorded_at)
        SELECT n.awin_product_id, n.retail_price_cents, n.in_stock, moment
          FROM new_rows n
          JOIN old_rows o ON o.id = n.id
         WHERE (n.retail_price_cents, n.in_stock) IS DISTINCT FROM (o.retail_price_cents, o.in_stock);
    END IF;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION integration.track_awin_price_changes() IS
    'Writes integration.awin_price_history for every first sight and real change in integration.awin_products';

-- migrate:down
DROP FUNCTION IF EXISTS integration.track_awin_price_changes();
