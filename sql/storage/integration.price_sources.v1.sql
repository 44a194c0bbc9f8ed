-- Free space in every page of integration.price_sources.
-- A price change then finds room beside the old row and stays a HOT update: no index entry is written,
-- which holds as long as no index contains a column that changes with the price
-- (docs/decisions/0004-index-rules.md).

-- migrate:up
ALTER TABLE integration.price_sources SET (fillfactor = 80);

-- migrate:down
ALTER TABLE integration.price_sources RESET (fillfactor);
