-- The categories below one; deleting a category.
-- Most stand at the top.

-- migrate:up
CREATE INDEX idx_categories_parent_id
    ON core.categories (parent_id)
    WHERE parent_id IS NOT NULL;
COMMENT ON INDEX core.idx_categories_parent_id IS 'The categories below one; deleting a category.';

-- migrate:down
DROP INDEX IF EXISTS core.idx_categories_parent_id;
