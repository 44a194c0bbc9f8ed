-- What the audit trail keeps of schema products, and of public.sizes. The kept stock by day follows from the lots. The figures
-- of a lot follow from its purchase, its sale and the calendar: manage.py age_inventory renews them day by day.

-- migrate:up
SELECT system.keep_audit_of('products.inventory', '{}', '{shelf_life_days,profit_per_shelf_day,roi_percentage}');
SELECT system.keep_audit_of('products.product_gtins');
SELECT system.keep_audit_of('products.product_style_codes');
SELECT system.keep_audit_of('products.products');
SELECT system.keep_audit_of('public.sizes');

-- migrate:down
SELECT system.forget_audit_of('public.sizes');
SELECT system.forget_audit_of('products.products');
SELECT system.forget_audit_of('products.product_style_codes');
SELECT system.forget_audit_of('products.product_gtins');
SELECT system.forget_audit_of('products.inventory');
