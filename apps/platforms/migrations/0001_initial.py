"""Schema platforms with its enum and tables."""

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
        RunSQLFile("schemas/platforms.v1.sql"),
        RunSQLFile("enums/platforms.sales_platform.v1.sql"),
        migrations.CreateModel(
            name="StockXListing",
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
                        related_name="stockx_listings",
                        to="products.product",
                    ),
                ),
                ("stockx_listing_id", models.CharField(db_comment="StockX's id of the listing", max_length=100)),
                ("stockx_product_id", models.CharField(db_comment="StockX's id of the style", max_length=100)),
                (
                    "variant_id",
                    models.CharField(blank=True, db_comment="StockX's id of the size", max_length=100, null=True),
                ),
                ("ask_price", models.DecimalField(db_comment="What we ask, in EUR", decimal_places=2, max_digits=10)),
                (
                    "original_ask_price",
                    models.DecimalField(
                        blank=True,
                        db_comment="What we asked at first, in EUR",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                (
                    "buy_price",
                    models.DecimalField(
                        blank=True, db_comment="Cost of the pair, in EUR", decimal_places=2, max_digits=10, null=True
                    ),
                ),
                (
                    "expected_profit",
                    models.DecimalField(
                        blank=True,
                        db_comment="Payout at the ask less cost, in EUR",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                (
                    "expected_margin",
                    models.DecimalField(
                        blank=True,
                        db_comment="Expected profit as a percentage of the ask",
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("active", "Active"),
                            ("inactive", "Inactive"),
                            ("sold", "Sold"),
                            ("expired", "Expired"),
                            ("cancelled", "Cancelled"),
                        ],
                        db_default="active",
                        default="active",
                        max_length=20,
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(db_comment="True while buyers can see it", db_default=True, default=True),
                ),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                (
                    "current_lowest_ask",
                    models.DecimalField(
                        blank=True,
                        db_comment="Lowest ask of anyone, in EUR",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                (
                    "current_highest_bid",
                    models.DecimalField(
                        blank=True,
                        db_comment="Highest bid of anyone, in EUR",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                (
                    "last_price_update",
                    models.DateTimeField(blank=True, db_comment="When the market figures were read (UTC)", null=True),
                ),
                (
                    "source_opportunity_id",
                    models.UUIDField(
                        blank=True, db_comment="The opportunity that led to the purchase, where one did", null=True
                    ),
                ),
                (
                    "created_from",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("manual", "Manual"),
                            ("quickflip", "Quickflip"),
                            ("bulk", "Bulk"),
                            ("import", "Import"),
                        ],
                        db_comment="What made the listing",
                        db_default="manual",
                        default="manual",
                        max_length=50,
                        null=True,
                    ),
                ),
                ("listed_at", models.DateTimeField(blank=True, null=True)),
                ("delisted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "inventory",
                    models.ForeignKey(
                        blank=True,
                        db_comment="The lot that is offered",
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="stockx_listings",
                        to="products.inventoryitem",
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
                "verbose_name": "StockX listing",
                "verbose_name_plural": "StockX listings",
                "db_table": '"platforms"."stockx_listings"',
                "db_table_comment": "A listing on StockX",
                "ordering": ["-created_at"],
                "indexes": [
                    soleflip.postgres.indexes.Index(fields=["product"], name="idx_stockx_listings_product_id"),
                    soleflip.postgres.indexes.Index(fields=["created_at"], name="idx_stockx_listings_created_at"),
                    soleflip.postgres.indexes.Index(
                        comment="The listings of one status, newest first",
                        fields=["status", "listed_at"],
                        name="idx_stockx_listings_status_listed_at",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("stockx_listing_id",), name="uq_stockx_listings_stockx_listing_id"),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("status", models.TextField()),
                                ["active", "inactive", "sold", "expired", "cancelled"],
                            )
                        ),
                        name="chk_stockx_listings_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("created_from", models.TextField()),
                                ["manual", "quickflip", "bulk", "import"],
                            )
                        ),
                        name="chk_stockx_listings_created_from",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ask_price__gte", 0)), name="chk_stockx_listings_ask_price"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("buy_price__gte", 0)), name="chk_stockx_listings_buy_price"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("delisted_at__gte", models.F("listed_at"))),
                        name="chk_stockx_listings_delisted_at",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LegacyStockXOrder",
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
                    "listing",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="legacy_orders",
                        to="platforms.stockxlisting",
                    ),
                ),
                ("stockx_order_number", models.CharField(max_length=100)),
                ("sale_price", models.DecimalField(db_comment="In EUR", decimal_places=2, max_digits=10)),
                (
                    "buyer_premium",
                    models.DecimalField(
                        blank=True,
                        db_comment="What the buyer paid on top, in EUR",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                (
                    "seller_fee",
                    models.DecimalField(
                        blank=True, db_comment="StockX's commission, in EUR", decimal_places=2, max_digits=10, null=True
                    ),
                ),
                (
                    "processing_fee",
                    models.DecimalField(
                        blank=True, db_comment="Fee for the payment, in EUR", decimal_places=2, max_digits=10, null=True
                    ),
                ),
                (
                    "net_proceeds",
                    models.DecimalField(
                        blank=True, db_comment="What was paid out, in EUR", decimal_places=2, max_digits=10, null=True
                    ),
                ),
                (
                    "original_buy_price",
                    models.DecimalField(
                        blank=True, db_comment="Cost of the pair, in EUR", decimal_places=2, max_digits=10, null=True
                    ),
                ),
                (
                    "gross_profit",
                    models.DecimalField(
                        blank=True,
                        db_comment="Sale price less cost, in EUR",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                (
                    "net_profit",
                    models.DecimalField(
                        blank=True, db_comment="Payout less cost, in EUR", decimal_places=2, max_digits=10, null=True
                    ),
                ),
                (
                    "actual_margin",
                    models.DecimalField(
                        blank=True,
                        db_comment="Net profit as a percentage of the sale price",
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                    ),
                ),
                (
                    "roi",
                    models.DecimalField(
                        blank=True,
                        db_comment="Net profit as a percentage of the cost",
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                    ),
                ),
                (
                    "order_status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("pending", "Pending"),
                            ("authenticated", "Authenticated"),
                            ("shipped", "Shipped"),
                            ("completed", "Completed"),
                            ("cancelled", "Cancelled"),
                        ],
                        max_length=20,
                        null=True,
                    ),
                ),
                ("shipping_status", models.CharField(blank=True, max_length=20, null=True)),
                ("tracking_number", models.CharField(blank=True, max_length=100, null=True)),
                ("sold_at", models.DateTimeField(db_comment="When it was sold (UTC)")),
                ("shipped_at", models.DateTimeField(blank=True, null=True)),
                ("completed_at", models.DateTimeField(blank=True, null=True)),
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
                "verbose_name": "legacy StockX order",
                "verbose_name_plural": "legacy StockX orders",
                "db_table": '"platforms"."stockx_orders"',
                "db_table_comment": "LEGACY StockX orders, superseded by transactions.orders",
                "ordering": ["-sold_at"],
                "indexes": [
                    soleflip.postgres.indexes.Index(
                        comment="A listing's sales",
                        fields=["listing", "sold_at"],
                        name="idx_stockx_orders_listing_id_sold_at",
                    ),
                    soleflip.postgres.indexes.Index(fields=["sold_at"], name="idx_stockx_orders_sold_at"),
                    soleflip.postgres.indexes.Index(
                        comment="The sales of one status, newest first",
                        fields=["order_status", "sold_at"],
                        name="idx_stockx_orders_order_status_sold_at",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("stockx_order_number",), name="uq_stockx_orders_stockx_order_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("order_status", models.TextField()),
                                ["pending", "authenticated", "shipped", "completed", "cancelled"],
                            )
                        ),
                        name="chk_stockx_orders_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sale_price__gte", 0)), name="chk_stockx_orders_sale_price"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("shipped_at__gte", models.F("sold_at"))),
                        name="chk_stockx_orders_shipped_at",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("completed_at__gte", models.F("sold_at"))),
                        name="chk_stockx_orders_completed_at",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ListingPriceChange",
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
                    "listing",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="price_changes",
                        to="platforms.stockxlisting",
                    ),
                ),
                (
                    "old_price",
                    models.DecimalField(
                        blank=True,
                        db_comment="Ask before, in EUR; null: the first one",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                (
                    "new_price",
                    models.DecimalField(db_comment="Ask from then on, in EUR", decimal_places=2, max_digits=10),
                ),
                (
                    "change_reason",
                    models.CharField(
                        blank=True, db_comment="Why, in the words of whoever changed it", max_length=100, null=True
                    ),
                ),
                (
                    "market_lowest_ask",
                    models.DecimalField(
                        blank=True,
                        db_comment="Lowest ask of anyone at that time, in EUR",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                (
                    "market_highest_bid",
                    models.DecimalField(
                        blank=True,
                        db_comment="Highest bid of anyone at that time, in EUR",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                ("created_at", models.DateTimeField(db_default=soleflip.columns.TransactionTime(), editable=False)),
            ],
            options={
                "verbose_name": "listing price change",
                "verbose_name_plural": "listing price changes",
                "db_table": '"platforms"."pricing_history"',
                "db_table_comment": "One change of a listing's ask price",
                "ordering": ["-created_at"],
                "indexes": [
                    soleflip.postgres.indexes.Index(
                        comment="A listing's asks over time",
                        fields=["listing", "created_at"],
                        name="idx_pricing_history_listing_id_created_at",
                    ),
                    soleflip.postgres.indexes.Index(fields=["created_at"], name="idx_pricing_history_created_at"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("old_price__gte", 0)), name="chk_pricing_history_old_price"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("new_price__gte", 0)), name="chk_pricing_history_new_price"
                    ),
                ],
            },
        ),
    ]
