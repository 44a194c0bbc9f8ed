-- The opportunities follow the prices: delete.
-- A trigger for each event: PostgreSQL gives transition tables to triggers for one event only.

-- migrate:up
CREATE TRIGGER opportunities_follow_delete
    AFTER DELETE ON integration.price_sources
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION integration.mark_stale_products();
COMMENT ON TRIGGER opportunities_follow_delete ON integration.price_sources IS 'Notes the products to look at anew';

-- migrate:down
DROP TRIGGER IF EXISTS opportunities_follow_delete ON integration.price_sources;
