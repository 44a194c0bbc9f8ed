-- An order without a lot gets the lot of its listing, if that has one.

-- migrate:up
CREATE TRIGGER order_inventory_from_listing
    BEFORE INSERT OR UPDATE OF listing_id, inventory_id ON transactions.orders
    FOR EACH ROW WHEN (NEW.inventory_id IS NULL AND NEW.listing_id IS NOT NULL)
    EXECUTE FUNCTION transactions.fill_inventory_from_listing();
COMMENT ON TRIGGER order_inventory_from_listing ON transactions.orders IS 'Takes the lot of an order from its listing';

-- migrate:down
DROP TRIGGER IF EXISTS order_inventory_from_listing ON transactions.orders;
