-- The imports that wait or run, oldest first.
-- A handful among thousands.

-- migrate:up
CREATE INDEX idx_import_batches_created_at_unfinished
    ON integration.import_batches (created_at)
    WHERE status::text IN ('pending', 'processing');
COMMENT ON INDEX integration.idx_import_batches_created_at_unfinished IS 'The imports that wait or run, oldest first.';

-- migrate:down
DROP INDEX IF EXISTS integration.idx_import_batches_created_at_unfinished;
