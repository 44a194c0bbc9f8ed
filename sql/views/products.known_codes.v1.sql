-- Every code that names a product, whichever column it stands in: GTINs padded to 14 digits, and style codes. One code
-- may name several products: whoever looks one up has to ask how many. Many number their products by the style code and
-- leave that column empty, so there the SKU counts as one,
-- unless it is a mere number, such as shops number anything with.
-- Read where offers, prices and sales are recognised.

-- migrate:up
CREATE VIEW products.known_codes AS
SELECT 'gtin' AS kind, lpad(known.gtin, 14, '0') AS code, known.product_id AS product_id, known.size_id AS size_id
  FROM products.product_gtins known
 UNION
SELECT 'gtin' AS kind, lpad(written.code, 14, '0') AS code, product.id AS product_id, NULL::uuid AS size_id
  FROM products.products product
 CROSS JOIN LATERAL (VALUES (product.ean), (product.gtin)) written (code)
 WHERE written.code IS NOT NULL
   AND products.is_gtin(written.code)
   AND NOT EXISTS (
       SELECT FROM products.product_gtins known
        WHERE known.product_id = product.id AND lpad(known.gtin, 14, '0') = lpad(written.code, 14, '0'))
 UNION
SELECT 'style_code' AS kind, known.code AS code, known.product_id AS product_id, NULL::uuid AS size_id
  FROM products.product_style_codes known
 UNION
SELECT 'style_code' AS kind, written.code AS code, product.id AS product_id, NULL::uuid AS size_id
  FROM products.products product
 CROSS JOIN LATERAL products.style_codes(coalesce(nullif(product.style_code, ''), product.sku)) written (code)
 WHERE product.style_code <> '' OR written.code ~ '[A-Z-]';

COMMENT ON VIEW products.known_codes IS 'Every code that names a product, whichever column it stands in';
COMMENT ON COLUMN products.known_codes.kind IS 'gtin or style_code';
COMMENT ON COLUMN products.known_codes.code IS 'A GTIN padded with zeros to 14 digits, or a normalised style code';
COMMENT ON COLUMN products.known_codes.size_id IS 'The size that a GTIN is on; null: not known, or all';

-- migrate:down
DROP VIEW IF EXISTS products.known_codes;
