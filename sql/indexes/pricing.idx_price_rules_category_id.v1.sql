-- The rules of a category; deleting the category.
-- Most rules are for a brand or for all.

-- migrate:up
CREATE INDEX idx_price_rules_category_id
    ON pricing.price_rules (category_id)
    WHERE category_id IS NOT NULL;
COMMENT ON INDEX pricing.idx_price_rules_category_id IS 'The rules of a category; deleting the category.';

-- migrate:down
DROP INDEX IF EXISTS pricing.idx_price_rules_category_id;
