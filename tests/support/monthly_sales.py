"""The monthly sales as they stand, and as they are when all sales are counted anew."""

# Written apart from the functions in sql/, on purpose: it is what they are held against.
COUNTED_ANEW = """
SELECT date_trunc('month', sold_at AT TIME ZONE 'UTC')::date, product_id, currency,
       count(*), sum(sale_price), count(profit), coalesce(sum(profit), 0)
  FROM (SELECT o.sold_at, o.currency::text, o.sale_price,
               CASE WHEN o.inventory_id IS NULL THEN l.product_id ELSE i.product_id END AS product_id,
               coalesce(o.net_profit, o.net_proceeds - o.original_buy_price) AS profit
          FROM transactions.orders o
          LEFT JOIN products.inventory i ON i.id = o.inventory_id
          LEFT JOIN platforms.stockx_listings l ON l.id = o.listing_id
         WHERE o.order_status <> 'cancelled'
        UNION ALL
        SELECT t.transaction_date, 'EUR', t.sale_price, i.product_id, t.net_profit
          FROM transactions.transactions t JOIN products.inventory i ON i.id = t.inventory_id
         WHERE t.status = 'completed') sale
 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"""

ADDED_UP = """
SELECT month, product_id, currency::text, sum(sales), sum(revenue), sum(known_profits), sum(profit)
  FROM analytics.monthly_sales
 GROUP BY 1, 2, 3 HAVING (sum(sales), sum(revenue), sum(known_profits), sum(profit)) <> (0, 0, 0, 0)
 ORDER BY 1, 2, 3"""
