-- One record of the audit trail by its number, as its page asks for it. Records are written in the order of their numbers, so
-- that the first and last of each stretch of the table say where to look: a few pages of index for millions of rows.

-- migrate:up
CREATE INDEX idx_audit_records_id ON system.audit_records USING brin (id);
COMMENT ON INDEX system.idx_audit_records_id IS 'The page of one record; erasing what records say';

-- migrate:down
DROP INDEX IF EXISTS system.idx_audit_records_id;
