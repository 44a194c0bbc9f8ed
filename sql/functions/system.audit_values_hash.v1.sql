-- The hash that stands for what a record of the audit trail says: it stays when the values are erased.
-- Used by the functions audit_* (system.keep_audit_of) and system.erase_audited; apps/system/audit/chain.py computes the same for verify_audit.

-- migrate:up
CREATE FUNCTION system.audit_values_hash(salt uuid, before jsonb, after jsonb) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE
RETURN sha256(convert_to(salt || coalesce(before::text, '-') || coalesce(after::text, '-'), 'UTF8'));
COMMENT ON FUNCTION system.audit_values_hash(uuid, jsonb, jsonb) IS
    'SHA-256 over what a record of the audit trail says, salted';

-- migrate:down
DROP FUNCTION IF EXISTS system.audit_values_hash(uuid, jsonb, jsonb);
