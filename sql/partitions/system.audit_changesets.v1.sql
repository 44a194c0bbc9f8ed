-- What was changed in one transaction by one person or program, partitioned by month: who, by which request, when, and the
-- seal under it. Written by the functions audit_* (system.keep_audit_of) and sealed by system.seal_changeset; staff read it beside
-- system.audit_records, and apps/system/models/audit_changeset.py is its model. verify_audit checks the seals.

-- migrate:up
CREATE SEQUENCE system.audit_changesets_id_seq;
CREATE TABLE system.audit_changesets (
    id bigint NOT NULL DEFAULT nextval('system.audit_changesets_id_seq'),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    transaction_id bigint NOT NULL,
    user_id uuid,
    database_role varchar(63) NOT NULL,
    program varchar(100) NOT NULL,
    request_id varchar(64) NOT NULL,
    records bigint,
    contents_hash bytea,
    number bigint,
    previous_hash bytea,
    hash bytea,
    PRIMARY KEY (recorded_at, id)
) PARTITION BY RANGE (recorded_at);
ALTER SEQUENCE system.audit_changesets_id_seq OWNED BY system.audit_changesets.id;
CREATE TABLE system.audit_changesets_default PARTITION OF system.audit_changesets DEFAULT;

CREATE INDEX idx_audit_changesets_user_id_recorded_at ON system.audit_changesets (user_id, recorded_at);
CREATE INDEX idx_audit_changesets_request_id ON system.audit_changesets (request_id);

COMMENT ON TABLE system.audit_changesets IS 'What was changed in one transaction by one person or program, and the seal under it';
COMMENT ON TABLE system.audit_changesets_default IS
    'Changesets of months without a partition; empty while system.ensure_month_partitions is called in time';
COMMENT ON COLUMN system.audit_changesets.recorded_at IS 'When the transaction began (UTC); the partition key';
COMMENT ON COLUMN system.audit_changesets.transaction_id IS 'PostgreSQL''s number of the transaction';
COMMENT ON COLUMN system.audit_changesets.user_id IS 'The staff member, also one who is gone; null: nobody was logged in';
COMMENT ON COLUMN system.audit_changesets.database_role IS 'The role that had logged in to the database';
COMMENT ON COLUMN system.audit_changesets.program IS 'web, the name of a command, or what another program calls itself';
COMMENT ON COLUMN system.audit_changesets.request_id IS 'The id of the web request, as the logs have it; empty: there was none';
COMMENT ON COLUMN system.audit_changesets.records IS 'How many records it has; null until it is sealed at the end of the transaction';
COMMENT ON COLUMN system.audit_changesets.contents_hash IS 'SHA-256 over the hashes of its records, in their order';
COMMENT ON COLUMN system.audit_changesets.number IS 'Its place in the chain of its month, from 1 without a gap';
COMMENT ON COLUMN system.audit_changesets.previous_hash IS 'The hash of the changeset with the number before';
COMMENT ON COLUMN system.audit_changesets.hash IS 'SHA-256 over all other columns';
COMMENT ON INDEX system.idx_audit_changesets_user_id_recorded_at IS 'All that one person did on one day';
COMMENT ON INDEX system.idx_audit_changesets_request_id IS 'What a request changed that a log speaks of';

SELECT system.ensure_month_partitions('system.audit_changesets');

-- migrate:down
DROP TABLE system.audit_changesets;
