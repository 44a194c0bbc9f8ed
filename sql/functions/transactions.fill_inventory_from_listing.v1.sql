-- An order that names only its listing is an order of the lot that is offered there: its figures follow, and the sold
-- lot cannot be deleted. Used by order_inventory_from_listing.

-- migrate:up
CREATE FUNCTION transactions.fill_inventory_from_listing() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    NEW.inventory_id := (SELECT l.inventory_id FROM platforms.stockx_listings l WHERE l.id = NEW.listing_id);
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION transactions.fill_inventory_from_listing() IS 'Takes the lot of an order from its listing';

-- migrate:down
DROP FUNCTION IF EXISTS transactions.fill_inventory_from_listing();
