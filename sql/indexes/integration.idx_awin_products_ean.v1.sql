-- The offers of one EAN, in stock or not.
-- Not every shop sends one.

-- migrate:up
CREATE INDEX idx_awin_products_ean
    ON integration.awin_products (ean)
    WHERE ean IS NOT NULL;
COMMENT ON INDEX integration.idx_awin_products_ean IS 'The offers of one EAN, in stock or not.';

-- migrate:down
DROP INDEX IF EXISTS integration.idx_awin_products_ean;
