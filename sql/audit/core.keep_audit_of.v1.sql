-- What the audit trail keeps of schema core: all of its tables.

-- migrate:up
SELECT system.keep_audit_of('core.account_purchase_history');
SELECT system.keep_audit_of('core.brand_patterns');
SELECT system.keep_audit_of('core.brands');
SELECT system.keep_audit_of('core.categories');
SELECT system.keep_audit_of('core.platforms');
SELECT system.keep_audit_of('core.supplier_accounts', '{password_encrypted,proxy_config_encrypted,payment_method_token}');
SELECT system.keep_audit_of('core.supplier_history');
SELECT system.keep_audit_of('core.supplier_performance');
SELECT system.keep_audit_of('core.suppliers', '{api_key_encrypted}');

-- migrate:down
SELECT system.forget_audit_of('core.suppliers');
SELECT system.forget_audit_of('core.supplier_performance');
SELECT system.forget_audit_of('core.supplier_history');
SELECT system.forget_audit_of('core.supplier_accounts');
SELECT system.forget_audit_of('core.platforms');
SELECT system.forget_audit_of('core.categories');
SELECT system.forget_audit_of('core.brands');
SELECT system.forget_audit_of('core.brand_patterns');
SELECT system.forget_audit_of('core.account_purchase_history');
