-- The figures of a lot are computed by the database, whoever writes the lot.

-- migrate:up
CREATE TRIGGER trigger_calculate_inventory_analytics
    BEFORE INSERT OR UPDATE ON products.inventory
    FOR EACH ROW EXECUTE FUNCTION public.calculate_inventory_analytics();
COMMENT ON TRIGGER trigger_calculate_inventory_analytics ON products.inventory IS
    'Computes shelf_life_days, profit_per_shelf_day and roi_percentage';

-- migrate:down
DROP TRIGGER IF EXISTS trigger_calculate_inventory_analytics ON products.inventory;
