-- What the audit trail keeps of schema platforms. The prices of listings are a history themselves.

-- migrate:up
SELECT system.keep_audit_of('platforms.stockx_listings');
SELECT system.keep_audit_of('platforms.stockx_orders');

-- migrate:down
SELECT system.forget_audit_of('platforms.stockx_orders');
SELECT system.forget_audit_of('platforms.stockx_listings');
