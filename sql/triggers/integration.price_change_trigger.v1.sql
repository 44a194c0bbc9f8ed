-- Every change of a price in integration.price_sources is written to integration.price_history, whoever makes it.

-- migrate:up
CREATE TRIGGER price_change_trigger
    AFTER UPDATE ON integration.price_sources
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION integration.track_price_changes();
COMMENT ON TRIGGER price_change_trigger ON integration.price_sources IS 'Records changes in integration.price_history';

-- migrate:down
DROP TRIGGER IF EXISTS price_change_trigger ON integration.price_sources;
