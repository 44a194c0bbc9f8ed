-- The style codes of a text, each normalised: upper case, with one dash where letters and digits are parted by spaces,
-- dots, underscores or dashes of any kind. Several are joined by /: "DM7866 200 / dm7866.202" has two.
-- As codes() in apps/products/style_codes.py; what has neither letter nor digit is none.
-- Used by the view products.known_codes, and where offers are matched.

-- migrate:up
CREATE FUNCTION products.style_codes(written text) RETURNS SETOF text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 1
AS $$
    SELECT code
      FROM regexp_split_to_table(upper(written), '/') part
     CROSS JOIN LATERAL (
           SELECT regexp_replace(
                      regexp_replace(part, '^[\s\u00a0._\-\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d]+|[\s\u00a0._\-\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d]+$', '', 'g'),
                      '([[:alnum:]])[\s\u00a0._\-\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d]+(?=[[:alnum:]])', '\1-', 'g') AS code
           ) normalised
     WHERE code ~ '[[:alnum:]]'
$$;
COMMENT ON FUNCTION products.style_codes(text) IS 'The style codes of a text, joined by /, each in upper case with single dashes';

-- migrate:down
DROP FUNCTION IF EXISTS products.style_codes(text);
