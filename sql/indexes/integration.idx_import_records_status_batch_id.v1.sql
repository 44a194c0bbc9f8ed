-- The rows of a batch that were refused or skipped, and those of all batches.
-- Processed rows are nearly all: whoever wants them reads the table.

-- migrate:up
CREATE INDEX idx_import_records_status_batch_id
    ON integration.import_records (status, batch_id)
    WHERE status <> 'processed';
COMMENT ON INDEX integration.idx_import_records_status_batch_id IS 'The rows of a batch that were refused or skipped, and those of all batches.';

-- migrate:down
DROP INDEX IF EXISTS integration.idx_import_records_status_batch_id;
