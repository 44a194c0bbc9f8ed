-- What is in stock by the day of its purchase (UTC) and status: the truth that products.stock_days is kept from.
-- Read by products.refresh_stock_days.
-- Its rows come of products.count_stock, which asks with the rights of who looks: he needs those to the tables too.

-- migrate:up
CREATE VIEW products.daily_stock AS
SELECT stock.day AS day,
       stock.status AS status,
       stock.lots AS lots,
       stock.pairs AS pairs,
       stock.cost AS cost,
       stock.unpriced AS unpriced
  FROM products.count_stock('-infinity', 'infinity') stock
 CROSS JOIN (VALUES (1)) once (row_number); -- PostgreSQL 15 and 18 write a query over one relation differently

COMMENT ON VIEW products.daily_stock IS 'What is in stock by the day of its purchase and status';
COMMENT ON COLUMN products.daily_stock.day IS 'The day of the purchase (UTC); null: not known';
COMMENT ON COLUMN products.daily_stock.lots IS 'Lots with pairs that are there';
COMMENT ON COLUMN products.daily_stock.pairs IS 'Pairs in these lots';
COMMENT ON COLUMN products.daily_stock.cost IS 'Cost of the pairs without VAT, in EUR, but for the unpriced ones';
COMMENT ON COLUMN products.daily_stock.unpriced IS 'Pairs whose cost is not known';

-- migrate:down
DROP VIEW IF EXISTS products.daily_stock;
