-- Our asks by height.
-- Null while we do not offer there.

-- migrate:up
CREATE INDEX idx_marketplace_data_ask_price
    ON analytics.marketplace_data (ask_price)
    WHERE ask_price IS NOT NULL;
COMMENT ON INDEX analytics.idx_marketplace_data_ask_price IS 'Our asks by height.';

-- migrate:down
DROP INDEX IF EXISTS analytics.idx_marketplace_data_ask_price;
