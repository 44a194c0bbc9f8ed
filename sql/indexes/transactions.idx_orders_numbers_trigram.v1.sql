-- A sale by part of its order number, as in the search field of the back office.
-- Needs the extension pg_trgm, which may have been installed in any schema before us.

-- migrate:up
DO $$
BEGIN
    EXECUTE format(
        'CREATE INDEX idx_orders_numbers_trigram ON transactions.orders USING gin (stockx_order_number %1$I.gin_trgm_ops, external_id %1$I.gin_trgm_ops)',
        (SELECT extnamespace::regnamespace FROM pg_catalog.pg_extension WHERE extname = 'pg_trgm'));
END
$$;
COMMENT ON INDEX transactions.idx_orders_numbers_trigram IS 'A sale by part of its order number: ILIKE';

-- migrate:down
DROP INDEX IF EXISTS transactions.idx_orders_numbers_trigram;
