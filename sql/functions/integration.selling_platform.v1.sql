-- The platform (by its slug) on which one sells at the prices of a source: null where one cannot sell, or where nobody
-- has said what is kept. Who sells to buyers on GOAT does so by Alias.
-- Used by integration.profit_opportunities_v2 and explain_opportunity.

-- migrate:up
CREATE FUNCTION integration.selling_platform(source integration.source_type_enum) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT CASE source
           WHEN 'stockx' THEN 'stockx'
           WHEN 'stockxapi' THEN 'stockx'
           WHEN 'ebay' THEN 'ebay'
           WHEN 'goat' THEN 'alias'
           WHEN 'klekt' THEN 'klekt'
           END
$$;
COMMENT ON FUNCTION integration.selling_platform(integration.source_type_enum) IS
    'The slug of the platform on which one sells at the prices of a source; null where there is none';

-- migrate:down
DROP FUNCTION IF EXISTS integration.selling_platform(integration.source_type_enum);
