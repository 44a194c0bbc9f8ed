-- The first price of every row in integration.awin_products is written to integration.awin_price_history.
-- A trigger of its own: PostgreSQL gives transition tables to triggers for one event only.

-- migrate:up
CREATE TRIGGER awin_price_change_insert_trigger
    AFTER INSERT ON integration.awin_products
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION integration.track_awin_price_changes();
COMMENT ON TRIGGER awin_price_change_insert_trigger ON integration.awin_products IS 'Records first sights in integration.awin_price_history';

-- migrate:down
DROP TRIGGER IF EXISTS awin_price_change_insert_trigger ON integration.awin_products;
