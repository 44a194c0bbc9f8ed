-- Who may do what in the database: soleflip_owner migrates, soleflip_app is the site, soleflip_readonly is for BI tools.
--
-- They are groups without a login: whoever logs in gets one of them, as in
--   CREATE ROLE soleflip_site LOGIN PASSWORD '...' IN ROLE soleflip_app;
-- migrate runs this at its end, and manage.py database_roles apply whenever somebody asks. Where the role that migrates
-- may not create roles, an administrator runs it once, before or after migrate: psql -f roles.v1.sql DATABASE
-- It is one statement, all of it or nothing, and may run again and again: rights that are not in it are taken away from
-- the three, and from everybody (PUBLIC), since what everybody may the three may too. What is not there yet is left out, so it works in an empty database too.
--
-- soleflip_app reads and writes rows, and nothing else: no CREATE, ALTER, DROP or TRUNCATE, no triggers. A table gets these
-- rights by the migrate that makes it. Months get none: whoever reads or writes does so through their table, so that
-- what may not be done to a table can not be done to its months either.
-- soleflip_readonly reads the columns that are named below and no others: a new column is closed until somebody opens it.
-- Closed are secrets, what tells of a person, free text and JSON, which may tell of one, and Django's own tables. A
-- view is read with the rights of its owner: what a closed column would tell must not be in a column of a view either.

