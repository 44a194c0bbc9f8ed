-- Every change of a price in integration.awin_products is written to integration.awin_price_history, whoever makes it.

-- migrate:up
CREATE TRIGGER awin_price_change_trigger
    AFTER UPDATE ON integration.awin_products
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION integration.track_awin_price_changes();
COMMENT ON TRIGGER awin_price_change_trigger ON integration.awin_products IS 'Records changes in integration.awin_price_history';

-- migrate:down
DROP TRIGGER IF EXISTS awin_price_change_trigger ON integration.awin_products;
