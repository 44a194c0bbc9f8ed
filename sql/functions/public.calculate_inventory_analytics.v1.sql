-- Computes the figures of a lot whenever it is written: shelf life, profit per day on the shelf and ROI.
-- Used by trigger_calculate_inventory_analytics. In public because the founding report names it so.
--
-- The sale is the newest order that is not cancelled, else the newest completed legacy transaction.
-- shelf_life_days: whole days from purchase to the sale, until now while unsold; null without a purchase date. While
-- unsold it stands still between two writes: manage.py age_inventory renews it.
-- profit = payout - purchase price, both net and in EUR; an order in another currency or without a payout
-- gives no profit: unknown is not zero. roi_percentage = profit / purchase price * 100;
-- profit_per_shelf_day = profit / shelf life, which counts as one day at least. Both are null before the sale,
-- and where the figure is larger than its column.

-- migrate:up
CREATE FUNCTION public.calculate_inventory_analytics() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    sale record;
    profit numeric;
    per_day numeric;
    roi numeric;
BEGIN
    SELECT o.sold_at, CASE WHEN o.currency = 'EUR' THEN o.net_proceeds END AS payout
      INTO sale
      FROM transactions.orders o
     WHERE o.inventory_id = NEW.id AND o.order_status <> 'cancelled'
     ORDER BY o.sold_at DESC, o.created_at DESC, o.id
     LIMIT 1;
    IF NOT FOUND THEN
        SELECT t.transaction_date AS sold_at, t.sale_price - t.platform_fee - t.shipping_cost AS payout
          INTO sale
          FROM transactions.transactions t
         WHERE t.inventory_id = NEW.id AND t.status = 'completed'
         ORDER BY t.transaction_date DESC, t.created_at DESC, t.id
         LIMIT 1;
    END IF;

    NEW.shelf_life_days := products.days_on_the_shelf(NEW.purchase_date, coalesce(sale.sold_at, now()));

    profit := sale.payout - NEW.purchase_price;
    -- CASE, because greatest() passes over null: unknown would turn into a figure per day.
    per_day := CASE WHEN NEW.shelf_life_days IS NOT NULL THEN
        round(profit / greatest(NEW.shelf_life_days, 1), 2) END;
    roi := round(profit / nullif(NEW.purchase_price, 0) * 100, 2);
    NEW.profit_per_shelf_day := CASE WHEN abs(per_day) < 100000000 THEN per_day END;
    NEW.roi_percentage := CASE WHEN abs(roi) < 10000000 THEN roi END;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION public.calculate_inventory_analytics() IS
    'Computes shelf_life_days, profit_per_shelf_day and roi_percentage of a lot from its purchase and its sale';

-- migrate:down
DROP FUNCTION IF EXISTS public.calculate_inventory_analytics();
