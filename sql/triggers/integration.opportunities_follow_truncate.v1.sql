-- The opportunities follow the prices: truncate.
-- A trigger for each event: PostgreSQL gives transition tables to triggers for one event only.

-- migrate:up
CREATE TRIGGER opportunities_follow_truncate
    AFTER TRUNCATE ON integration.price_sources
    FOR EACH STATEMENT EXECUTE FUNCTION integration.mark_stale_products();
COMMENT ON TRIGGER opportunities_follow_truncate ON integration.price_sources IS 'Notes the products to look at anew';

-- migrate:down
DROP TRIGGER IF EXISTS opportunities_follow_truncate ON integration.price_sources;
