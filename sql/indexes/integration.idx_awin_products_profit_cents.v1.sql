-- The offers with the highest profit.
-- Null until enriched.

-- migrate:up
CREATE INDEX idx_awin_products_profit_cents
    ON integration.awin_products (profit_cents)
    WHERE profit_cents IS NOT NULL;
COMMENT ON INDEX integration.idx_awin_products_profit_cents IS 'The offers with the highest profit.';

-- migrate:down
DROP INDEX IF EXISTS integration.idx_awin_products_profit_cents;
