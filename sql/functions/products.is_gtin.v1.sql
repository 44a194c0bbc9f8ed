-- Whether a text is a GTIN-8, -12 (UPC), -13 (EAN) or -14 with the right check digit: from the right, without the
-- check digit, weights 3, 1, 3, … (GS1 General Specifications, section 7.9). As apps/products/gtin.py.
-- Used by chk_product_gtins_gtin, and where offers are matched.

-- migrate:up
CREATE FUNCTION products.is_gtin(code text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT CASE WHEN code ~ '^([0-9]{8}|[0-9]{12,14})$' THEN (
        SELECT (3 * (ascii(substr(c, 1, 1)) + ascii(substr(c, 3, 1)) + ascii(substr(c, 5, 1)) + ascii(substr(c, 7, 1))
                     + ascii(substr(c, 9, 1)) + ascii(substr(c, 11, 1)) + ascii(substr(c, 13, 1)) - 7 * 48)
                + ascii(substr(c, 2, 1)) + ascii(substr(c, 4, 1)) + ascii(substr(c, 6, 1)) + ascii(substr(c, 8, 1))
                + ascii(substr(c, 10, 1)) + ascii(substr(c, 12, 1)) + ascii(substr(c, 14, 1)) - 7 * 48) % 10 = 0
          FROM (SELECT lpad(code, 14, '0') AS c) padded)
        ELSE false END
$$;
COMMENT ON FUNCTION products.is_gtin(text) IS 'Whether it is 8, 12, 13 or 14 digits, the last of them the right check digit';

-- migrate:down
DROP FUNCTION IF EXISTS products.is_gtin(text);
