-- What the audit trail keeps of schema integration: what people answered. The rest are feeds, histories, logs of imports
-- and what is computed from them.

-- migrate:up
SELECT system.keep_audit_of('integration.match_questions');

-- migrate:down
SELECT system.forget_audit_of('integration.match_questions');
