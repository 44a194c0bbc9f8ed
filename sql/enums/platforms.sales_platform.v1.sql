-- Where a pair was sold; Return marks a return.
-- Used by transactions.orders.sales_channel; in code apps/platforms/choices.py.

-- migrate:up
CREATE TYPE platforms.sales_platform AS ENUM ('StockX', 'Alias', 'eBay', 'Kleinanzeigen', 'Laced', 'WTN', 'Return');
COMMENT ON TYPE platforms.sales_platform IS 'Where a pair was sold; Return marks a return';

-- migrate:down
DROP TYPE platforms.sales_platform;
