"""Schema transactions with its tables."""

import uuid

import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions
import django.db.models.lookups
from django.db import migrations, models

import soleflip.columns
import soleflip.postgres.fields
import soleflip.postgres.indexes
from soleflip.postgres.sql import RunSQLFile


class Migration(migrations.Migration):
    initial = True

    dependencies = [("core", "0001_initial"), ("platforms", "0001_initial"), ("products", "0001_initial")]

    operations = [
        RunSQLFile("schemas/transactions.v1.sql"),
        migrations.CreateModel(
            name="LegacyTransaction",
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
                    "inventory",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="legacy_transactions",
                        to="products.inventoryitem",
                    ),
                ),
                (
                    "platform",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="legacy_transactions",
                        to="core.platform",
                    ),
                ),
                ("transaction_date", models.DateTimeField(db_comment="When it was sold (UTC)")),
                (
                    "sale_price",
                    models.DecimalField(
                        db_comment="What the pair was sold for, in EUR", decimal_places=2, max_digits=10
                    ),
                ),
                (
                    "platform_fee",
                    models.DecimalField(db_comment="What the platform kept, in EUR", decimal_places=2, max_digits=10),
                ),
                (
                    "shipping_cost",
                    models.DecimalField(db_comment="What sending cost us, in EUR", decimal_places=2, max_digits=10),
                ),
                (
                    "net_profit",
                    models.DecimalField(db_comment="Profit as booked then, in EUR", decimal_places=2, max_digits=10),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "Pending"),
                            ("completed", "Completed"),
                            ("cancelled", "Cancelled"),
                            ("refunded", "Refunded"),
                        ],
                        max_length=50,
                    ),
                ),
                (
                    "external_id",
                    models.CharField(
                        blank=True, db_comment="The platform's own order number", max_length=100, null=True
                    ),
                ),
                ("buyer_destination_country", models.CharField(blank=True, max_length=100, null=True)),
                ("buyer_destination_city", models.CharField(blank=True, max_length=100, null=True)),
                ("notes", models.TextField(blank=True, null=True)),
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
                "verbose_name": "legacy sale",
                "verbose_name_plural": "legacy sales",
                "db_table": '"transactions"."transactions"',
                "db_table_comment": "LEGACY sales, kept for migration; superseded by orders",
                "ordering": ["-transaction_date"],
                "indexes": [
                    soleflip.postgres.indexes.Index(
                        comment="The completed sales of a period",
                        fields=["transaction_date", "status"],
                        name="idx_transactions_transaction_date_status",
                    ),
                    soleflip.postgres.indexes.Index(
                        comment="The newest sale of an item: the trigger asks for it",
                        fields=["inventory", "transaction_date"],
                        name="idx_transactions_inventory_id_transaction_date",
                    ),
                    soleflip.postgres.indexes.Index(
                        comment="A platform's sales, newest first",
                        fields=["platform", "transaction_date"],
                        name="idx_transactions_platform_id_transaction_date",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("external_id__isnull", False)),
                        fields=("platform", "external_id"),
                        name="uq_transactions_platform_id_external_id",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("status", models.TextField()),
                                ["pending", "completed", "cancelled", "refunded"],
                            )
                        ),
                        name="chk_transactions_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sale_price__gte", 0)), name="chk_transactions_sale_price"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Order",
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
                        blank=True,
                        db_comment="The StockX listing that sold; null for sales elsewhere",
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="orders",
                        to="platforms.stockxlisting",
                    ),
                ),
                (
                    "platform",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="orders",
                        to="core.platform",
                    ),
                ),
                (
                    "stockx_order_number",
                    models.CharField(blank=True, db_comment="StockX's order number", max_length=100, null=True),
                ),
                (
                    "external_id",
                    models.CharField(
                        blank=True, db_comment="The platform's own order number", max_length=200, null=True
                    ),
                ),
                (
                    "sale_price",
                    models.DecimalField(
                        db_comment="What the pair was sold for, in currency", decimal_places=2, max_digits=10
                    ),
                ),
                (
                    "buyer_premium",
                    models.DecimalField(
                        blank=True,
                        db_comment="What the buyer paid on top, in currency",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                (
                    "seller_fee",
                    models.DecimalField(
                        blank=True,
                        db_comment="The platform's commission, in currency",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                (
                    "processing_fee",
                    models.DecimalField(
                        blank=True,
                        db_comment="Fee for the payment, in currency",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                (
                    "net_proceeds",
                    models.DecimalField(
                        blank=True,
                        db_comment="What was paid out, in currency; the authority, never computed from the fees",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                (
                    "original_buy_price",
                    models.DecimalField(
                        blank=True,
                        db_comment="Cost of the pair as known at the sale, in currency",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                (
                    "gross_profit",
                    models.DecimalField(
                        blank=True,
                        db_comment="Sale price less cost, in currency",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                (
                    "net_profit",
                    models.DecimalField(
                        blank=True,
                        db_comment="Payout less cost, in currency",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
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
                        choices=[
                            ("pending", "Pending"),
                            ("authenticated", "Authenticated"),
                            ("shipped", "Shipped"),
                            ("completed", "Completed"),
                            ("cancelled", "Cancelled"),
                        ],
                        db_default="pending",
                        default="pending",
                        max_length=20,
                    ),
                ),
                ("shipping_status", models.CharField(blank=True, max_length=20, null=True)),
                ("tracking_number", models.CharField(blank=True, max_length=100, null=True)),
                (
                    "platform_fee",
                    models.DecimalField(
                        blank=True,
                        db_comment="All that the platform kept: sale price less payout, in currency",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                (
                    "shipping_cost",
                    models.DecimalField(
                        blank=True,
                        db_comment="What sending cost us, in currency",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                ("buyer_destination_country", models.CharField(blank=True, max_length=100, null=True)),
                ("buyer_destination_city", models.CharField(blank=True, max_length=200, null=True)),
                ("sold_at", models.DateTimeField(db_comment="When it was sold (UTC)")),
                (
                    "gross_sale",
                    models.DecimalField(
                        blank=True,
                        db_comment="What the buyer paid in all, in currency",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                (
                    "payout_received",
                    models.BooleanField(
                        blank=True,
                        db_comment="True once the money has arrived",
                        db_default=False,
                        default=False,
                        null=True,
                    ),
                ),
                (
                    "payout_date",
                    models.DateTimeField(
                        blank=True, db_comment="When the money arrived (UTC), never before the sale", null=True
                    ),
                ),
                (
                    "shelf_life_days",
                    models.IntegerField(
                        blank=True, db_comment="Whole days from purchase to sale, as known at the sale", null=True
                    ),
                ),
                ("shipped_at", models.DateTimeField(blank=True, null=True)),
                ("completed_at", models.DateTimeField(blank=True, null=True)),
                ("notes", models.TextField(blank=True, null=True)),
                (
                    "inventory",
                    models.ForeignKey(
                        blank=True,
                        db_comment="The lot that was sold from",
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="orders",
                        to="products.inventoryitem",
                    ),
                ),
                (
                    "sales_channel",
                    soleflip.postgres.fields.EnumField(
                        blank=True,
                        choices=[
                            ("StockX", "StockX"),
                            ("Alias", "Alias"),
                            ("eBay", "eBay"),
                            ("Kleinanzeigen", "Kleinanzeigen"),
                            ("Laced", "Laced"),
                            ("WTN", "WTN"),
                            ("Return", "Return"),
                        ],
                        db_comment="Where it was sold; Return marks a return; null: unknown",
                        db_enum='"platforms"."sales_platform"',
                        null=True,
                    ),
                ),
                (
                    "currency",
                    soleflip.columns.FixedCharField(
                        db_comment="ISO 4217 of every amount in the row", db_default="EUR", default="EUR", max_length=3
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
                "verbose_name": "sale",
                "verbose_name_plural": "sales",
                "db_table": '"transactions"."orders"',
                "db_table_comment": "One sale on any platform with its fees, payout and profit",
                "ordering": ["-sold_at"],
                "indexes": [
                    soleflip.postgres.indexes.Index(
                        comment="A platform's sales, newest first",
                        fields=["platform", "sold_at"],
                        name="idx_orders_platform_sold_at",
                    ),
                    soleflip.postgres.indexes.Index(fields=["sold_at"], name="idx_orders_sold_at"),
                    soleflip.postgres.indexes.Index(
                        comment="What still has to be sent, oldest first",
                        fields=["order_status", "sold_at"],
                        name="idx_orders_order_status_sold_at",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("external_id__isnull", False)),
                        fields=("platform", "external_id"),
                        name="uq_orders_platform_id_external_id",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("stockx_order_number__isnull", False)),
                        fields=("stockx_order_number",),
                        name="uq_orders_stockx_order_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("order_status", models.TextField()),
                                ["pending", "authenticated", "shipped", "completed", "cancelled"],
                            )
                        ),
                        name="chk_orders_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sale_price__gt", 0)), name="chk_orders_sale_price_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sale_price__gte", models.F("net_proceeds"))),
                        name="chk_orders_net_proceeds_logical",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("currency__regex", "^[A-Z]{3}$")), name="chk_orders_currency"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("payout_date__gte", models.F("sold_at"))), name="chk_orders_payout_date"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("shipped_at__gte", models.F("sold_at"))), name="chk_orders_shipped_at"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("completed_at__gte", models.F("sold_at"))), name="chk_orders_completed_at"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("shelf_life_days__gte", 0)), name="chk_orders_shelf_life_days"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("listing__isnull", False), ("inventory__isnull", False), _connector="OR"),
                        name="chk_orders_names_what_was_sold",
                    ),
                ],
            },
        ),
    ]
