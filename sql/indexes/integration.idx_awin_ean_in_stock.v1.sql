-- The offers of one EAN that can be bought now: the match with our catalog.
-- The name and the columns are the founding report's.

-- migrate:up
CREATE INDEX idx_awin_ean_in_stock
    ON integration.awin_products (ean, in_stock)
    WHERE in_stock = true;
COMMENT ON INDEX integration.idx_awin_ean_in_stock IS 'The offers of one EAN that can be bought now: the match with our catalog.';

-- migrate:down
DROP INDEX IF EXISTS integration.idx_awin_ean_in_stock;
