-- Writes integration.price_history: a row for the first sight of a price, and one for every real change of
-- price, stock state or quantity. A write that changes nothing leaves no trace.
-- Used by price_change_trigger and price_change_insert_trigger, which hand over all rows of a statement at once: a feed
-- touches 100,000 rows, and a call for each would cost more than the change itself.

-- migrate:up
CREATE FUNCTION integration.track_price_changes() RETURNS trigger
LANGUAGE plpgsql
SET plan_cache_mode = force_custom_plan -- a plan for a few rows is a bad one for the next hundred thousand
AS $$
DECLARE
    -- Not the time of the transaction, nor that of a statement which calls a function: changes keep their order.
    moment timestamptz := clock_timestamp();
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO integration.price_history (price_source_id, price_cents, in_stock, stock_quantity, recorded_at)
        SELECT n.id, n.price_cents, n.in_stock, n.stock_quantity, moment
          FROM new_rows n;
    ELSE
        INSERT INTO integration.price_history (price_source_id, price_cents, in_stock, stock_quantity, recorded_at)
        SELECT n.id, n.price_cents, n.in_stock, n.stock_quantity, moment
          FROM new_rows n
          JOIN old_rows o ON o.id = n.id
         WHERE (n.price_cents, n.in_stock, n.stock_quantity) IS DISTINCT FROM (o.price_cents, o.in_stock, o.stock_quantity);
    END IF;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION integration.track_price_changes() IS
    'Writes integration.price_history for every first sight and real change in integration.price_sources';

-- migrate:down
DROP FUNCTION IF EXISTS integration.track_price_changes();
