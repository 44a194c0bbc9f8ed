-- The style code of a shop's offer, as the shop writes it. In real feeds it stands only at the end of the description, as
-- "… | 1203A544.101", or behind a word for it: "Stylecode: 1203A607-300", "Style-Code:", "Stilcode:"; other feeds have
-- columns for it. Whoever calls it drops what is no code: one has a digit.
-- One expression, so that PostgreSQL puts it in the place of the call: a million offers are matched by it.
-- Used where offers are matched to products; products.style_codes() normalises what comes out.

-- migrate:up
CREATE FUNCTION integration.offer_style_code(description text, mpn text, product_model text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT coalesce(
               substring(right(description, 60) FROM '\|\s*([A-Za-z0-9]+(?:[ ._-][A-Za-z0-9]+)*)_?\s*$'),
               substring(right(description, 200)
                         FROM '(?i)\mst(?:yle|il)[ -]?code\s*:\s*([A-Z0-9]+(?:[._-][A-Z0-9]+)*)'),
               nullif(btrim(mpn), ''),
               nullif(btrim(product_model), ''))
$$;
COMMENT ON FUNCTION integration.offer_style_code(text, text, text) IS 'The style code of an offer, as the shop writes it';

-- migrate:down
DROP FUNCTION IF EXISTS integration.offer_style_code(text, text, text);
