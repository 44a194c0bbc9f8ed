-- Whether a text is a GTIN-8, -12 (UPC), -13 (EAN) or -14 with the right check digit: from the right, without the
-- check digit, weights 3, 1, 3, … (GS1 General Specifications, section 7.9). As apps/products/gtin.py.
-- One expression, so that PostgreSQL puts it in the place of the call: a million offers are matched by it.
-- Used by chk_product_gtins_gtin, and where offers are matched.

-- migrate:up
CREATE FUNCTION products.is_gtin(code text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT CASE WHEN code ~ '^([0-9]{8}|[0-9]{12,14})$' THEN
           (3 * (ascii(substr(lpad(code, 14, '0'), 1, 1)) + ascii(substr(lpad(code, 14, '0'), 3, 1))
                + ascii(substr(lpad(code, 14, '0'), 5, 1)) + ascii(substr(lpad(code, 14, '0'), 7, 1))
                + ascii(substr(lpad(code, 14, '0'), 9, 1)) + ascii(substr(lpad(code, 14, '0'), 11, 1))
                + ascii(substr(lpad(code, 14, '0'), 13, 1)))
            + ascii(substr(lpad(code, 14, '0'), 2, 1)) + ascii(substr(lpad(code, 14, '0'), 4, 1))
                + ascii(substr(lpad(code, 14, '0'), 6, 1)) + ascii(substr(lpad(code, 14, '0'), 8, 1))
                + ascii(substr(lpad(code, 14, '0'), 10, 1)) + ascii(substr(lpad(code, 14, '0'), 12, 1))
                + ascii(substr(lpad(code, 14, '0'), 14, 1))
            - 28 * ascii('0')) % 10 = 0
           ELSE false END
$$;
COMMENT ON FUNCTION products.is_gtin(text) IS 'Whether it is 8, 12, 13 or 14 digits, the last of them the right check digit';

-- migrate:down
DROP FUNCTION IF EXISTS products.is_gtin(text);
