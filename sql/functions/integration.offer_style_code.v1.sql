-- The style code of a shop's offer, as the shop writes it. In real feeds it stands only at the end of the description, as
-- "… | 1203A544.101", or behind a word for it: "Stylecode: 1203A607-300", "Style-Code:", "Stilcode:"; other feeds have
-- columns for it, which count where the description ends in another word ("… | schwarz", "… | 42.5"). Several codes are
-- joined by /. A colour may stand behind a space: "Stylecode: DM7866 202" is not the style DM7866.
-- One expression, so that PostgreSQL puts it in the place of the call: a million offers are matched by it.
-- Used where offers are matched to products; products.style_codes() normalises what comes out.

-- migrate:up
CREATE FUNCTION integration.offer_style_code(description text, mpn text, product_model text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT coalesce(
               substring(right(description, 60)
                         FROM '\|\s*(?=[^|]*[0-9])(?=[^|]{5})([A-Za-z0-9]+(?:[ ._/-][A-Za-z0-9]+)*)_?\s*$'),
               substring(right(description, 200)
                         FROM '(?i)\mst(?:yle|il)[ -]?code\s*:\s*([A-Z0-9]+(?:[._/-][A-Z0-9]+)*(?: [0-9]{3}\M(?!\s*%))?)'),
               nullif(btrim(mpn), ''),
               nullif(btrim(product_model), ''))
$$;
COMMENT ON FUNCTION integration.offer_style_code(text, text, text) IS 'The style code of an offer, as the shop writes it';

-- migrate:down
DROP FUNCTION IF EXISTS integration.offer_style_code(text, text, text);
