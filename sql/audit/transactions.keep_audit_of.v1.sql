-- What the audit trail keeps of schema transactions: all sales.

-- migrate:up
SELECT system.keep_audit_of('transactions.orders');
SELECT system.keep_audit_of('transactions.transactions');

-- migrate:down
SELECT system.forget_audit_of('transactions.transactions');
SELECT system.forget_audit_of('transactions.orders');