DO $roles$
DECLARE
    our_schemas CONSTANT text[] := ARRAY[
        'core', 'auth', 'system', 'products', 'integration', 'pricing', 'platforms', 'transactions', 'analytics'];
    in_public CONSTANT text[] := ARRAY[
        'sizes', 'auth_group', 'auth_group_permissions', 'auth_permission', 'django_admin_log', 'django_content_type',
        'django_migrations', 'django_session'];

    -- What soleflip_app may do less than read, add, change and delete rows; for whatever only migrations or triggers write.
    less_for_app CONSTANT jsonb := '{
        "public.django_migrations": "SELECT",
        "system.audit_changesets": "SELECT",
        "system.audit_heads": "SELECT",
        "system.audit_records": "SELECT"
    }';

    -- Functions with their owner's rights that are not for the app: what the trail says is erased by the owner's commands.
    not_for_app CONSTANT text[] := ARRAY['erase_audited'];

    open_to_readonly CONSTANT jsonb := regexp_replace('{
        "core.account_purchase_history": "id, account_id, supplier_id, product_id, purchase_amount, purchase_date,
            purchase_status, success, response_time_ms, created_at, updated_at",
        "core.brand_patterns": "id, brand_id, pattern_type, pattern, priority, created_at, updated_at",
        "core.brands": "id, name, slug, maker_id, created_at, updated_at",
        "core.categories": "id, name, slug, parent_id, created_at, updated_at",
        "core.platforms": "id, name, slug, is_active, created_at, updated_at",
        "core.supplier_accounts": "id, supplier_id, account_status, is_verified, last_used_at,
            total_purchases, total_spent, success_rate, average_order_value, created_at, updated_at",
        "core.supplier_history": "id, supplier_id, event_date, event_type, impact_level, created_at, updated_at",
        "core.supplier_performance": "id, supplier_id, month_year, total_orders, avg_delivery_time, return_rate, avg_roi,
            created_at",
        "core.suppliers": "id, supplier_type, business_size, country, return_policy_days, accepts_exchanges,
            restocking_fee_percent, credit_limit, discount_percent,
            minimum_order_amount, rating, reliability_score, quality_score, status, preferred, verified,
            average_processing_days, ships_internationally, accepts_returns_by_mail, provides_authenticity_guarantee,
            has_api, total_orders_count, total_order_value, average_order_value, last_order_date, founded_year, closure_date,
            supplier_category, vat_rate, created_at, updated_at",

        "system.alerts": "id, rule, severity, raised_at, seen_at, cleared_at",
        "system.jobs": "name, every, began_at, ended_at, result, seconds, succeeded_at, due_at",
        "system.kept_tables": "name, basis, refreshed_at",
        "system.logs": "id, level, component, source_table, created_at",

        "public.sizes": "id, category_id, value, standardized_value, region, brand_id, gender, chart_source, chart_date,
            created_at, updated_at",
        "products.daily_stock": "day, status, lots, pairs, cost, unpriced",
        "products.inventory": "id, product_id, size_id, supplier_id, quantity, purchase_price, purchase_date, status,
            delivery_date, gross_purchase_price, vat_amount, vat_rate, shelf_life_days, profit_per_shelf_day, roi_percentage,
            listed_stockx, listed_alias, listed_local, detailed_status, created_at, updated_at",
        "products.known_codes": "kind, code, product_id, size_id",
        "products.product_gtins": "id, product_id, size_id, gtin, source, created_at, updated_at",
        "products.product_style_codes": "id, product_id, code, source, created_at, updated_at",
        "products.products": "id, sku, brand_id, category_id, name, retail_price, avg_resale_price,
            release_date, stockx_product_id, style_code, lowest_ask, highest_bid, recommended_sell_faster,
            recommended_earn_more, last_enriched_at, ean, gtin, created_at, updated_at",
        "products.stale_stock_days": "id, day, noted_at",
        "products.stock_days": "id, day, status, lots, pairs, cost, unpriced",

        "integration.awin_enrichment_jobs": "id, job_type, status, total_products, processed_products, matched_products,
            failed_products, started_at, completed_at, created_at, updated_at",
        "integration.awin_feed_rows": "awin_product_id, digest",
        "integration.awin_price_history": "id, awin_product_id, price_cents, in_stock, recorded_at",
        "integration.awin_products": "id, awin_product_id, merchant_product_id, merchant_id, merchant_name, data_feed_id,
            product_name, brand_name, brand_id, ean, product_gtin, mpn, product_model, retail_price_cents, store_price_cents,
            rrp_price_cents, currency, description, short_description, colour, size, material, in_stock, stock_quantity,
            delivery_time, image_url, thumbnail_url, affiliate_link, merchant_link, matched_product_id,
            match_confidence, match_method, stockx_product_id, stockx_url_key, stockx_style_id, stockx_lowest_ask_cents,
            stockx_highest_bid_cents, profit_cents, profit_percentage, last_enriched_at, enrichment_status, last_updated,
            feed_import_date, created_at, updated_at",
        "integration.import_batches": "id, source, total_records, status, completed_at, file_sha256, processed_records,
            added_records, skipped_records, duplicate_records, error_records, started_at, updated_at, created_at",
        "integration.import_changes": "id, batch_id, table_name, row_ids, fingerprints, created_at",
        "integration.import_records": "id, batch_id, status, processing_started_at, processing_completed_at, row_number,
            created_at, updated_at",
        "integration.latest_prices": "id, product_id, size_id, source_type, source_product_id, source_name, price_type,
            price_cents, currency, stock_quantity, in_stock, condition, source_url, affiliate_link, supplier_id,
            last_updated, created_at, updated_at, product_name, product_sku, product_ean, brand_name",
        "integration.market_prices": "id, product_id, source, external_id, buy_price, currency, availability,
            stock_qty, product_url, last_updated, created_at",
        "integration.match_candidates": "id, question_id, product_id",
        "integration.match_question_offers": "id, question_id, awin_product_id",
        "integration.match_questions": "id, doubt, code, brand_id, answer_id, is_none, answered_at, created_at, updated_at",
        "integration.opportunities": "product_id, product_name, product_sku, product_ean, brand_name,
            retail_size_value, retail_size_region, resale_size_value, resale_size_region, standardized_size,
            retail_price_source_id, retail_source, retail_source_name, retail_price_cents, retail_price_eur,
            retail_supplier_id, retail_affiliate_link, retail_stock_quantity, resale_price_source_id, resale_source,
            resale_source_name, resale_price_cents, resale_price_eur, profit_cents, profit_eur, profit_percentage,
            opportunity_score, currency, fees_cents, net_profit_cents, net_profit_percentage, net_profit_eur,
            resale_currency, sale_price_cents",
        "integration.opportunity_figures": "product_id, product_name, product_sku, product_ean, brand_name,
            retail_size_value, retail_size_region, resale_size_value, resale_size_region, standardized_size,
            retail_price_source_id, retail_source, retail_source_name, retail_price_cents, retail_price_eur,
            retail_supplier_id, retail_affiliate_link, retail_stock_quantity, resale_price_source_id, resale_source,
            resale_source_name, resale_price_cents, resale_price_eur, profit_cents, profit_eur, profit_percentage,
            opportunity_score, currency, fees_cents, net_profit_cents, net_profit_percentage, net_profit_eur,
            resale_currency, sale_price_cents, seller_fee_cents, payment_fee_cents, fixed_fee_cents, shipping_cents,
            payout_cents, platform_fee_id, exchange_rate, exchange_rate_date, retail_eur_cents, resale_eur_cents,
            net_profit_eur_cents",
        "integration.opportunity_pairs": "product_id, retail_price_source_id, resale_price_source_id, currency,
            retail_price_cents, resale_price_cents, profit_cents, net_profit_cents, retail_eur_cents, resale_eur_cents,
            net_profit_eur_cents",
        "integration.price_history": "id, price_source_id, price_cents, in_stock, stock_quantity, recorded_at",
        "integration.price_sources": "id, product_id, size_id, source_type, source_product_id, source_name, price_type,
            price_cents, currency, stock_quantity, in_stock, condition, source_url, affiliate_link, supplier_id,
            last_updated, created_at, updated_at",
        "integration.profit_opportunities_v2": "product_id, product_name, product_sku, product_ean, brand_name,
            retail_size_value, retail_size_region, resale_size_value, resale_size_region, standardized_size,
            retail_price_source_id, retail_source, retail_source_name, retail_price_cents, retail_price_eur,
            retail_supplier_id, retail_affiliate_link, retail_stock_quantity, resale_price_source_id, resale_source,
            resale_source_name, resale_price_cents, resale_price_eur, profit_cents, profit_eur, profit_percentage,
            opportunity_score, currency, fees_cents, net_profit_cents, net_profit_percentage, net_profit_eur,
            resale_currency, sale_price_cents, seller_fee_cents, payment_fee_cents, fixed_fee_cents, shipping_cents,
            payout_cents, platform_fee_id, exchange_rate, exchange_rate_date",
        "integration.stale_products": "id, product_id, noted_at",

        "pricing.brand_multipliers": "id, brand_id, multiplier_type, multiplier_value, active, effective_from,
            effective_until, created_at, updated_at",
        "pricing.current_rates": "from_currency, to_currency, multiply_by, divide_by, date",
        "pricing.exchange_rates": "id, date, base, quote, rate, source, created_at, updated_at",
        "pricing.market_prices": "id, product_id, platform_name, size_value, condition, price_date, lowest_ask, highest_bid,
            last_sale, average_price, sales_volume, premium_percentage, data_quality_score, created_at",
        "pricing.platform_fees": "id, platform_id, valid_from, valid_to, seller_percent, minimum_fee, payment_percent,
            fixed_fee, shipping, currency, source, created_at, updated_at",
        "pricing.price_history": "id, product_id, inventory_item_id, platform_id, price_date, price_type, price_amount,
            currency, source, confidence_score, created_at",
        "pricing.price_rules": "id, name, rule_type, priority, active, brand_id, category_id, platform_id,
            base_markup_percent, minimum_margin_percent, maximum_discount_percent, effective_from, effective_until,
            created_at, updated_at",

        "platforms.pricing_history": "id, listing_id, old_price, new_price, market_lowest_ask, market_highest_bid,
            created_at",
        "platforms.stockx_listings": "id, product_id, stockx_listing_id, stockx_product_id, variant_id, ask_price,
            original_ask_price, buy_price, expected_profit, expected_margin, status, is_active, expires_at,
            current_lowest_ask, current_highest_bid, last_price_update, source_opportunity_id, created_from, listed_at,
            delisted_at, inventory_id, created_at, updated_at",
        "platforms.stockx_orders": "id, listing_id, sale_price, buyer_premium, seller_fee, processing_fee, net_proceeds,
            original_buy_price, gross_profit, net_profit, actual_margin, roi, order_status, shipping_status, sold_at,
            shipped_at, completed_at, created_at, updated_at",

        "transactions.orders": "id, listing_id, platform_id, sale_price, buyer_premium, seller_fee, processing_fee,
            net_proceeds, original_buy_price, gross_profit, net_profit, actual_margin, roi, order_status, shipping_status,
            platform_fee, shipping_cost, sold_at, gross_sale, payout_received, payout_date, shelf_life_days, shipped_at,
            completed_at, inventory_id, sales_channel, currency, created_at, updated_at",
        "transactions.transactions": "id, inventory_id, platform_id, transaction_date, sale_price, platform_fee,
            shipping_cost, net_profit, status, created_at, updated_at",

        "analytics.brand_loyalty_analysis": "brand, active_months, total_transactions, total_spent, avg_order_value,
            currency",
        "analytics.brand_months": "id, month, brand_id, currency, sales, revenue, known_profits, profit",
        "analytics.brand_totals": "brand_id, currency, active_months, sales, revenue, avg_order_value",
        "analytics.brand_trend_analysis": "brand, month, transaction_count, total_revenue, avg_transaction_value,
            currency",
        "analytics.daily_platform_sales": "day, platform_id, currency, sales, revenue, known_profits, profit",
        "analytics.demand_patterns": "id, product_id, brand_id, category_id, analysis_level, pattern_date, period_type,
            demand_score, velocity_rank, seasonality_factor, trend_direction, volatility_score, created_at",
        "analytics.forecast_accuracy": "id, forecast_run_id, model_name, forecast_level, forecast_horizon, accuracy_date,
            mape_score, rmse_score, mae_score, r2_score, bias_score, records_evaluated, evaluation_period_days, created_at",
        "analytics.marketplace_data": "id, inventory_item_id, platform_id, marketplace_listing_id, ask_price, bid_price,
            market_lowest_ask, market_highest_bid, last_sale_price, sales_frequency, volatility, fees_percentage,
            created_at, updated_at",
        "analytics.monthly_brand_sales": "brand_id, month, currency, sales, revenue, known_profits, profit",
        "analytics.monthly_sales": "id, month, product_id, currency, sales, revenue, known_profits, profit",
        "analytics.platform_days": "id, day, platform_id, currency, sales, revenue, known_profits, profit",
        "analytics.pricing_kpis": "id, kpi_date, product_id, brand_id, category_id, platform_id, aggregation_level,
            average_margin_percent, average_markup_percent, price_realization_percent, competitive_index,
            conversion_rate_percent, revenue_impact_eur, units_sold, average_selling_price, price_elasticity, created_at",
        "analytics.sales_forecasts": "id, forecast_run_id, product_id, brand_id, category_id, platform_id, forecast_level,
            forecast_date, forecast_horizon, forecasted_units, forecasted_revenue, confidence_lower, confidence_upper,
            model_name, model_version, created_at",
        "analytics.stale_days": "id, day, noted_at",
        "analytics.stale_months": "id, month, noted_at"
    }', '\s+', ' ', 'g');

    -- Since PostgreSQL 16 who has made a role is a member of it, but may not act as it.
    as_member CONSTANT text := CASE WHEN current_setting('server_version_num')::integer < 160000 THEN 'MEMBER' ELSE 'SET' END;
    group_name text;
    owner_name text;
    found record;
    columns text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('soleflip.roles', 0)); -- two at once would be in each other's way

    -- 1. The roles, which all databases of a server share: another one may be making them at this moment.
    FOREACH group_name IN ARRAY ARRAY['soleflip_owner', 'soleflip_app', 'soleflip_readonly'] LOOP
        IF to_regrole(group_name) IS NULL THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', group_name);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL;
            END;
        END IF;
    END LOOP;

    -- 2. The database: what everybody may do there anyway, as PostgreSQL has it, is not granted again. The owner gets
    -- what a first migrate needs, in a database in which none has run.
    FOR found IN
        SELECT right_name, grantee
          FROM (VALUES ('CREATE', 'soleflip_owner'), ('CONNECT', 'soleflip_owner'), ('TEMPORARY', 'soleflip_owner'),
                       ('CONNECT', 'soleflip_app'), ('TEMPORARY', 'soleflip_app'), -- imports need temporary tables
                       ('CONNECT', 'soleflip_readonly')) AS wanted (right_name, grantee)
         WHERE NOT has_database_privilege(grantee, current_database(), right_name)
           AND (grantee <> 'soleflip_owner' OR to_regnamespace('core') IS NULL)
           AND has_database_privilege(current_database(), right_name || ' WITH GRANT OPTION')
    LOOP
        EXECUTE format('GRANT %s ON DATABASE %I TO %I', found.right_name, current_database(), found.grantee);
    END LOOP;
    FOR found IN
        SELECT right_name, grantee
          FROM (VALUES ('USAGE', 'soleflip_owner'), ('CREATE', 'soleflip_owner'), ('USAGE', 'soleflip_app'),
                       ('USAGE', 'soleflip_readonly')) AS wanted (right_name, grantee)
         WHERE NOT has_schema_privilege(grantee, 'public', right_name)
           AND (grantee <> 'soleflip_owner' OR to_regnamespace('core') IS NULL)
           AND has_schema_privilege('public', right_name || ' WITH GRANT OPTION')
    LOOP
        EXECUTE format('GRANT %s ON SCHEMA public TO %I', found.right_name, found.grantee);
    END LOOP;

    -- 3. Who has migrated is the owner, and may act as the other two: the site does, where it has no login of its own.
    SELECT pg_get_userbyid(nspowner) INTO owner_name FROM pg_namespace WHERE nspname = 'core';
    FOREACH group_name IN ARRAY ARRAY['soleflip_owner', 'soleflip_app', 'soleflip_readonly'] LOOP
        IF owner_name IS NOT NULL AND NOT pg_has_role(owner_name, group_name, as_member) THEN
            BEGIN
                EXECUTE format('GRANT %I TO %I', group_name, owner_name);
            EXCEPTION WHEN insufficient_privilege OR unique_violation THEN
                NULL; -- an administrator may do it; until then the site works as whoever logs in
            END;
        END IF;
    END LOOP;

    -- 4. Schemas. In public everybody may make tables on a server that was upgraded from PostgreSQL 14 or older.
    IF has_schema_privilege('public', 'CREATE WITH GRANT OPTION') THEN
        REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    END IF;
    FOR found IN SELECT nspname AS name FROM pg_namespace WHERE nspname = ANY (our_schemas) LOOP
        EXECUTE format('REVOKE ALL ON SCHEMA %I FROM PUBLIC, soleflip_owner, soleflip_app, soleflip_readonly', found.name);
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO soleflip_app, soleflip_readonly', found.name);
    END LOOP;

    -- 5. Tables and views. What is taken from a table is taken from its columns too.
    FOR found IN
        SELECT c.oid, format('%I.%I', n.nspname, c.relname) AS name, format('%s.%s', n.nspname, c.relname) AS plain,
               c.relkind IN ('r', 'p') AS is_table, c.relispartition,
               pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT' AS is_default_partition
          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind IN ('r', 'p', 'v', 'm')
           AND (n.nspname = ANY (our_schemas) OR n.nspname = 'public' AND c.relname = ANY (in_public))
         ORDER BY 2
    LOOP
        EXECUTE format('REVOKE ALL ON %s FROM PUBLIC, soleflip_owner, soleflip_app, soleflip_readonly', found.name);
        IF found.relispartition THEN
            IF found.is_default_partition THEN -- the first page looks whether rows wait there for their month
                EXECUTE format('GRANT SELECT ON %s TO soleflip_app', found.name);
            END IF;
            CONTINUE;
        END IF;
        EXECUTE format('GRANT %s ON %s TO soleflip_app',
                       coalesce(less_for_app ->> found.plain,
                                CASE WHEN found.is_table THEN 'SELECT, INSERT, UPDATE, DELETE' ELSE 'SELECT' END),
                       found.name);
        SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) INTO columns
          FROM pg_attribute a
         WHERE a.attrelid = found.oid AND a.attnum > 0 AND NOT a.attisdropped
           AND a.attname = ANY (string_to_array(open_to_readonly ->> found.plain, ', '));
        IF columns IS NOT NULL THEN
            EXECUTE format('GRANT SELECT (%s) ON %s TO soleflip_readonly', columns, found.name);
        END IF;
    END LOOP;

    -- 6. Sequences.
    FOR found IN
        SELECT format('%I.%I', n.nspname, c.relname) AS name
          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')
          LEFT JOIN pg_class t ON t.oid = d.refobjid AND d.refclassid = 'pg_class'::regclass
         WHERE c.relkind = 'S'
           AND (n.nspname = ANY (our_schemas) OR n.nspname = 'public' AND t.relname = ANY (in_public))
    LOOP
        EXECUTE format('REVOKE ALL ON SEQUENCE %s FROM PUBLIC, soleflip_owner, soleflip_app, soleflip_readonly', found.name);
        EXECUTE format('GRANT USAGE ON SEQUENCE %s TO soleflip_app', found.name);
    END LOOP;

    -- 7. Functions. Most have no more rights than whoever calls them, and everybody may. What writes with the rights of
    -- its owner is for the app alone; what only reads with them tells nothing that is closed.
    FOR found IN
        SELECT p.oid::regprocedure AS name, p.prorettype = 'trigger'::regtype OR p.proname = ANY (not_for_app) AS is_closed
          FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
         WHERE n.nspname = ANY (our_schemas) AND p.prosecdef AND p.provolatile = 'v' AND p.prokind = 'f'
    LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC, soleflip_owner, soleflip_app, soleflip_readonly', found.name);
        IF NOT found.is_closed THEN
            EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO soleflip_app', found.name);
        END IF;
    END LOOP;
END
$roles$;
