-- The hash of a record of the audit trail, over all that it is; the length of the name says where the key begins.
-- Used by the functions audit_* (system.keep_audit_of); apps/system/audit/chain.py computes the same for verify_audit.

-- migrate:up
CREATE FUNCTION system.audit_record_hash(
    id bigint, recorded_at timestamptz, changeset_id bigint, table_name text, row_id text, action text, values_hash bytea
) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE
RETURN sha256(convert_to(concat_ws(
    '|', id, extract(epoch FROM recorded_at), changeset_id, action, encode(values_hash, 'hex'), length(table_name), table_name,
    coalesce('=' || row_id, '-')), 'UTF8'));
COMMENT ON FUNCTION system.audit_record_hash(bigint, timestamptz, bigint, text, text, text, bytea) IS
    'SHA-256 over a record of the audit trail';

-- migrate:down
DROP FUNCTION IF EXISTS system.audit_record_hash(bigint, timestamptz, bigint, text, text, text, bytea);
