-- What the audit trail keeps of schema pricing: fees, rules and multipliers. Rates and prices are feeds.

-- migrate:up
SELECT system.keep_audit_of('pricing.brand_multipliers');
SELECT system.keep_audit_of('pricing.platform_fees');
SELECT system.keep_audit_of('pricing.price_rules');

-- migrate:down
SELECT system.forget_audit_of('pricing.price_rules');
SELECT system.forget_audit_of('pricing.platform_fees');
SELECT system.forget_audit_of('pricing.brand_multipliers');
