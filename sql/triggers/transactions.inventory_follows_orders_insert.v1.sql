-- The figures of a lot follow its sale: insert of sales.
-- A trigger for each event: PostgreSQL gives transition tables to triggers for one event only.

-- migrate:up
CREATE TRIGGER inventory_follows_orders_insert
    AFTER INSERT ON transactions.orders
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION transactions.refresh_sold_inventory();
COMMENT ON TRIGGER inventory_follows_orders_insert ON transactions.orders IS 'Has the figures of the lots computed anew';

-- migrate:down
DROP TRIGGER IF EXISTS inventory_follows_orders_insert ON transactions.orders;
