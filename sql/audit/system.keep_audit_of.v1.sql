-- What the audit trail keeps of schema system: the settings. Logs are a history themselves.

-- migrate:up
SELECT system.keep_audit_of('system.config', '{value_encrypted}');

-- migrate:down
SELECT system.forget_audit_of('system.config');
