-- The stock by status and age, and the money in it: what products.count_stock adds up, of single days or all.
-- With all that is added up, so that the table, most of it sold in the end, is not read.

-- migrate:up
CREATE INDEX idx_inventory_unsold
    ON products.inventory (purchase_date)
    INCLUDE (status, quantity, purchase_price)
    WHERE status <> 'sold';
COMMENT ON INDEX products.idx_inventory_unsold IS 'The stock by status and age, and the money in it.';

-- migrate:down
DROP INDEX IF EXISTS products.idx_inventory_unsold;
