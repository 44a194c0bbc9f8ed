-- Lets the figures of a lot follow its sale: whenever orders or legacy transactions are written, the lots that they
-- name (or named before) are written again, and trigger_calculate_inventory_analytics computes them anew.
-- Used by the inventory_follows_* triggers, for all rows of a statement at once.
-- A write that touches nothing which the figures rest on leaves the lot alone, its updated_at too.

-- migrate:up
CREATE FUNCTION transactions.refresh_sold_inventory() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    lots uuid[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT array_agg(DISTINCT n.inventory_id) INTO lots FROM new_rows n;
    ELSIF TG_OP = 'DELETE' THEN
        SELECT array_agg(DISTINCT o.inventory_id) INTO lots FROM old_rows o;
    ELSIF TG_TABLE_NAME = 'orders' THEN
        SELECT array_agg(DISTINCT lot) INTO lots
          FROM new_rows n
          JOIN old_rows o ON o.id = n.id
          CROSS JOIN LATERAL unnest(ARRAY[n.inventory_id, o.inventory_id]) AS lot
         WHERE (n.inventory_id, n.order_status, n.sold_at, n.net_proceeds, n.currency)
            IS DISTINCT FROM (o.inventory_id, o.order_status, o.sold_at, o.net_proceeds, o.currency);
    ELSE
        SELECT array_agg(DISTINCT lot) INTO lots
          FROM new_rows n
          JOIN old_rows o ON o.id = n.id
          CROSS JOIN LATERAL unnest(ARRAY[n.inventory_id, o.inventory_id]) AS lot
         WHERE (n.inventory_id, n.status, n.transaction_date, n.sale_price, n.platform_fee, n.shipping_cost)
            IS DISTINCT FROM (o.inventory_id, o.status, o.transaction_date, o.sale_price, o.platform_fee, o.shipping_cost);
    END IF;

    -- Locked in one order, so that two statements which name the same lots cannot block each other for ever.
    PERFORM FROM products.inventory i WHERE i.id = ANY (lots) ORDER BY i.id FOR NO KEY UPDATE;
    UPDATE products.inventory i SET updated_at = now() WHERE i.id = ANY (lots);
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION transactions.refresh_sold_inventory() IS
    'Has the figures of sold lots computed anew when a sale is written';

-- migrate:down
DROP FUNCTION IF EXISTS transactions.refresh_sold_inventory();
