-- The first price of every row in integration.price_sources is written to integration.price_history.
-- A trigger of its own: PostgreSQL gives transition tables to triggers for one event only.

-- migrate:up
CREATE TRIGGER price_change_insert_trigger
    AFTER INSERT ON integration.price_sources
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION integration.track_price_changes();
COMMENT ON TRIGGER price_change_insert_trigger ON integration.price_sources IS 'Records first sights in integration.price_history';

-- migrate:down
DROP TRIGGER IF EXISTS price_change_insert_trigger ON integration.price_sources;
