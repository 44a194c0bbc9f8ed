-- The naive design, with the same rows as ours: triggers for each row, an index for whatever is asked, a history in one
-- piece, and plain views. It is what the ratios of the benchmarks are held against.
-- Foreign keys and checks are those of ours: speed is not compared with a database that promises less.

CREATE SCHEMA naive;

CREATE TABLE naive.price_sources (LIKE integration.price_sources INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
CREATE TABLE naive.price_history (LIKE integration.price_history INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
CREATE TABLE naive.inventory (LIKE products.inventory INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
CREATE TABLE naive.orders (LIKE transactions.orders INCLUDING DEFAULTS INCLUDING CONSTRAINTS);

INSERT INTO naive.price_sources SELECT * FROM integration.price_sources;
INSERT INTO naive.price_history SELECT * FROM integration.price_history;
INSERT INTO naive.inventory SELECT * FROM products.inventory;
INSERT INTO naive.orders SELECT * FROM transactions.orders;

-- The index list of the reference design: an index for each column that somebody filters by, and some for two.
ALTER TABLE naive.price_sources ADD PRIMARY KEY (id);
CREATE INDEX ON naive.price_sources (product_id);
CREATE INDEX ON naive.price_sources (source_type);
CREATE INDEX ON naive.price_sources (price_type);
CREATE INDEX ON naive.price_sources (product_id, source_type);
CREATE INDEX ON naive.price_sources (source_type, price_type);
CREATE INDEX ON naive.price_sources (in_stock);
CREATE INDEX ON naive.price_sources (supplier_id);
CREATE INDEX ON naive.price_sources (size_id);
CREATE INDEX ON naive.price_sources (last_updated);
CREATE INDEX ON naive.price_sources (price_cents);
CREATE UNIQUE INDEX ON naive.price_sources (product_id, source_type, source_product_id, size_id) WHERE size_id IS NOT NULL;
CREATE UNIQUE INDEX ON naive.price_sources (product_id, source_type, source_product_id) WHERE size_id IS NULL;
CREATE INDEX ON naive.price_sources (product_id, size_id, price_cents) WHERE price_type = 'retail' AND in_stock;
CREATE INDEX ON naive.price_sources (product_id, size_id, price_cents) WHERE price_type = 'resale' AND in_stock;

-- The index on the time is dropped for one of the ways of the case of a day: not every naive design has it.
ALTER TABLE naive.price_history ADD PRIMARY KEY (id);
CREATE INDEX ON naive.price_history (price_source_id);
CREATE INDEX price_history_recorded_at ON naive.price_history (recorded_at);

ALTER TABLE naive.inventory ADD PRIMARY KEY (id);
CREATE INDEX ON naive.inventory (product_id);
ALTER TABLE naive.orders ADD PRIMARY KEY (id);
CREATE INDEX ON naive.orders (inventory_id);
CREATE INDEX ON naive.orders (sold_at);

ALTER TABLE naive.price_sources
    ADD FOREIGN KEY (product_id) REFERENCES products.products (id) ON DELETE CASCADE,
    ADD FOREIGN KEY (size_id) REFERENCES public.sizes (id),
    ADD FOREIGN KEY (supplier_id) REFERENCES core.suppliers (id);
ALTER TABLE naive.price_history
    ADD FOREIGN KEY (price_source_id) REFERENCES naive.price_sources (id) ON DELETE CASCADE;
ALTER TABLE naive.inventory ADD FOREIGN KEY (product_id) REFERENCES products.products (id);
ALTER TABLE naive.orders ADD FOREIGN KEY (inventory_id) REFERENCES naive.inventory (id);

CREATE FUNCTION naive.track_price_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' OR OLD.price_cents IS DISTINCT FROM NEW.price_cents OR OLD.in_stock IS DISTINCT FROM NEW.in_stock
       OR OLD.stock_quantity IS DISTINCT FROM NEW.stock_quantity THEN
        INSERT INTO naive.price_history (price_source_id, price_cents, in_stock, stock_quantity)
        VALUES (NEW.id, NEW.price_cents, NEW.in_stock, NEW.stock_quantity);
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER track_price_changes AFTER INSERT OR UPDATE ON naive.price_sources
    FOR EACH ROW EXECUTE FUNCTION naive.track_price_changes();

CREATE VIEW naive.profit_opportunities AS
SELECT product.id AS product_id, product.name AS product_name, product.sku AS product_sku, product.ean AS product_ean,
       brand.name AS brand_name, size.value AS size_value, size.standardized_value AS standardized_size,
       retail.id AS retail_price_source_id, retail.source_type AS retail_source, retail.source_name AS retail_source_name,
       retail.price_cents AS retail_price_cents, retail.supplier_id AS retail_supplier_id,
       retail.affiliate_link AS retail_affiliate_link, retail.stock_quantity AS retail_stock_quantity,
       resale.id AS resale_price_source_id, resale.source_type AS resale_source, resale.source_name AS resale_source_name,
       resale.price_cents AS resale_price_cents, resale.price_cents - retail.price_cents AS profit_cents,
       round((resale.price_cents - retail.price_cents) * 100.0 / nullif(retail.price_cents, 0), 1) AS profit_percentage
  FROM naive.price_sources retail
  JOIN naive.price_sources resale
    ON resale.product_id = retail.product_id AND resale.size_id = retail.size_id
  JOIN products.products product ON product.id = retail.product_id
  LEFT JOIN core.brands brand ON brand.id = product.brand_id
  LEFT JOIN public.sizes size ON size.id = retail.size_id
 WHERE retail.price_type = 'retail' AND retail.in_stock
   AND resale.price_type = 'resale' AND resale.in_stock
   AND resale.price_cents > retail.price_cents
 ORDER BY profit_cents DESC;

CREATE VIEW naive.latest_prices AS
SELECT DISTINCT ON (price.product_id, price.size_id, price.source_type, price.source_name, price.price_type)
       price.*, product.name AS product_name, product.sku AS product_sku, product.ean AS product_ean,
       brand.name AS brand_name, supplier.name AS supplier_name
  FROM naive.price_sources price
  JOIN products.products product ON product.id = price.product_id
  LEFT JOIN core.brands brand ON brand.id = product.brand_id
  LEFT JOIN core.suppliers supplier ON supplier.id = price.supplier_id
 WHERE price.in_stock
 ORDER BY price.product_id, price.size_id, price.source_type, price.source_name, price.price_type,
          price.last_updated DESC NULLS LAST;

CREATE VIEW naive.brand_trend AS
SELECT brand.name AS brand, date_trunc('month', sale.sold_at) AS month, count(*) AS transaction_count,
       sum(sale.sale_price) AS total_revenue, avg(sale.sale_price) AS avg_transaction_value
  FROM naive.orders sale
  JOIN naive.inventory item ON item.id = sale.inventory_id
  JOIN products.products product ON product.id = item.product_id
  JOIN core.brands brand ON brand.id = product.brand_id
 WHERE sale.order_status <> 'cancelled'
 GROUP BY brand.name, date_trunc('month', sale.sold_at)
 ORDER BY month DESC, total_revenue DESC;

CREATE VIEW naive.brand_loyalty AS
SELECT brand.name AS brand, count(DISTINCT date_trunc('month', sale.sold_at)) AS active_months,
       count(*) AS total_transactions, sum(sale.sale_price) AS total_spent, avg(sale.sale_price) AS avg_order_value
  FROM naive.orders sale
  JOIN naive.inventory item ON item.id = sale.inventory_id
  JOIN products.products product ON product.id = item.product_id
  JOIN core.brands brand ON brand.id = product.brand_id
 WHERE sale.order_status <> 'cancelled'
 GROUP BY brand.name
 ORDER BY total_spent DESC;
