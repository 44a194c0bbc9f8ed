-- The opportunities follow the prices: update.
-- A trigger for each event: PostgreSQL gives transition tables to triggers for one event only.

-- migrate:up
CREATE TRIGGER opportunities_follow_update
    AFTER UPDATE ON integration.price_sources
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION integration.mark_stale_products();
COMMENT ON TRIGGER opportunities_follow_update ON integration.price_sources IS 'Notes the products to look at anew';

-- migrate:down
DROP TRIGGER IF EXISTS opportunities_follow_update ON integration.price_sources;
