"""Schema analytics with its tables."""

import uuid

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
        RunSQLFile("schemas/analytics.v1.sql"),
        migrations.CreateModel(
            name="DemandPattern",
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
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="demand_patterns",
                        to="products.product",
                    ),
                ),
                (
                    "brand",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="demand_patterns",
                        to="core.brand",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="demand_patterns",
                        to="core.category",
                    ),
                ),
                (
                    "analysis_level",
                    models.CharField(
                        choices=[("product", "Product"), ("brand", "Brand"), ("category", "Category")],
                        db_comment="What the row is about; the id of that level is set",
                        max_length=20,
                    ),
                ),
                ("pattern_date", models.DateField(db_comment="First day of the period")),
                (
                    "period_type",
                    models.CharField(
                        choices=[
                            ("daily", "Daily"),
                            ("weekly", "Weekly"),
                            ("monthly", "Monthly"),
                            ("seasonal", "Seasonal"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "demand_score",
                    models.DecimalField(
                        db_comment="Demand, 0 upwards, comparable within a level", decimal_places=4, max_digits=8
                    ),
                ),
                ("velocity_rank", models.IntegerField(blank=True, db_comment="1 sells fastest", null=True)),
                (
                    "seasonality_factor",
                    models.DecimalField(
                        blank=True,
                        db_comment="Factor of the season: 1.000 is the average",
                        decimal_places=3,
                        max_digits=4,
                        null=True,
                    ),
                ),
                (
                    "trend_direction",
                    models.CharField(
                        blank=True,
                        choices=[("increasing", "Increasing"), ("decreasing", "Decreasing"), ("stable", "Stable")],
                        max_length=20,
                        null=True,
                    ),
                ),
                (
                    "volatility_score",
                    models.DecimalField(
                        blank=True,
                        db_comment="How much demand varies, 0 to 1",
                        decimal_places=4,
                        max_digits=5,
                        null=True,
                    ),
                ),
                (
                    "pattern_metadata",
                    models.JSONField(
                        blank=True, db_comment="Object with what the analysis says beyond our columns", null=True
                    ),
                ),
                ("created_at", models.DateTimeField(db_default=soleflip.columns.TransactionTime(), editable=False)),
            ],
            options={
                "verbose_name": "demand pattern",
                "verbose_name_plural": "demand patterns",
                "db_table": '"analytics"."demand_patterns"',
                "db_table_comment": "Demand, velocity and seasonality of a product, brand or category at a date",
                "ordering": ["-pattern_date"],
                "indexes": [
                    soleflip.postgres.indexes.Index(fields=["pattern_date"], name="idx_demand_patterns_pattern_date"),
                    soleflip.postgres.indexes.Index(
                        comment="A product's demand over time",
                        fields=["product", "pattern_date"],
                        name="idx_demand_patterns_product_id_pattern_date",
                    ),
                    soleflip.postgres.indexes.Index(
                        comment="A brand's demand by kind of period",
                        fields=["brand", "period_type"],
                        name="idx_demand_patterns_brand_id_period_type",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("analysis_level", models.TextField()),
                                ["product", "brand", "category"],
                            )
                        ),
                        name="chk_demand_patterns_analysis_level",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("period_type", models.TextField()),
                                ["daily", "weekly", "monthly", "seasonal"],
                            )
                        ),
                        name="chk_demand_patterns_period_type",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("trend_direction", models.TextField()),
                                ["increasing", "decreasing", "stable"],
                            )
                        ),
                        name="chk_demand_patterns_trend_direction",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("demand_score__gte", 0)), name="chk_demand_patterns_demand_score"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("velocity_rank__gt", 0)), name="chk_demand_patterns_velocity_rank"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("seasonality_factor__gte", 0)),
                        name="chk_demand_patterns_seasonality_factor",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("volatility_score__gte", 0), ("volatility_score__lte", 1)),
                        name="chk_demand_patterns_volatility_score",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ForecastAccuracy",
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
                    "forecast_run_id",
                    models.UUIDField(db_comment="The run that is judged: sales_forecasts.forecast_run_id"),
                ),
                ("model_name", models.CharField(max_length=50)),
                (
                    "forecast_level",
                    models.CharField(
                        choices=[
                            ("product", "Product"),
                            ("brand", "Brand"),
                            ("category", "Category"),
                            ("platform", "Platform"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "forecast_horizon",
                    models.CharField(
                        choices=[("daily", "Daily"), ("weekly", "Weekly"), ("monthly", "Monthly")], max_length=20
                    ),
                ),
                ("accuracy_date", models.DateField(db_comment="The day of the evaluation")),
                (
                    "mape_score",
                    models.DecimalField(
                        blank=True,
                        db_comment="Mean absolute percentage error, in percent",
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                    ),
                ),
                (
                    "rmse_score",
                    models.DecimalField(
                        blank=True,
                        db_comment="Root mean square error, in units",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                (
                    "mae_score",
                    models.DecimalField(
                        blank=True,
                        db_comment="Mean absolute error, in units",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                (
                    "r2_score",
                    models.DecimalField(
                        blank=True,
                        db_comment="Coefficient of determination, at most 1",
                        decimal_places=4,
                        max_digits=5,
                        null=True,
                    ),
                ),
                (
                    "bias_score",
                    models.DecimalField(
                        blank=True,
                        db_comment="Mean error, in units: above zero means forecast too high",
                        decimal_places=2,
                        max_digits=8,
                        null=True,
                    ),
                ),
                ("records_evaluated", models.IntegerField(db_comment="Forecasts compared with what came")),
                ("evaluation_period_days", models.IntegerField(db_comment="Length of the period looked at, in days")),
                ("created_at", models.DateTimeField(db_default=soleflip.columns.TransactionTime(), editable=False)),
            ],
            options={
                "verbose_name": "forecast accuracy",
                "verbose_name_plural": "forecast accuracy",
                "db_table": '"analytics"."forecast_accuracy"',
                "db_table_comment": "How well a model did in a past period",
                "ordering": ["-accuracy_date"],
                "indexes": [
                    soleflip.postgres.indexes.Index(
                        comment="How a model did over time",
                        fields=["model_name", "accuracy_date"],
                        name="idx_forecast_accuracy_model_name_accuracy_date",
                    ),
                    soleflip.postgres.indexes.Index(
                        comment="The evaluation of a run",
                        fields=["forecast_run_id"],
                        name="idx_forecast_accuracy_forecast_run_id",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("forecast_level", models.TextField()),
                                ["product", "brand", "category", "platform"],
                            )
                        ),
                        name="chk_forecast_accuracy_forecast_level",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("forecast_horizon", models.TextField()),
                                ["daily", "weekly", "monthly"],
                            )
                        ),
                        name="chk_forecast_accuracy_forecast_horizon",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mape_score__gte", 0)), name="chk_forecast_accuracy_mape_score"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rmse_score__gte", 0)), name="chk_forecast_accuracy_rmse_score"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mae_score__gte", 0)), name="chk_forecast_accuracy_mae_score"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("r2_score__lte", 1)), name="chk_forecast_accuracy_r2_score"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("records_evaluated__gte", 0)),
                        name="chk_forecast_accuracy_records_evaluated",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("evaluation_period_days__gt", 0)),
                        name="chk_forecast_accuracy_evaluation_period_days",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MarketplaceData",
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
                    "inventory_item",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="marketplace_data",
                        to="products.inventoryitem",
                    ),
                ),
                (
                    "platform",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="marketplace_data",
                        to="core.platform",
                    ),
                ),
                (
                    "marketplace_listing_id",
                    models.CharField(
                        blank=True, db_comment="The marketplace's id of our listing", max_length=255, null=True
                    ),
                ),
                (
                    "ask_price",
                    models.DecimalField(
                        blank=True, db_comment="What we ask there, in EUR", decimal_places=2, max_digits=10, null=True
                    ),
                ),
                (
                    "bid_price",
                    models.DecimalField(
                        blank=True,
                        db_comment="The best bid on ours, in EUR",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                (
                    "market_lowest_ask",
                    models.DecimalField(
                        blank=True,
                        db_comment="Lowest ask of anyone, in EUR",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                (
                    "market_highest_bid",
                    models.DecimalField(
                        blank=True,
                        db_comment="Highest bid of anyone, in EUR",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                (
                    "last_sale_price",
                    models.DecimalField(blank=True, db_comment="In EUR", decimal_places=2, max_digits=10, null=True),
                ),
                ("sales_frequency", models.IntegerField(blank=True, db_comment="Sales in the last 30 days", null=True)),
                (
                    "volatility",
                    models.DecimalField(
                        blank=True,
                        db_comment="How much the price varies, 0 to 1",
                        decimal_places=4,
                        max_digits=5,
                        null=True,
                    ),
                ),
                (
                    "fees_percentage",
                    models.DecimalField(
                        blank=True,
                        db_comment="What the marketplace keeps, as a fraction: 0.1200 is 12 percent",
                        decimal_places=4,
                        max_digits=5,
                        null=True,
                    ),
                ),
                (
                    "platform_specific",
                    models.JSONField(blank=True, db_comment="Object with what only this marketplace has", null=True),
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
                "verbose_name": "marketplace figures",
                "verbose_name_plural": "marketplace figures",
                "db_table": '"analytics"."marketplace_data"',
                "db_table_comment": "What one marketplace shows for one inventory item",
                "ordering": ["-updated_at"],
                "indexes": [
                    soleflip.postgres.indexes.Index(fields=["platform"], name="idx_marketplace_data_platform_id"),
                    soleflip.postgres.indexes.Index(fields=["updated_at"], name="idx_marketplace_data_updated_at"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("inventory_item", "platform"), name="uq_marketplace_data_item_platform"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("volatility__gte", 0), ("volatility__lte", 1)),
                        name="chk_marketplace_volatility",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fees_percentage__gte", 0), ("fees_percentage__lte", 1)),
                        name="chk_marketplace_fees",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ask_price__gte", 0)), name="chk_marketplace_data_ask_price"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("bid_price__gte", 0)), name="chk_marketplace_data_bid_price"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("market_lowest_ask__gte", 0)), name="chk_marketplace_data_market_lowest_ask"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("market_highest_bid__gte", 0)),
                        name="chk_marketplace_data_market_highest_bid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last_sale_price__gte", 0)), name="chk_marketplace_data_last_sale_price"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sales_frequency__gte", 0)), name="chk_marketplace_data_sales_frequency"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PricingKpi",
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
                ("kpi_date", models.DateField(db_comment="The day")),
                (
                    "product",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pricing_kpis",
                        to="products.product",
                    ),
                ),
                (
                    "brand",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pricing_kpis",
                        to="core.brand",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pricing_kpis",
                        to="core.category",
                    ),
                ),
                (
                    "platform",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pricing_kpis",
                        to="core.platform",
                    ),
                ),
                (
                    "aggregation_level",
                    models.CharField(
                        choices=[
                            ("product", "Product"),
                            ("brand", "Brand"),
                            ("category", "Category"),
                            ("platform", "Platform"),
                        ],
                        db_comment="What the row is about; the id of that level is set",
                        max_length=20,
                    ),
                ),
                (
                    "average_margin_percent",
                    models.DecimalField(
                        blank=True,
                        db_comment="Profit as a percentage of the price",
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                    ),
                ),
                (
                    "average_markup_percent",
                    models.DecimalField(
                        blank=True,
                        db_comment="Profit as a percentage of the cost",
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                    ),
                ),
                (
                    "price_realization_percent",
                    models.DecimalField(
                        blank=True,
                        db_comment="Price achieved as a percentage of the price asked",
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                    ),
                ),
                (
                    "competitive_index",
                    models.DecimalField(
                        blank=True,
                        db_comment="Our price as a percentage of the market's",
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                    ),
                ),
                (
                    "conversion_rate_percent",
                    models.DecimalField(
                        blank=True,
                        db_comment="Share of listings that sold, in percent (0 to 100)",
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                    ),
                ),
                (
                    "revenue_impact_eur",
                    models.DecimalField(
                        blank=True,
                        db_comment="What the pricing changed, in EUR",
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                    ),
                ),
                ("units_sold", models.IntegerField(blank=True, null=True)),
                (
                    "average_selling_price",
                    models.DecimalField(blank=True, db_comment="In EUR", decimal_places=2, max_digits=10, null=True),
                ),
                (
                    "price_elasticity",
                    models.DecimalField(
                        blank=True,
                        db_comment="Percent change of units per percent change of price",
                        decimal_places=4,
                        max_digits=6,
                        null=True,
                    ),
                ),
                ("created_at", models.DateTimeField(db_default=soleflip.columns.TransactionTime(), editable=False)),
            ],
            options={
                "verbose_name": "pricing indicator",
                "verbose_name_plural": "pricing indicators",
                "db_table": '"analytics"."pricing_kpis"',
                "db_table_comment": "Pricing indicators of one day at one level of aggregation",
                "ordering": ["-kpi_date"],
                "indexes": [
                    soleflip.postgres.indexes.Index(
                        comment="A brand's indicators over time",
                        fields=["brand", "kpi_date"],
                        name="idx_pricing_kpis_brand_id_kpi_date",
                    ),
                    soleflip.postgres.indexes.Index(
                        comment="All indicators of a day at one level",
                        fields=["kpi_date", "aggregation_level"],
                        name="idx_pricing_kpis_kpi_date_aggregation_level",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("aggregation_level", models.TextField()),
                                ["product", "brand", "category", "platform"],
                            )
                        ),
                        name="chk_pricing_kpis_aggregation_level",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("conversion_rate_percent__gte", 0), ("conversion_rate_percent__lte", 100)),
                        name="chk_pricing_kpis_conversion_rate_percent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("units_sold__gte", 0)), name="chk_pricing_kpis_units_sold"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("competitive_index__gte", 0)), name="chk_pricing_kpis_competitive_index"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SalesForecast",
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
                ("forecast_run_id", models.UUIDField(db_comment="All values of one run share it")),
                (
                    "product",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sales_forecasts",
                        to="products.product",
                    ),
                ),
                (
                    "brand",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sales_forecasts",
                        to="core.brand",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sales_forecasts",
                        to="core.category",
                    ),
                ),
                (
                    "platform",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sales_forecasts",
                        to="core.platform",
                    ),
                ),
                (
                    "forecast_level",
                    models.CharField(
                        choices=[
                            ("product", "Product"),
                            ("brand", "Brand"),
                            ("category", "Category"),
                            ("platform", "Platform"),
                        ],
                        db_comment="What the value is about; the id of that level is set",
                        max_length=20,
                    ),
                ),
                ("forecast_date", models.DateField(db_comment="First day of the period")),
                (
                    "forecast_horizon",
                    models.CharField(
                        choices=[("daily", "Daily"), ("weekly", "Weekly"), ("monthly", "Monthly")],
                        db_comment="Length of the period",
                        max_length=20,
                    ),
                ),
                ("forecasted_units", models.DecimalField(decimal_places=2, max_digits=10)),
                ("forecasted_revenue", models.DecimalField(db_comment="In EUR", decimal_places=2, max_digits=12)),
                (
                    "confidence_lower",
                    models.DecimalField(
                        blank=True, db_comment="Lower bound of units", decimal_places=2, max_digits=10, null=True
                    ),
                ),
                (
                    "confidence_upper",
                    models.DecimalField(
                        blank=True, db_comment="Upper bound of units", decimal_places=2, max_digits=10, null=True
                    ),
                ),
                ("model_name", models.CharField(max_length=50)),
                ("model_version", models.CharField(max_length=20)),
                ("feature_importance", models.JSONField(blank=True, db_comment="Object: input to weight", null=True)),
                ("created_at", models.DateTimeField(db_default=soleflip.columns.TransactionTime(), editable=False)),
            ],
            options={
                "verbose_name": "sales forecast",
                "verbose_name_plural": "sales forecasts",
                "db_table": '"analytics"."sales_forecasts"',
                "db_table_comment": "One forecast value of one run at one level and horizon",
                "ordering": ["-forecast_date"],
                "indexes": [
                    soleflip.postgres.indexes.Index(fields=["forecast_date"], name="idx_sales_forecasts_forecast_date"),
                    soleflip.postgres.indexes.Index(
                        comment="A brand's forecasts",
                        fields=["brand", "forecast_level"],
                        name="idx_sales_forecasts_brand_id_forecast_level",
                    ),
                    soleflip.postgres.indexes.Index(
                        comment="A product's forecasts over time",
                        fields=["product", "forecast_date"],
                        name="idx_sales_forecasts_product_id_forecast_date",
                    ),
                    soleflip.postgres.indexes.Index(
                        comment="The values of a run in order",
                        fields=["forecast_run_id", "forecast_date"],
                        name="idx_sales_forecasts_forecast_run_id_forecast_date",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("forecast_level", models.TextField()),
                                ["product", "brand", "category", "platform"],
                            )
                        ),
                        name="chk_sales_forecasts_forecast_level",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("forecast_horizon", models.TextField()),
                                ["daily", "weekly", "monthly"],
                            )
                        ),
                        name="chk_sales_forecasts_forecast_horizon",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("forecasted_units__gte", 0)), name="chk_sales_forecasts_forecasted_units"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("forecasted_revenue__gte", 0)),
                        name="chk_sales_forecasts_forecasted_revenue",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("confidence_upper__gte", models.F("confidence_lower"))),
                        name="chk_sales_forecasts_confidence",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MonthlySales",
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
                ("month", models.DateField(db_comment="The first day of the month (UTC)")),
                (
                    "product",
                    models.ForeignKey(
                        db_comment="What was sold, as the lot or the listing of the sale names it",
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="monthly_sales",
                        to="products.product",
                    ),
                ),
                (
                    "currency",
                    soleflip.columns.FixedCharField(
                        db_comment="ISO 4217 of the amounts; those of two are never added", max_length=3
                    ),
                ),
                ("sales", models.IntegerField(db_comment="Orders that are not cancelled, and completed legacy sales")),
                (
                    "revenue",
                    models.DecimalField(
                        db_comment="Sum of the sale prices, in currency", decimal_places=2, max_digits=20
                    ),
                ),
                ("known_profits", models.IntegerField(db_comment="How many of the sales have a known profit")),
                (
                    "profit",
                    models.DecimalField(
                        db_comment="Sum of the profits that are known, in currency", decimal_places=2, max_digits=20
                    ),
                ),
            ],
            options={
                "verbose_name": "monthly sales",
                "verbose_name_plural": "monthly sales",
                "db_table": '"analytics"."monthly_sales"',
                "db_table_comment": "What was sold of a product in a month and currency, kept by triggers; rows of one key are to be added up",
                "ordering": ["-month"],
                "indexes": [
                    soleflip.postgres.indexes.Index(
                        comment="The sales of the last twelve months", fields=["month"], name="idx_monthly_sales_month"
                    ),
                    soleflip.postgres.indexes.Index(
                        comment="The rows that a sale is added to, and a product's months",
                        fields=["product", "month"],
                        name="idx_monthly_sales_product_id_month",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("currency__regex", "^[A-Z]{3}$")), name="chk_monthly_sales_currency"
                    ),
                    models.CheckConstraint(condition=models.Q(("month__day", 1)), name="chk_monthly_sales_month"),
                ],
            },
        ),
        migrations.CreateModel(
            name="BrandLoyalty",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "brand", "currency", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("brand", models.CharField(max_length=100)),
                ("active_months", models.BigIntegerField(help_text="Months with a sale")),
                ("total_transactions", models.BigIntegerField()),
                ("total_spent", models.DecimalField(decimal_places=2, max_digits=20)),
                ("avg_order_value", models.DecimalField(decimal_places=2, max_digits=20)),
                ("currency", models.CharField(max_length=3)),
            ],
            options={
                "verbose_name": "brand loyalty",
                "verbose_name_plural": "brand loyalty",
                "db_table": '"analytics"."brand_loyalty_analysis"',
                "ordering": ["-total_spent"],
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="BrandTrend",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "brand", "month", "currency", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("brand", models.CharField(max_length=100)),
                ("month", models.DateField(help_text="The first day of the month (UTC)")),
                ("transaction_count", models.BigIntegerField()),
                ("total_revenue", models.DecimalField(decimal_places=2, max_digits=20)),
                ("avg_transaction_value", models.DecimalField(decimal_places=2, max_digits=20)),
                ("currency", models.CharField(max_length=3)),
            ],
            options={
                "verbose_name": "brand trend",
                "verbose_name_plural": "brand trends",
                "db_table": '"analytics"."brand_trend_analysis"',
                "ordering": ["-month", "-total_revenue"],
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="StaleMonth",
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
                    "month",
                    models.DateField(
                        blank=True, db_comment="The first day of the month (UTC); null: all months", null=True
                    ),
                ),
                ("noted_at", models.DateTimeField(db_default=soleflip.columns.TransactionTime(), editable=False)),
            ],
            options={
                "verbose_name": "month to add up anew",
                "verbose_name_plural": "months to add up anew",
                "db_table": '"analytics"."stale_months"',
                "db_table_comment": "Months whose sales changed since they were added up by brand last",
            },
        ),
        migrations.CreateModel(
            name="BrandMonth",
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
                    "month",
                    models.DateField(
                        db_comment="The first day of the month (UTC)", help_text="The first day of the month (UTC)"
                    ),
                ),
                (
                    "brand",
                    models.ForeignKey(
                        db_comment="Null: products without a brand",
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="months",
                        to="core.brand",
                    ),
                ),
                (
                    "currency",
                    soleflip.columns.FixedCharField(
                        db_comment="ISO 4217 of the amounts; those of two are never added", max_length=3
                    ),
                ),
                (
                    "sales",
                    models.BigIntegerField(db_comment="Orders that are not cancelled, and completed legacy sales"),
                ),
                (
                    "revenue",
                    models.DecimalField(
                        db_comment="Sum of the sale prices, in currency", decimal_places=2, max_digits=20
                    ),
                ),
                ("known_profits", models.BigIntegerField(db_comment="How many of the sales have a known profit")),
                (
                    "profit",
                    models.DecimalField(
                        db_comment="Sum of the profits that are known, in currency", decimal_places=2, max_digits=20
                    ),
                ),
            ],
            options={
                "verbose_name": "brand trend",
                "verbose_name_plural": "brand trends",
                "db_table": '"analytics"."brand_months"',
                "db_table_comment": "What was sold of a brand in a month and currency, kept from analytics.monthly_sales",
                "ordering": ["-month", "-revenue"],
                "indexes": [
                    soleflip.postgres.indexes.Index(
                        comment="The newest months, largest brands first",
                        fields=["-month", "-revenue"],
                        name="idx_brand_months_month_revenue",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("brand", "month", "currency"),
                        name="uq_brand_months_brand_id_month_currency",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BrandTotal",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "brand", "currency", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="core.brand"
                    ),
                ),
                ("currency", models.CharField(max_length=3)),
                ("active_months", models.BigIntegerField(help_text="Months (UTC) with a sale")),
                ("sales", models.BigIntegerField()),
                ("revenue", models.DecimalField(decimal_places=2, max_digits=20)),
                ("avg_order_value", models.DecimalField(decimal_places=2, max_digits=20)),
            ],
            options={
                "verbose_name": "brand loyalty",
                "verbose_name_plural": "brand loyalty",
                "db_table": '"analytics"."brand_totals"',
                "ordering": ["-revenue"],
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="StaleDay",
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
                    "day",
                    models.DateField(blank=True, db_comment="The day of the sales (UTC); null: all days", null=True),
                ),
                ("noted_at", models.DateTimeField(db_default=soleflip.columns.TransactionTime(), editable=False)),
            ],
            options={
                "verbose_name": "day to add up anew",
                "verbose_name_plural": "days to add up anew",
                "db_table": '"analytics"."stale_days"',
                "db_table_comment": "Days whose sales changed since they were added up by platform last",
            },
        ),
        migrations.CreateModel(
            name="PlatformDay",
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
                ("day", models.DateField(db_comment="The day of the sales (UTC)")),
                (
                    "platform",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="days",
                        to="core.platform",
                    ),
                ),
                (
                    "currency",
                    soleflip.columns.FixedCharField(
                        db_comment="ISO 4217 of the amounts; those of two are never added", max_length=3
                    ),
                ),
                ("sales", models.IntegerField(db_comment="Orders that are not cancelled, and completed legacy sales")),
                (
                    "revenue",
                    models.DecimalField(
                        db_comment="Sum of the sale prices, in currency", decimal_places=2, max_digits=20
                    ),
                ),
                ("known_profits", models.IntegerField(db_comment="How many of the sales have a known profit")),
                (
                    "profit",
                    models.DecimalField(
                        db_comment="Sum of the profits that are known, in currency", decimal_places=2, max_digits=20
                    ),
                ),
            ],
            options={
                "verbose_name": "day of a platform",
                "verbose_name_plural": "days of platforms",
                "db_table": '"analytics"."platform_days"',
                "db_table_comment": "What was sold on a platform on a day and in a currency, kept from the sales",
                "ordering": ["-day"],
                "indexes": [soleflip.postgres.indexes.Index(fields=["day"], name="idx_platform_days_day")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("platform", "day", "currency"), name="uq_platform_days_platform_id_day_currency"
                    )
                ],
            },
        ),
    ]
