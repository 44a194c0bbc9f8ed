-- Equality within GiST indexes: no two rows of one platform may hold on the same day
-- (excl_platform_fees_platform_id_validity).
-- A trusted extension: whoever may create in the database may create it, no superuser is needed. Where it is there
-- already it stays as it is, and taking ours down leaves it: the comment tells which one is ours.

-- migrate:up
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = 'btree_gist') THEN
        CREATE EXTENSION btree_gist WITH SCHEMA public;
        COMMENT ON EXTENSION btree_gist IS 'Exclusion by equality, created by SoleFlip';
    END IF;
END
$$;

-- migrate:down
DO $$
BEGIN
    IF EXISTS (
        SELECT FROM pg_catalog.pg_extension
         WHERE extname = 'btree_gist'
           AND obj_description(oid, 'pg_extension') = 'Exclusion by equality, created by SoleFlip')
    THEN
        DROP EXTENSION btree_gist;
    END IF;
END
$$;
