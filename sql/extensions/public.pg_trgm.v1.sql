-- Trigrams: a part of a name is found by an index (idx_products_name_trigram, idx_suppliers_name_trigram).
-- A trusted extension: whoever may create in the database may create it, no superuser is needed.
-- Taking it down is refused by PostgreSQL while something else uses it.

-- migrate:up
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

-- migrate:down
DROP EXTENSION IF EXISTS pg_trgm;
