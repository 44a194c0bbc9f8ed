-- Where a pair is between purchase and payout.
-- Used by products.inventory.detailed_status; in code apps/products/choices.py.

-- migrate:up
CREATE TYPE products.inventory_status AS ENUM ('incoming', 'available', 'consigned', 'need_shipping', 'packed', 'outgoing', 'sale_completed', 'cancelled');
COMMENT ON TYPE products.inventory_status IS 'Where a pair is between purchase and payout';

-- migrate:down
DROP TYPE products.inventory_status;
