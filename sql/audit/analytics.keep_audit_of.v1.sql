-- What the audit trail keeps of schema analytics: what is entered. Sums follow from the sales, marketplace data is a feed.

-- migrate:up
SELECT system.keep_audit_of('analytics.demand_patterns');
SELECT system.keep_audit_of('analytics.forecast_accuracy');
SELECT system.keep_audit_of('analytics.pricing_kpis');
SELECT system.keep_audit_of('analytics.sales_forecasts');

-- migrate:down
SELECT system.forget_audit_of('analytics.sales_forecasts');
SELECT system.forget_audit_of('analytics.pricing_kpis');
SELECT system.forget_audit_of('analytics.forecast_accuracy');
SELECT system.forget_audit_of('analytics.demand_patterns');
