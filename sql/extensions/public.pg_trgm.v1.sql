-- Trigrams: a part of a name is found by an index (idx_products_name_trigram, idx_suppliers_name_trigram).
-- A trusted extension: whoever may create in the database may create it, no superuser is needed. Where it is there
-- already it stays as it is, and taking ours down leaves it: the comment tells which one is ours.

-- migrate:up
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = 'pg_trgm') THEN
        CREATE EXTENSION pg_trgm WITH SCHEMA public;
        COMMENT ON EXTENSION pg_trgm IS 'Trigram search, created by SoleFlip';
    END IF;
END
$$;

-- migrate:down
DO $$
BEGIN
    IF EXISTS (
        SELECT FROM pg_catalog.pg_extension
         WHERE extname = 'pg_trgm'
           AND obj_description(oid, 'pg_extension') = 'Trigram search, created by SoleFlip')
    THEN
        DROP EXTENSION pg_trgm;
    END IF;
END
$$;
