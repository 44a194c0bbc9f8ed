-- The audit trail, partitioned by month: each row of a business table that was inserted, updated or deleted, with what its
-- columns were before and after. Written by the functions audit_* (system.keep_audit_of), whoever wrote and by whatever means; staff read it on
-- the history page of a row. apps/system/models/audit_record.py is its model; verify_audit checks the hashes.
-- before and after go when somebody is erased, with the salt: what is left says that something was there, and the hash
-- holds, since it covers values_hash in their place.

-- migrate:up
CREATE SEQUENCE system.audit_records_id_seq;
CREATE TABLE system.audit_records (
    id bigint NOT NULL DEFAULT nextval('system.audit_records_id_seq'),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    changeset_id bigint NOT NULL,
    table_name varchar(100) NOT NULL,
    row_id text,
    action varchar(10) NOT NULL,
    before jsonb,
    after jsonb,
    salt uuid,
    values_hash bytea,
    erased_at timestamptz,
    hash bytea NOT NULL,
    PRIMARY KEY (recorded_at, id),
    CONSTRAINT chk_audit_records_action CHECK (action::text IN ('insert', 'update', 'delete', 'truncate', 'erase'))
) PARTITION BY RANGE (recorded_at);
ALTER SEQUENCE system.audit_records_id_seq OWNED BY system.audit_records.id;
CREATE TABLE system.audit_records_default PARTITION OF system.audit_records DEFAULT;

CREATE INDEX idx_audit_records_row_id_table_name ON system.audit_records (row_id, table_name);

COMMENT ON TABLE system.audit_records IS 'One row of a business table that was inserted, updated or deleted';
COMMENT ON TABLE system.audit_records_default IS
    'Records of months without a partition; empty while system.ensure_month_partitions is called in time';
COMMENT ON COLUMN system.audit_records.id IS 'Rises in the order of writing';
COMMENT ON COLUMN system.audit_records.recorded_at IS 'When the transaction began (UTC); the partition key';
COMMENT ON COLUMN system.audit_records.changeset_id IS 'The row of audit_changesets with the same recorded_at: who it was';
COMMENT ON COLUMN system.audit_records.table_name IS 'The table, with its schema';
COMMENT ON COLUMN system.audit_records.row_id IS 'The primary key as text; null: all rows went by TRUNCATE, or it tells of an erasure';
COMMENT ON COLUMN system.audit_records.before IS 'The columns as they were: those that changed, all of a deleted row; secrets are not told';
COMMENT ON COLUMN system.audit_records.after IS 'The columns as they became: those that changed, all of a new row; secrets are not told';
COMMENT ON COLUMN system.audit_records.salt IS 'Random, so that erased values cannot be guessed from values_hash';
COMMENT ON COLUMN system.audit_records.values_hash IS 'SHA-256 over salt, before and after, kept once they are erased';
COMMENT ON COLUMN system.audit_records.erased_at IS 'When before and after were erased at the wish of a person or by age (UTC)';
COMMENT ON COLUMN system.audit_records.hash IS 'SHA-256 over the record, with values_hash in place of the values';
COMMENT ON INDEX system.idx_audit_records_row_id_table_name IS 'The history of one row';

SELECT system.ensure_month_partitions('system.audit_records');

-- migrate:down
DROP TABLE system.audit_records;
