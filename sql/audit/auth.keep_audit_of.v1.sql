-- What the audit trail keeps of schema auth. Of a password it tells that there is another one.

-- migrate:up
SELECT system.keep_audit_of('auth.users', '{hashed_password}');

-- migrate:down
SELECT system.forget_audit_of('auth.users');
