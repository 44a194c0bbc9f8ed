"""Schema pricing with its tables."""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions
import django.db.models.lookups
from django.db import migrations, models

import soleflip.columns
import soleflip.postgres.indexes
from soleflip.postgres.sql import RunSQLFile


class Migration(migrations.Migration):
    initial = True

    dependencies = [("core", "0001_initial"), ("products", "0001_initial")]

    operations = [
        RunSQLFile("schemas/pricing.v1.sql"),
        RunSQLFile("extensions/public.btree_gist.v1.sql"),
        migrations.CreateModel(
            name="BrandMultiplier",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "brand",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="multipliers",
                        to="core.brand",
                    ),
                ),
                (
                    "multiplier_type",
                    models.CharField(
                        choices=[("premium", "Premium"), ("discount", "Discount"), ("seasonal", "Seasonal")],
                        max_length=50,
                    ),
                ),
                (
                    "multiplier_value",
                    models.DecimalField(
                        db_comment="Factor on the price: 1.000 changes nothing", decimal_places=3, max_digits=4
                    ),
                ),
                ("active", models.BooleanField(db_default=True, default=True)),
                ("effective_from", models.DateField(db_comment="First day")),
                (
                    "effective_until",
                    models.DateField(blank=True, db_comment="Last day; null: until further notice", null=True),
                ),
                ("created_at", models.DateTimeField(db_default=soleflip.columns.TransactionTime(), editable=False)),
                (
                    "updated_at",
                    models.DateTimeField(
                        auto_now=True,
                        db_comment="When the row was changed last (UTC): whoever changes it by plain SQL sets it too",
                        db_default=soleflip.columns.TransactionTime(),
                    ),
                ),
            ],
            options={
                "verbose_name": "brand multiplier",
                "verbose_name_plural": "brand multipliers",
                "db_table": '"pricing"."brand_multipliers"',
                "db_table_comment": "A dated factor applied to a brand's prices",
                "ordering": ["brand", "-effective_from"],
                "indexes": [
                    soleflip.postgres.indexes.Index(
                        comment="The factor of a brand on a day",
                        fields=["brand", "effective_from"],
                        name="idx_brand_multipliers_brand_id_effective_from",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("multiplier_type", models.TextField()),
                                ["premium", "discount", "seasonal"],
                            )
                        ),
                        name="chk_brand_multipliers_multiplier_type",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("multiplier_value__gt", 0)), name="chk_brand_multipliers_multiplier_value"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("effective_until__gte", models.F("effective_from"))),
                        name="chk_brand_multipliers_effective_until",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LegacyMarketPrice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="legacy_market_prices",
                        to="products.product",
                    ),
                ),
                ("platform_name", models.CharField(db_comment="The marketplace, as text", max_length=50)),
                (
                    "size_value",
                    models.CharField(blank=True, db_comment="The size label, as text", max_length=20, null=True),
                ),
                ("condition", models.CharField(max_length=20)),
                ("price_date", models.DateField(db_comment="The day of the snapshot")),
                (
                    "lowest_ask",
                    models.DecimalField(blank=True, db_comment="In EUR", decimal_places=2, max_digits=10, null=True),
                ),
                (
                    "highest_bid",
                    models.DecimalField(blank=True, db_comment="In EUR", decimal_places=2, max_digits=10, null=True),
                ),
                (
                    "last_sale",
                    models.DecimalField(blank=True, db_comment="In EUR", decimal_places=2, max_digits=10, null=True),
                ),
                (
                    "average_price",
                    models.DecimalField(blank=True, db_comment="In EUR", decimal_places=2, max_digits=10, null=True),
                ),
                ("sales_volume", models.IntegerField(blank=True, db_comment="Sales on that day", null=True)),
                (
                    "premium_percentage",
                    models.DecimalField(
                        blank=True,
                        db_comment="Above (or below) the retail price, in percent",
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                    ),
                ),
                (
                    "data_quality_score",
                    models.DecimalField(
                        blank=True,
                        db_comment="How far the figures can be trusted, 0 to 1",
                        decimal_places=2,
                        max_digits=3,
                        null=True,
                    ),
                ),
                ("created_at", models.DateTimeField(db_default=soleflip.columns.TransactionTime(), editable=False)),
            ],
            options={
                "verbose_name": "legacy market price",
                "verbose_name_plural": "legacy market prices",
                "db_table": '"pricing"."market_prices"',
                "db_table_comment": "LEGACY market snapshots per platform, kept for migration into price_sources",
                "ordering": ["-price_date"],
                "indexes": [
                    soleflip.postgres.indexes.Index(
                        comment="A product's snapshots on one marketplace",
                        fields=["product", "platform_name"],
                        name="idx_pricing_market_prices_product_id_platform_name",
                    ),
                    soleflip.postgres.indexes.Index(fields=["price_date"], name="idx_pricing_market_prices_price_date"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("lowest_ask__gte", 0)), name="chk_pricing_market_prices_lowest_ask"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("highest_bid__gte", 0)), name="chk_pricing_market_prices_highest_bid"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last_sale__gte", 0)), name="chk_pricing_market_prices_last_sale"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("average_price__gte", 0)), name="chk_pricing_market_prices_average_price"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sales_volume__gte", 0)), name="chk_pricing_market_prices_sales_volume"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("data_quality_score__gte", 0), ("data_quality_score__lte", 1)),
                        name="chk_pricing_market_prices_data_quality_score",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PricePoint",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="price_points",
                        to="products.product",
                    ),
                ),
                (
                    "inventory_item",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="price_points",
                        to="products.inventoryitem",
                    ),
                ),
                (
                    "platform",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="price_points",
                        to="core.platform",
                    ),
                ),
                ("price_date", models.DateField(db_comment="The day of the observation")),
                (
                    "price_type",
                    models.CharField(
                        choices=[
                            ("listing", "Listing"),
                            ("sale", "Sale"),
                            ("market", "Market"),
                            ("competitor", "Competitor"),
                            ("purchase", "Purchase"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "price_amount",
                    models.DecimalField(db_comment="The price, in currency", decimal_places=2, max_digits=10),
                ),
                (
                    "currency",
                    models.CharField(db_comment="ISO 4217, upper case", db_default="EUR", default="EUR", max_length=3),
                ),
                ("source", models.CharField(db_comment="Who or what observed it", max_length=50)),
                (
                    "confidence_score",
                    models.DecimalField(
                        blank=True,
                        db_comment="How sure the observation is, 0 to 1",
                        decimal_places=2,
                        max_digits=3,
                        null=True,
                    ),
                ),
                ("metadata", models.JSONField(blank=True, db_comment="Object with what else was observed", null=True)),
                ("created_at", models.DateTimeField(db_default=soleflip.columns.TransactionTime(), editable=False)),
            ],
            options={
                "verbose_name": "price point",
                "verbose_name_plural": "price points",
                "db_table": '"pricing"."price_history"',
                "db_table_comment": "A price observation in pricing context (listing, sale, market, competitor, purchase)",
                "ordering": ["-price_date"],
                "indexes": [
                    soleflip.postgres.indexes.Index(
                        comment="A product's prices over time",
                        fields=["product", "price_date"],
                        name="idx_pricing_price_history_product_id_price_date",
                    ),
                    soleflip.postgres.indexes.Index(
                        comment="All observations of a kind in a period",
                        fields=["price_date", "price_type"],
                        name="idx_pricing_price_history_price_date_price_type",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("price_type", models.TextField()),
                                ["listing", "sale", "market", "competitor", "purchase"],
                            )
                        ),
                        name="chk_pricing_price_history_price_type",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("currency__regex", "^[A-Z]{3}$")), name="chk_pricing_price_history_currency"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("price_amount__gte", 0)), name="chk_pricing_price_history_price_amount"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("confidence_score__gte", 0), ("confidence_score__lte", 1)),
                        name="chk_pricing_price_history_confidence_score",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PriceRule",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                (
                    "rule_type",
                    models.CharField(
                        choices=[
                            ("cost_plus", "Cost Plus"),
                            ("market_based", "Market Based"),
                            ("competitive", "Competitive"),
                        ],
                        max_length=50,
                    ),
                ),
                (
                    "priority",
                    models.IntegerField(db_comment="The rule with the lowest number wins", db_default=100, default=100),
                ),
                ("active", models.BooleanField(db_default=True, default=True)),
                (
                    "brand",
                    models.ForeignKey(
                        blank=True,
                        db_comment="Only this brand; null: all",
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="price_rules",
                        to="core.brand",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        db_comment="Only this category; null: all",
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="price_rules",
                        to="core.category",
                    ),
                ),
                (
                    "platform",
                    models.ForeignKey(
                        blank=True,
                        db_comment="Only this platform; null: all",
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="price_rules",
                        to="core.platform",
                    ),
                ),
                (
                    "base_markup_percent",
                    models.DecimalField(
                        blank=True,
                        db_comment="Added to the cost, in percent",
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                    ),
                ),
                (
                    "minimum_margin_percent",
                    models.DecimalField(
                        blank=True,
                        db_comment="Profit that must remain of the price, in percent (0 to 100)",
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                    ),
                ),
                (
                    "maximum_discount_percent",
                    models.DecimalField(
                        blank=True,
                        db_comment="How far the price may fall, in percent (0 to 100)",
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                    ),
                ),
                (
                    "condition_multipliers",
                    models.JSONField(blank=True, db_comment="Object: condition to factor", null=True),
                ),
                (
                    "seasonal_adjustments",
                    models.JSONField(blank=True, db_comment="Object: season or month to factor", null=True),
                ),
                ("effective_from", models.DateTimeField(db_comment="Valid from (UTC)")),
                (
                    "effective_until",
                    models.DateTimeField(
                        blank=True, db_comment="Valid until (UTC); null: until further notice", null=True
                    ),
                ),
                ("created_at", models.DateTimeField(db_default=soleflip.columns.TransactionTime(), editable=False)),
                (
                    "updated_at",
                    models.DateTimeField(
                        auto_now=True,
                        db_comment="When the row was changed last (UTC): whoever changes it by plain SQL sets it too",
                        db_default=soleflip.columns.TransactionTime(),
                    ),
                ),
            ],
            options={
                "verbose_name": "price rule",
                "verbose_name_plural": "price rules",
                "db_table": '"pricing"."price_rules"',
                "db_table_comment": "A rule that turns cost and market into an asking price, with scope and validity",
                "ordering": ["priority", "name"],
                "indexes": [
                    soleflip.postgres.indexes.Index(
                        comment="The active rules of a brand",
                        fields=["brand", "active"],
                        name="idx_price_rules_brand_id_active",
                    ),
                    soleflip.postgres.indexes.Index(
                        comment="The rules valid at a moment",
                        fields=["effective_from", "effective_until"],
                        name="idx_price_rules_effective_from_effective_until",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("rule_type", models.TextField()),
                                ["cost_plus", "market_based", "competitive"],
                            )
                        ),
                        name="chk_price_rules_rule_type",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minimum_margin_percent__gte", 0), ("minimum_margin_percent__lte", 100)),
                        name="chk_price_rules_minimum_margin_percent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("maximum_discount_percent__gte", 0), ("maximum_discount_percent__lte", 100)
                        ),
                        name="chk_price_rules_maximum_discount_percent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("effective_until__gte", models.F("effective_from"))),
                        name="chk_price_rules_effective_until",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlatformFee",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "platform",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fees",
                        to="core.platform",
                    ),
                ),
                ("valid_from", models.DateField(db_comment="The first day")),
                (
                    "valid_to",
                    models.DateField(blank=True, db_comment="The last day; null: until further notice", null=True),
                ),
                (
                    "seller_percent",
                    models.DecimalField(
                        db_comment="Seller fee, in percent of the sale price (0 to 100)", decimal_places=2, max_digits=5
                    ),
                ),
                (
                    "minimum_fee",
                    models.DecimalField(
                        db_comment="The seller fee is not less than this, in currency",
                        db_default=0,
                        decimal_places=2,
                        default=0,
                        max_digits=10,
                    ),
                ),
                (
                    "payment_percent",
                    models.DecimalField(
                        db_comment="For the payment or its cash-out, in percent of the sale price (0 to 100)",
                        db_default=0,
                        decimal_places=2,
                        default=0,
                        max_digits=5,
                    ),
                ),
                (
                    "fixed_fee",
                    models.DecimalField(
                        db_comment="For each sale, in currency",
                        db_default=0,
                        decimal_places=2,
                        default=0,
                        max_digits=10,
                    ),
                ),
                (
                    "shipping",
                    models.DecimalField(
                        db_comment="What the seller pays for shipping, in currency",
                        db_default=0,
                        decimal_places=2,
                        default=0,
                        max_digits=10,
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        db_comment="ISO 4217, upper case: of the amounts", db_default="EUR", default="EUR", max_length=3
                    ),
                ),
                ("source", models.CharField(blank=True, db_comment="Who says so", max_length=300, null=True)),
                ("created_at", models.DateTimeField(db_default=soleflip.columns.TransactionTime(), editable=False)),
                (
                    "updated_at",
                    models.DateTimeField(
                        auto_now=True,
                        db_comment="When the row was changed last (UTC): whoever changes it by plain SQL sets it too",
                        db_default=soleflip.columns.TransactionTime(),
                    ),
                ),
            ],
            options={
                "verbose_name": "platform fee",
                "verbose_name_plural": "platform fees",
                "db_table": '"pricing"."platform_fees"',
                "db_table_comment": "What a platform keeps of a sale, from one day to another",
                "ordering": ["platform", "-valid_from"],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("platform", "="),
                            (
                                models.Func(
                                    models.F("valid_from"),
                                    models.F("valid_to"),
                                    models.Value("[]"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="excl_platform_fees_platform_id_validity",
                        violation_error_message="Other fees of this platform hold on some of these days: end them before.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gte", models.F("valid_from"))), name="chk_platform_fees_valid_to"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("seller_percent__gte", 0), ("seller_percent__lte", 100)),
                        name="chk_platform_fees_seller_percent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("payment_percent__gte", 0), ("payment_percent__lte", 100)),
                        name="chk_platform_fees_payment_percent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minimum_fee__gte", 0)), name="chk_platform_fees_minimum_fee"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fixed_fee__gte", 0)), name="chk_platform_fees_fixed_fee"
                    ),
                    models.CheckConstraint(condition=models.Q(("shipping__gte", 0)), name="chk_platform_fees_shipping"),
                    models.CheckConstraint(
                        condition=models.Q(("currency__regex", "^[A-Z]{3}$")), name="chk_platform_fees_currency"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExchangeRate",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("date", models.DateField(db_comment="The day that the rate is of")),
                (
                    "base",
                    models.CharField(db_comment="ISO 4217, upper case: one unit of it is worth rate", max_length=3),
                ),
                ("quote", models.CharField(db_comment="ISO 4217, upper case: the currency of rate", max_length=3)),
                (
                    "rate",
                    models.DecimalField(
                        db_comment="Units of quote for one unit of base", decimal_places=8, max_digits=18
                    ),
                ),
                ("source", models.CharField(blank=True, db_comment="Who says so", max_length=200, null=True)),
                ("created_at", models.DateTimeField(db_default=soleflip.columns.TransactionTime(), editable=False)),
                (
                    "updated_at",
                    models.DateTimeField(
                        auto_now=True,
                        db_comment="When the row was changed last (UTC): whoever changes it by plain SQL sets it too",
                        db_default=soleflip.columns.TransactionTime(),
                    ),
                ),
            ],
            options={
                "verbose_name": "exchange rate",
                "verbose_name_plural": "exchange rates",
                "db_table": '"pricing"."exchange_rates"',
                "db_table_comment": "What one unit of a currency (base) was worth in another (quote) on a day",
                "ordering": ["-date", "base", "quote"],
                "indexes": [
                    soleflip.postgres.indexes.Index(
                        comment="The rates of the last days", fields=["date"], name="idx_exchange_rates_date"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("base", "quote", "date"), name="uq_exchange_rates_base_quote_date"),
                    models.CheckConstraint(condition=models.Q(("rate__gt", 0)), name="chk_exchange_rates_rate"),
                    models.CheckConstraint(
                        condition=models.Q(("base__regex", "^[A-Z]{3}$")), name="chk_exchange_rates_base"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quote__regex", "^[A-Z]{3}$")), name="chk_exchange_rates_quote"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("base", models.F("quote")), _negated=True),
                        name="chk_exchange_rates_currencies",
                    ),
                ],
            },
        ),
    ]
