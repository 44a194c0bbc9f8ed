-- Was this file imported before?
-- Feeds read from an address have no file.

-- migrate:up
CREATE INDEX idx_import_batches_file_sha256
    ON integration.import_batches (file_sha256)
    WHERE file_sha256 IS NOT NULL;
COMMENT ON INDEX integration.idx_import_batches_file_sha256 IS 'Was this file imported before?';

-- migrate:down
DROP INDEX IF EXISTS integration.idx_import_batches_file_sha256;
