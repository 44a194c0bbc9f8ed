-- Adds changes to analytics.monthly_sales, each a row of that table whose amounts may be negative.
-- Used by the functions that follow sales, lots and listings.
--
-- Nobody waits for this table. Rows of the same key are taken out and put back as one row with the change
-- added; those that another transaction holds are left alone, and the two rows of one key that result are to be added up
-- by whoever reads. The next change of the key makes them one.

-- migrate:up
CREATE FUNCTION analytics.add_to_monthly_sales(changes analytics.monthly_sales[]) RETURNS void
LANGUAGE sql
AS $$
    WITH change AS (
        SELECT c.month, c.product_id, c.currency, c.sales, c.revenue, c.known_profits, c.profit
          FROM unnest(changes) c
    ), held AS (
        SELECT m.id
          FROM analytics.monthly_sales m
         WHERE (m.month, m.product_id, m.currency) IN (SELECT c.month, c.product_id, c.currency FROM change c)
           FOR UPDATE SKIP LOCKED
    ), taken AS (
        DELETE FROM analytics.monthly_sales m
         USING held
         WHERE m.id = held.id
        RETURNING m.month, m.product_id, m.currency, m.sales, m.revenue, m.known_profits, m.profit
    )
    INSERT INTO analytics.monthly_sales (month, product_id, currency, sales, revenue, known_profits, profit)
    SELECT total.month, total.product_id, total.currency, sum(total.sales), sum(total.revenue),
           sum(total.known_profits), sum(total.profit)
      FROM (SELECT * FROM change UNION ALL SELECT * FROM taken) total
     GROUP BY total.month, total.product_id, total.currency
    HAVING (sum(total.sales), sum(total.revenue), sum(total.known_profits), sum(total.profit)) <> (0, 0, 0, 0)
$$;
COMMENT ON FUNCTION analytics.add_to_monthly_sales(analytics.monthly_sales[]) IS
    'Adds changes to analytics.monthly_sales without ever waiting for another sale';

-- migrate:down
DROP FUNCTION IF EXISTS analytics.add_to_monthly_sales(analytics.monthly_sales[]);
