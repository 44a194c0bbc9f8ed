"""Schema integration with its enums and tables."""

import uuid
from decimal import Decimal

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions
import django.db.models.functions.comparison
import django.db.models.lookups
from django.db import migrations, models

import soleflip.columns
import soleflip.constraints
import soleflip.postgres.fields
import soleflip.postgres.indexes
from soleflip.postgres.sql import RunSQLFile


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_initial"),
        ("products", "0001_initial"),
        ("pricing", "0001_initial"),
        ("system", "0001_initial"),
    ]

    operations = [
        RunSQLFile("schemas/integration.v1.sql"),
        RunSQLFile("enums/integration.source_type_enum.v1.sql"),
        RunSQLFile("enums/integration.price_type_enum.v1.sql"),
        RunSQLFile("enums/integration.condition_enum.v1.sql"),
        migrations.CreateModel(
            name="AwinEnrichmentJob",
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
                    "job_type",
                    models.CharField(
                        choices=[
                            ("catalog_match", "Catalog Match"),
                            ("stockx_match", "Stockx Match"),
                            ("price_update", "Price Update"),
                        ],
                        max_length=50,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "Pending"),
                            ("running", "Running"),
                            ("completed", "Completed"),
                            ("failed", "Failed"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "total_products",
                    models.IntegerField(blank=True, db_comment="Rows to do; null until counted", null=True),
                ),
                (
                    "processed_products",
                    models.IntegerField(blank=True, db_comment="Rows done so far", db_default=0, default=0, null=True),
                ),
                (
                    "matched_products",
                    models.IntegerField(
                        blank=True, db_comment="Rows that found a product", db_default=0, default=0, null=True
                    ),
                ),
                (
                    "failed_products",
                    models.IntegerField(
                        blank=True, db_comment="Rows that ended in an error", db_default=0, default=0, null=True
                    ),
                ),
                ("results_summary", models.JSONField(blank=True, db_comment="Counts by outcome", null=True)),
                ("error_log", models.TextField(blank=True, db_comment="One line per error", null=True)),
                ("started_at", models.DateTimeField(blank=True, null=True)),
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
                "verbose_name": "Awin enrichment job",
                "verbose_name_plural": "Awin enrichment jobs",
                "db_table": '"integration"."awin_enrichment_jobs"',
                "db_table_comment": "One run that matches or enriches Awin rows",
                "ordering": ["-created_at"],
                "indexes": [
                    soleflip.postgres.indexes.Index(fields=["created_at"], name="idx_awin_enrichment_jobs_created_at"),
                    soleflip.postgres.indexes.Index(
                        comment="What runs or failed, newest first",
                        fields=["status", "created_at"],
                        name="idx_awin_enrichment_jobs_status_created_at",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("job_type", models.TextField()),
                                ["catalog_match", "stockx_match", "price_update"],
                            )
                        ),
                        name="chk_awin_enrichment_jobs_job_type",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("status", models.TextField()),
                                ["pending", "running", "completed", "failed"],
                            )
                        ),
                        name="chk_awin_enrichment_jobs_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("total_products__gte", 0)), name="chk_awin_enrichment_jobs_total_products"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("processed_products__gte", 0)),
                        name="chk_awin_enrichment_jobs_processed_products",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("matched_products__gte", 0)),
                        name="chk_awin_enrichment_jobs_matched_products",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("failed_products__gte", 0)), name="chk_awin_enrichment_jobs_failed_products"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("completed_at__gte", models.F("started_at"))),
                        name="chk_awin_enrichment_jobs_completed_at",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AwinProduct",
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
                    "awin_product_id",
                    models.CharField(db_comment="Awin's aw_product_id: stable across feeds", max_length=50),
                ),
                (
                    "merchant_product_id",
                    models.CharField(
                        blank=True,
                        db_comment="The shop's article number; leading zeros count",
                        max_length=100,
                        null=True,
                    ),
                ),
                ("merchant_id", models.IntegerField(db_comment="Awin's number of the shop")),
                ("merchant_name", models.CharField(blank=True, max_length=200, null=True)),
                ("data_feed_id", models.IntegerField(blank=True, db_comment="Awin's number of the feed", null=True)),
                ("product_name", models.CharField(max_length=500)),
                ("brand_name", models.CharField(blank=True, max_length=200, null=True)),
                (
                    "brand_id",
                    models.IntegerField(
                        blank=True, db_comment="Awin's number of the brand, not a row of core.brands", null=True
                    ),
                ),
                (
                    "ean",
                    models.CharField(blank=True, db_comment="The code of this very size", max_length=20, null=True),
                ),
                (
                    "product_gtin",
                    models.CharField(blank=True, db_comment="GTIN, where the feed has one", max_length=20, null=True),
                ),
                ("mpn", models.CharField(blank=True, db_comment="The maker's part number", max_length=100, null=True)),
                ("product_model", models.CharField(blank=True, max_length=200, null=True)),
                (
                    "retail_price_cents",
                    models.IntegerField(blank=True, db_comment="Price to pay now, in cents of currency", null=True),
                ),
                (
                    "store_price_cents",
                    models.IntegerField(blank=True, db_comment="The shop's own price, in cents of currency", null=True),
                ),
                (
                    "rrp_price_cents",
                    models.IntegerField(
                        blank=True, db_comment="Recommended retail price, in cents of currency", null=True
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        blank=True,
                        db_comment="ISO 4217, upper case",
                        db_default="EUR",
                        default="EUR",
                        max_length=3,
                        null=True,
                    ),
                ),
                ("description", models.TextField(blank=True, null=True)),
                ("short_description", models.TextField(blank=True, null=True)),
                ("colour", models.CharField(blank=True, max_length=100, null=True)),
                (
                    "size",
                    models.CharField(
                        blank=True, db_comment="The label as in the feed, without region", max_length=20, null=True
                    ),
                ),
                ("material", models.CharField(blank=True, max_length=200, null=True)),
                ("in_stock", models.BooleanField(blank=True, db_default=False, default=False, null=True)),
                ("stock_quantity", models.IntegerField(blank=True, db_default=0, default=0, null=True)),
                (
                    "delivery_time",
                    models.CharField(blank=True, db_comment="In the shop's words", max_length=100, null=True),
                ),
                ("image_url", models.CharField(blank=True, max_length=1000, null=True)),
                ("thumbnail_url", models.CharField(blank=True, max_length=1000, null=True)),
                (
                    "alternate_images",
                    models.JSONField(blank=True, db_comment="Array of further picture addresses", null=True),
                ),
                (
                    "affiliate_link",
                    models.CharField(
                        blank=True, db_comment="The link that earns the commission", max_length=2000, null=True
                    ),
                ),
                (
                    "merchant_link",
                    models.CharField(
                        blank=True, db_comment="The shop's page without commission", max_length=2000, null=True
                    ),
                ),
                (
                    "matched_product",
                    models.ForeignKey(
                        blank=True,
                        db_comment="The product of our catalog that this is; null: not matched",
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="awin_products",
                        to="products.product",
                    ),
                ),
                (
                    "match_confidence",
                    models.DecimalField(
                        blank=True,
                        db_comment="How sure the match is, 0 to 1",
                        decimal_places=2,
                        max_digits=3,
                        null=True,
                    ),
                ),
                (
                    "match_method",
                    models.CharField(
                        blank=True,
                        choices=[("ean", "Ean"), ("style_code", "Style Code"), ("manual", "Manual")],
                        db_comment="How the match was found",
                        max_length=50,
                        null=True,
                    ),
                ),
                ("stockx_product_id", models.UUIDField(blank=True, db_comment="StockX's id of the style", null=True)),
                ("stockx_url_key", models.CharField(blank=True, max_length=200, null=True)),
                (
                    "stockx_style_id",
                    models.CharField(blank=True, db_comment="The style code at StockX", max_length=100, null=True),
                ),
                (
                    "stockx_lowest_ask_cents",
                    models.IntegerField(blank=True, db_comment="Lowest ask at StockX, in EUR cents", null=True),
                ),
                (
                    "stockx_highest_bid_cents",
                    models.IntegerField(blank=True, db_comment="Highest bid at StockX, in EUR cents", null=True),
                ),
                (
                    "profit_cents",
                    models.IntegerField(
                        blank=True, db_comment="Lowest ask less retail price, in EUR cents, before fees", null=True
                    ),
                ),
                (
                    "profit_percentage",
                    models.DecimalField(
                        blank=True,
                        db_comment="Profit as a percentage of the retail price",
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                    ),
                ),
                ("last_enriched_at", models.DateTimeField(blank=True, null=True)),
                (
                    "enrichment_status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("pending", "Pending"),
                            ("matched", "Matched"),
                            ("not_found", "Not Found"),
                            ("error", "Error"),
                        ],
                        db_comment="Whether StockX was asked and what came of it",
                        db_default="pending",
                        default="pending",
                        max_length=20,
                        null=True,
                    ),
                ),
                (
                    "last_updated",
                    models.DateTimeField(
                        blank=True, db_comment="When the shop changed the row, as the feed says (UTC)", null=True
                    ),
                ),
                (
                    "feed_import_date",
                    models.DateTimeField(
                        blank=True,
                        db_comment="When a feed added the row, or changed it last (UTC)",
                        db_default=soleflip.columns.TransactionTime(),
                        null=True,
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
                "verbose_name": "Awin product",
                "verbose_name_plural": "Awin products",
                "db_table": '"integration"."awin_products"',
                "db_table_comment": "One row of an Awin affiliate feed as landed, with its match to our catalog",
                "ordering": ["product_name"],
                "indexes": [
                    soleflip.postgres.indexes.Index(
                        fields=["product_name"],
                        name="idx_awin_products_product_name",
                        comment="The list of offers by name",
                    ),
                    soleflip.postgres.indexes.Index(fields=["brand_name"], name="idx_awin_products_brand_name"),
                    soleflip.postgres.indexes.Index(
                        comment="What is still to be enriched",
                        fields=["enrichment_status"],
                        name="idx_awin_products_enrichment_status",
                    ),
                    soleflip.postgres.indexes.Index(fields=["last_updated"], name="idx_awin_products_last_updated"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("awin_product_id",), name="uq_awin_products_awin_product_id"),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("enrichment_status", models.TextField()),
                                ["pending", "matched", "not_found", "error"],
                            )
                        ),
                        name="chk_awin_products_enrichment_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("match_method", models.TextField()),
                                ["ean", "style_code", "manual"],
                            )
                        ),
                        name="chk_awin_products_match_method",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("currency__regex", "^[A-Z]{3}$")), name="chk_awin_products_currency"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("retail_price_cents__gte", 0)), name="chk_awin_products_retail_price_cents"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("store_price_cents__gte", 0)), name="chk_awin_products_store_price_cents"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rrp_price_cents__gte", 0)), name="chk_awin_products_rrp_price_cents"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stockx_lowest_ask_cents__gte", 0)),
                        name="chk_awin_products_stockx_lowest_ask_cents",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stockx_highest_bid_cents__gte", 0)),
                        name="chk_awin_products_stockx_highest_bid_cents",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stock_quantity__gte", 0)), name="chk_awin_products_stock_quantity"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("match_confidence__gte", 0), ("match_confidence__lte", 1)),
                        name="chk_awin_products_match_confidence",
                    ),
                ],
            },
        ),
        RunSQLFile(
            "partitions/integration.awin_price_history.v1.sql",
            state_operations=[
                migrations.CreateModel(
                    name="AwinPriceHistory",
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
                            "awin_product",
                            models.ForeignKey(
                                db_comment="Awin's own id, not the UUID of our row",
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="price_history",
                                to="integration.awinproduct",
                                to_field="awin_product_id",
                            ),
                        ),
                        (
                            "price_cents",
                            models.IntegerField(
                                blank=True,
                                db_comment="The price from then on, in cents of the row's currency; null: withdrawn",
                                null=True,
                            ),
                        ),
                        (
                            "in_stock",
                            models.BooleanField(
                                blank=True, db_comment="Whether it could be bought from then on", null=True
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                db_comment="When the change was written (UTC); the partition key",
                                db_default=soleflip.columns.TransactionTime(),
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Awin price change",
                        "verbose_name_plural": "Awin price history",
                        "db_table": '"integration"."awin_price_history"',
                        "db_table_comment": "Every change of an Awin row's price or availability",
                        "ordering": ["-recorded_at"],
                        "indexes": [
                            soleflip.postgres.indexes.Index(
                                comment="An offer's prices over time",
                                fields=["awin_product", "recorded_at"],
                                name="idx_awin_price_history_awin_product_id_recorded_at",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("price_cents__gte", 0)), name="chk_awin_price_history_price_cents"
                            )
                        ],
                    },
                ),
            ],
        ),
        migrations.CreateModel(
            name="AwinFeedRow",
            fields=[
                (
                    "awin_product_id",
                    soleflip.columns.KeyField(
                        db_comment="awin_products.awin_product_id", max_length=50, primary_key=True, serialize=False
                    ),
                ),
                (
                    "digest",
                    models.UUIDField(
                        db_comment="First 16 bytes of the SHA-256 over the columns of the feed and the bytes of the row"
                    ),
                ),
            ],
            options={
                "verbose_name": "Awin feed row",
                "verbose_name_plural": "Awin feed rows",
                "db_table": '"integration"."awin_feed_rows"',
                "db_table_comment": "The row of a feed from which an Awin product was read last, as a digest",
                "ordering": ["awin_product_id"],
            },
        ),
        migrations.CreateModel(
            name="ImportBatch",
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
                    "source",
                    models.CharField(
                        choices=[
                            ("stockx", "StockX"),
                            ("awin", "Awin"),
                            ("alias", "Alias"),
                            ("notion", "Notion"),
                            ("catalog", "Catalog"),
                            ("prices", "Prices"),
                            ("rates", "Rates"),
                            ("manual", "Manual"),
                        ],
                        db_comment="Where the file comes from",
                        max_length=50,
                    ),
                ),
                ("total_records", models.IntegerField(db_comment="Rows read", db_default=0, default=0)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "Pending"),
                            ("processing", "Processing"),
                            ("completed", "Completed"),
                            ("failed", "Failed"),
                            ("cancelled", "taken back"),
                        ],
                        db_default="pending",
                        default="pending",
                        max_length=50,
                    ),
                ),
                ("completed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "source_file",
                    models.CharField(
                        blank=True, db_comment="Name of the file, without folders", max_length=255, null=True
                    ),
                ),
                (
                    "file_sha256",
                    soleflip.columns.FixedCharField(
                        blank=True,
                        db_comment="SHA-256 of the file's bytes, lower-case hex: one file is imported once",
                        max_length=64,
                        null=True,
                    ),
                ),
                (
                    "processed_records",
                    models.IntegerField(
                        db_comment="Rows that ended in data: they added something, or changed it",
                        db_default=0,
                        default=0,
                    ),
                ),
                (
                    "added_records",
                    models.IntegerField(
                        db_comment="Of the processed rows, those that brought something new", db_default=0, default=0
                    ),
                ),
                (
                    "skipped_records",
                    models.IntegerField(
                        db_comment="Rows with nothing to do: unchanged since the last import, or duplicates",
                        db_default=0,
                        default=0,
                    ),
                ),
                (
                    "duplicate_records",
                    models.IntegerField(
                        db_comment="Of the skipped rows, those whose key stands in the file before",
                        db_default=0,
                        default=0,
                    ),
                ),
                ("error_records", models.IntegerField(db_comment="Rows refused", db_default=0, default=0)),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                (
                    "error_message",
                    models.TextField(
                        blank=True, db_comment="Why the whole run failed, or what was taken back", null=True
                    ),
                ),
                (
                    "fetched",
                    models.JSONField(
                        blank=True,
                        db_comment="Of a feed that was fetched: SHA-256 of its address (which may hold a key), ETag, Last-Modified, and when it was asked for last and had nothing new (asked_at, UTC)",
                        null=True,
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        auto_now=True,
                        db_comment="When the row was changed last (UTC): whoever changes it by plain SQL sets it too",
                        db_default=soleflip.columns.TransactionTime(),
                    ),
                ),
                ("created_at", models.DateTimeField(db_default=soleflip.columns.TransactionTime(), editable=False)),
            ],
            options={
                "verbose_name": "import",
                "verbose_name_plural": "imports",
                "db_table": '"integration"."import_batches"',
                "db_table_comment": "One import run of one file or feed",
                "ordering": ["-created_at"],
                "indexes": [
                    soleflip.postgres.indexes.Index(
                        comment="The imports of one source, newest first",
                        fields=["source", "created_at"],
                        name="idx_import_batches_source_created_at",
                    ),
                    soleflip.postgres.indexes.Index(fields=["created_at"], name="idx_import_batches_created_at"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("source", models.TextField()),
                                ["stockx", "awin", "alias", "notion", "catalog", "prices", "rates", "manual"],
                            )
                        ),
                        name="chk_import_batches_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("status", models.TextField()),
                                ["pending", "processing", "completed", "failed", "cancelled"],
                            )
                        ),
                        name="chk_import_batches_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("file_sha256__regex", "^[0-9a-f]{64}$")),
                        name="chk_import_batches_file_sha256",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("total_records__gte", 0)), name="chk_import_batches_total_records"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("processed_records__gte", 0)), name="chk_import_batches_processed_records"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("error_records__gte", 0)), name="chk_import_batches_error_records"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("skipped_records__gte", 0)), name="chk_import_batches_skipped_records"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("added_records__gte", 0)), name="chk_import_batches_added_records"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("duplicate_records__gte", 0)), name="chk_import_batches_duplicate_records"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "completed"), _negated=True),
                            (
                                "total_records",
                                models.F("processed_records") + models.F("skipped_records") + models.F("error_records"),
                            ),
                            _connector="OR",
                        ),
                        name="chk_import_batches_every_row_accounted_for",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("added_records__lte", models.F("processed_records")),
                            ("duplicate_records__lte", models.F("skipped_records")),
                        ),
                        name="chk_import_batches_within_totals",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("completed_at__gte", models.F("started_at"))),
                        name="chk_import_batches_completed_at",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportChange",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "batch",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="integration.importbatch",
                    ),
                ),
                (
                    "table_name",
                    models.CharField(db_comment="With its schema, such as products.products", max_length=100),
                ),
                (
                    "row_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), db_comment="The rows, by their id", size=None
                    ),
                ),
                (
                    "fingerprints",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        db_comment="hash_record_extended(row, 0) of each row as the import left it: another one says that it was changed since",
                        size=None,
                    ),
                ),
                (
                    "images",
                    models.JSONField(
                        blank=True,
                        db_comment="Array of the rows as they were before; null: the import added them",
                        null=True,
                    ),
                ),
                ("created_at", models.DateTimeField(db_default=soleflip.columns.TransactionTime(), editable=False)),
            ],
            options={
                "verbose_name": "import change",
                "verbose_name_plural": "import changes",
                "db_table": '"integration"."import_changes"',
                "db_table_comment": "Some rows of a table that an import added, or changed: kept 30 days, for undo_import",
                "ordering": ["batch", "id"],
                "indexes": [
                    soleflip.postgres.indexes.Index(
                        comment="What an import did, in order",
                        fields=["batch", "id"],
                        name="idx_import_changes_batch_id_id",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("row_ids__len", models.F("fingerprints__len"))),
                        name="chk_import_changes_fingerprints",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRecord",
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
                    "batch",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="records",
                        to="integration.importbatch",
                    ),
                ),
                ("source_data", models.JSONField(db_comment="The row as read, personal data masked")),
                ("processed_data", models.JSONField(blank=True, db_comment="The row as understood", null=True)),
                ("validation_errors", models.JSONField(blank=True, db_comment="Reason by field", null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "Pending"),
                            ("processed", "Processed"),
                            ("skipped", "Skipped"),
                            ("error", "Error"),
                        ],
                        db_comment="skipped: unchanged or a duplicate",
                        db_default="pending",
                        default="pending",
                        max_length=50,
                    ),
                ),
                ("processing_started_at", models.DateTimeField(blank=True, null=True)),
                ("processing_completed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "error_message",
                    models.TextField(
                        blank=True,
                        db_comment="What became of the row, in a sentence: why it is an error, for one",
                        null=True,
                        verbose_name="remark",
                    ),
                ),
                (
                    "row_number",
                    models.IntegerField(db_comment="Number of the row in the file, the first below the header is 1"),
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
                "verbose_name": "import record",
                "verbose_name_plural": "import records",
                "db_table": '"integration"."import_records"',
                "db_table_comment": "One source row of a batch: as read, as understood, or why refused",
                "ordering": ["batch", "row_number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("batch", "row_number"), name="uq_import_records_batch_id_row_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("status", models.TextField()),
                                ["pending", "processed", "skipped", "error"],
                            )
                        ),
                        name="chk_import_records_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("row_number__gt", 0)), name="chk_import_records_row_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("processing_completed_at__gte", models.F("processing_started_at"))),
                        name="chk_import_records_processing_completed_at",
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
                        related_name="legacy_supplier_prices",
                        to="products.product",
                    ),
                ),
                ("source", models.CharField(db_comment="Where the price was seen", max_length=100)),
                ("supplier_name", models.CharField(db_comment="The shop as the source names it", max_length=100)),
                ("external_id", models.CharField(blank=True, max_length=255, null=True)),
                (
                    "buy_price",
                    models.DecimalField(db_comment="Price to buy at, in currency", decimal_places=2, max_digits=10),
                ),
                (
                    "currency",
                    models.CharField(
                        blank=True,
                        db_comment="ISO 4217, upper case",
                        db_default="EUR",
                        default="EUR",
                        max_length=3,
                        null=True,
                    ),
                ),
                (
                    "availability",
                    models.CharField(blank=True, db_comment="In the shop's words", max_length=50, null=True),
                ),
                ("stock_qty", models.IntegerField(blank=True, db_comment="Pieces, where the source says", null=True)),
                ("product_url", models.TextField(blank=True, null=True)),
                (
                    "last_updated",
                    models.DateTimeField(blank=True, db_default=soleflip.columns.TransactionTime(), null=True),
                ),
                ("raw_data", models.JSONField(blank=True, db_comment="The answer as received", null=True)),
                ("created_at", models.DateTimeField(db_default=soleflip.columns.TransactionTime(), editable=False)),
            ],
            options={
                "verbose_name": "legacy supplier price",
                "verbose_name_plural": "legacy supplier prices",
                "db_table": '"integration"."market_prices"',
                "db_table_comment": "LEGACY supplier prices, kept for migration into price_sources",
                "ordering": ["-last_updated"],
                "indexes": [
                    soleflip.postgres.indexes.Index(
                        comment="The cheapest supplier of a product",
                        fields=["product", "buy_price", "last_updated"],
                        name="idx_integration_market_prices_product_id_buy_price_last_updated",
                    ),
                    soleflip.postgres.indexes.Index(
                        fields=["buy_price"], name="idx_integration_market_prices_buy_price"
                    ),
                    soleflip.postgres.indexes.Index(fields=["source"], name="idx_integration_market_prices_source"),
                    soleflip.postgres.indexes.Index(
                        fields=["supplier_name"], name="idx_integration_market_prices_supplier_name"
                    ),
                    soleflip.postgres.indexes.Index(
                        fields=["last_updated"], name="idx_integration_market_prices_last_updated"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("currency__regex", "^[A-Z]{3}$")),
                        name="chk_integration_market_prices_currency",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("buy_price__gte", 0)), name="chk_integration_market_prices_buy_price"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stock_qty__gte", 0)), name="chk_integration_market_prices_stock_qty"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PriceSource",
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
                        related_name="price_sources",
                        to="products.product",
                    ),
                ),
                (
                    "size",
                    models.ForeignKey(
                        blank=True,
                        db_comment="The size that the price is for; null: the price is for every size of the product",
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="price_sources",
                        to="products.size",
                    ),
                ),
                (
                    "source_type",
                    soleflip.postgres.fields.EnumField(
                        choices=[
                            ("stockx", "StockX"),
                            ("awin", "Awin"),
                            ("ebay", "eBay"),
                            ("goat", "GOAT"),
                            ("klekt", "Klekt"),
                            ("restocks", "Restocks"),
                            ("stockxapi", "StockX API"),
                        ],
                        db_comment="Where the price comes from",
                        db_enum='"integration"."source_type_enum"',
                    ),
                ),
                (
                    "source_product_id",
                    models.CharField(db_comment="The id of the product (or offer) at the source", max_length=100),
                ),
                (
                    "source_name",
                    models.CharField(
                        blank=True, db_comment="The shop or marketplace in words", max_length=200, null=True
                    ),
                ),
                (
                    "price_type",
                    soleflip.postgres.fields.EnumField(
                        choices=[
                            ("resale", "Resale"),
                            ("retail", "Retail"),
                            ("auction", "Auction"),
                            ("wholesale", "Wholesale"),
                        ],
                        db_comment="retail: what we would pay; resale: what a marketplace brings; also auction and wholesale",
                        db_enum='"integration"."price_type_enum"',
                    ),
                ),
                ("price_cents", models.IntegerField(db_comment="The price in cents of currency")),
                (
                    "currency",
                    models.CharField(
                        db_comment="ISO 4217, upper case; prices of two currencies are never compared",
                        db_default="EUR",
                        default="EUR",
                        max_length=3,
                    ),
                ),
                (
                    "stock_quantity",
                    models.IntegerField(blank=True, db_comment="Pieces, where the source says", null=True),
                ),
                (
                    "in_stock",
                    models.BooleanField(
                        db_comment="False: the price is remembered but cannot be had", db_default=False, default=False
                    ),
                ),
                (
                    "condition",
                    soleflip.postgres.fields.EnumField(
                        blank=True,
                        choices=[
                            ("new", "New"),
                            ("like_new", "Like New"),
                            ("used_excellent", "Used Excellent"),
                            ("used_good", "Used Good"),
                            ("used_fair", "Used Fair"),
                            ("deadstock", "Deadstock"),
                        ],
                        db_comment="Condition of the pair",
                        db_default="new",
                        db_enum='"integration"."condition_enum"',
                        default="new",
                        null=True,
                    ),
                ),
                ("source_url", models.TextField(blank=True, null=True)),
                (
                    "affiliate_link",
                    models.TextField(blank=True, db_comment="The link that earns the commission", null=True),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        blank=True,
                        db_comment="The shop, once it is known as a row",
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="price_sources",
                        to="core.supplier",
                    ),
                ),
                (
                    "metadata",
                    models.JSONField(
                        blank=True, db_comment="Object with what the source says beyond our columns", null=True
                    ),
                ),
                (
                    "last_updated",
                    models.DateTimeField(
                        blank=True,
                        db_comment="When the source saw the price last (UTC), never in the future; null: unknown",
                        null=True,
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
                "verbose_name": "price",
                "verbose_name_plural": "prices",
                "db_table": '"integration"."price_sources"',
                "db_table_comment": "The current price of a product (and size) at one source: the unified price table",
                "ordering": ["product", "price_type", "price_cents"],
                "indexes": [
                    soleflip.postgres.indexes.Index(
                        comment="The arbitrage join: the retail and resale prices of one product",
                        fields=["product", "price_type"],
                        name="idx_price_sources_product_id_price_type",
                    ),
                    soleflip.postgres.indexes.Index(
                        fields=["created_at"], name="idx_price_sources_created_at", comment="The newest offers"
                    ),
                    soleflip.postgres.indexes.Index(
                        comment="An import looks up the row of an offer",
                        fields=["source_type", "source_product_id"],
                        name="idx_price_sources_source_type_source_product_id",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("size__isnull", False)),
                        fields=("product", "source_type", "source_product_id", "size"),
                        name="uq_price_source_with_size",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("size__isnull", True)),
                        fields=("product", "source_type", "source_product_id"),
                        name="uq_price_source_without_size",
                    ),
                    models.CheckConstraint(condition=models.Q(("price_cents__gte", 0)), name="chk_price_positive"),
                    models.CheckConstraint(condition=models.Q(("stock_quantity__gte", 0)), name="chk_stock_positive"),
                    models.CheckConstraint(
                        condition=models.Q(("currency__regex", "^[A-Z]{3}$")), name="chk_currency_valid"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last_updated__lte", soleflip.constraints.ClockTime())),
                        name="chk_last_updated_past",
                    ),
                ],
            },
        ),
        RunSQLFile(
            "partitions/integration.price_history.v1.sql",
            state_operations=[
                migrations.CreateModel(
                    name="PriceHistory",
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
                            "price_source",
                            models.ForeignKey(
                                db_comment="The price that changed",
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="history",
                                to="integration.pricesource",
                            ),
                        ),
                        (
                            "price_cents",
                            models.IntegerField(db_comment="The price from then on, in cents of the source's currency"),
                        ),
                        (
                            "in_stock",
                            models.BooleanField(
                                blank=True, db_comment="Whether it could be bought from then on", null=True
                            ),
                        ),
                        (
                            "stock_quantity",
                            models.IntegerField(
                                blank=True, db_comment="Pieces from then on, where the source says", null=True
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                db_comment="When the change was written (UTC); the partition key",
                                db_default=soleflip.columns.TransactionTime(),
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "price change",
                        "verbose_name_plural": "price history",
                        "db_table": '"integration"."price_history"',
                        "db_table_comment": "Every change of a price source",
                        "ordering": ["-recorded_at"],
                        "indexes": [
                            soleflip.postgres.indexes.Index(
                                comment="A source's prices over time",
                                fields=["price_source", "recorded_at"],
                                name="idx_integration_price_history_price_source_id_recorded_at",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("price_cents__gte", 0)),
                                name="chk_integration_price_history_price_cents",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("stock_quantity__gte", 0)),
                                name="chk_integration_price_history_stock_quantity",
                            ),
                        ],
                    },
                ),
            ],
        ),
        migrations.CreateModel(
            name="MatchQuestion",
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
                    "doubt",
                    models.CharField(
                        choices=[
                            ("several", "Several products have this code"),
                            ("brand", "The brand of one side is not known"),
                            ("codes", "GTIN, style code or brand disagree"),
                        ],
                        db_comment="Why it is a question",
                        max_length=20,
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        db_comment="GTIN or style code of the offers; the SKU of the GTIN if they disagree; a brand that is not known",
                        max_length=220,
                    ),
                ),
                (
                    "brand",
                    models.ForeignKey(
                        blank=True,
                        db_comment="The maker that the offers name; null: none that is known",
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="match_questions",
                        to="core.brand",
                    ),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        blank=True,
                        db_comment="The product that they are; null: not answered, or none",
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="answered_questions",
                        to="products.product",
                    ),
                ),
                (
                    "is_none",
                    models.BooleanField(
                        db_comment="Answered: they are none of the candidates", db_default=False, default=False
                    ),
                ),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, db_comment="When staff answered last (UTC)", null=True),
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
                "verbose_name": "match question",
                "verbose_name_plural": "match questions",
                "db_table": '"integration"."match_questions"',
                "db_table_comment": "Which product the offers with a code are, where that is not certain",
                "ordering": ["-created_at"],
                "indexes": [
                    soleflip.postgres.indexes.Index(
                        comment="The list, newest first", fields=["created_at"], name="idx_match_questions_created_at"
                    ),
                    soleflip.postgres.indexes.Index(fields=["brand"], name="idx_match_questions_brand_id"),
                    soleflip.postgres.indexes.Index(fields=["answer"], name="idx_match_questions_answer_id"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "doubt", "brand"),
                        name="uq_match_questions_code_doubt_brand_id",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.comparison.Cast("doubt", models.TextField()),
                                ["several", "brand", "codes"],
                            )
                        ),
                        name="chk_match_questions_doubt",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer", None), ("is_none", False), _connector="OR"),
                        name="chk_match_questions_is_none",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MatchCandidate",
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
                    "question",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="candidates",
                        to="integration.matchquestion",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="match_candidates",
                        to="products.product",
                    ),
                ),
            ],
            options={
                "verbose_name": "match candidate",
                "verbose_name_plural": "match candidates",
                "db_table": '"integration"."match_candidates"',
                "db_table_comment": "A product that the offers of a question may be",
                "ordering": ["question", "product"],
                "indexes": [
                    soleflip.postgres.indexes.Index(fields=["product"], name="idx_match_candidates_product_id")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("question", "product"), name="uq_match_candidates_question_id_product_id"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MatchQuestionOffer",
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
                    "question",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offers",
                        to="integration.matchquestion",
                    ),
                ),
                (
                    "awin_product",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="match_questions",
                        to="integration.awinproduct",
                    ),
                ),
            ],
            options={
                "verbose_name": "offer of a match question",
                "verbose_name_plural": "offers of match questions",
                "db_table": '"integration"."match_question_offers"',
                "db_table_comment": "An offer that a question is about",
                "ordering": ["question", "awin_product"],
                "indexes": [
                    soleflip.postgres.indexes.Index(fields=["question"], name="idx_match_question_offers_question_id")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("awin_product",), name="uq_match_question_offers_awin_product_id")
                ],
            },
        ),
        migrations.CreateModel(
            name="LatestPrice",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="products.product"
                    ),
                ),
                (
                    "size",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="products.size"
                    ),
                ),
                (
                    "source_type",
                    soleflip.postgres.fields.EnumField(
                        choices=[
                            ("stockx", "StockX"),
                            ("awin", "Awin"),
                            ("ebay", "eBay"),
                            ("goat", "GOAT"),
                            ("klekt", "Klekt"),
                            ("restocks", "Restocks"),
                            ("stockxapi", "StockX API"),
                        ],
                        db_enum='"integration"."source_type_enum"',
                    ),
                ),
                ("source_product_id", models.CharField(max_length=100)),
                ("source_name", models.CharField(max_length=200, null=True)),
                (
                    "price_type",
                    soleflip.postgres.fields.EnumField(
                        choices=[
                            ("resale", "Resale"),
                            ("retail", "Retail"),
                            ("auction", "Auction"),
                            ("wholesale", "Wholesale"),
                        ],
                        db_enum='"integration"."price_type_enum"',
                    ),
                ),
                ("price_cents", models.IntegerField()),
                ("currency", models.CharField(max_length=3)),
                ("stock_quantity", models.IntegerField(null=True)),
                ("in_stock", models.BooleanField()),
                (
                    "condition",
                    soleflip.postgres.fields.EnumField(
                        choices=[
                            ("new", "New"),
                            ("like_new", "Like New"),
                            ("used_excellent", "Used Excellent"),
                            ("used_good", "Used Good"),
                            ("used_fair", "Used Fair"),
                            ("deadstock", "Deadstock"),
                        ],
                        db_enum='"integration"."condition_enum"',
                        null=True,
                    ),
                ),
                ("source_url", models.TextField(null=True)),
                ("affiliate_link", models.TextField(null=True)),
                (
                    "supplier",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="core.supplier"
                    ),
                ),
                ("metadata", models.JSONField(blank=True, null=True)),
                ("last_updated", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                ("product_name", models.CharField(max_length=255)),
                ("product_sku", models.CharField(max_length=100)),
                ("product_ean", models.CharField(max_length=20, null=True)),
                ("brand_name", models.CharField(max_length=100, null=True)),
                ("supplier_name", models.CharField(max_length=100, null=True)),
            ],
            options={
                "verbose_name": "latest price",
                "verbose_name_plural": "latest prices",
                "db_table": '"integration"."latest_prices"',
                "ordering": ["product_name", "price_type", "price_cents"],
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="ProfitOpportunity",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "retail_price_source",
                        "resale_price_source",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="products.product"
                    ),
                ),
                ("product_name", models.CharField(max_length=255)),
                ("product_sku", models.CharField(max_length=100)),
                ("product_ean", models.CharField(max_length=20, null=True)),
                ("brand_name", models.CharField(max_length=100, null=True)),
                ("retail_size_value", models.CharField(max_length=20, null=True)),
                ("retail_size_region", models.CharField(max_length=10, null=True)),
                ("resale_size_value", models.CharField(max_length=20, null=True)),
                ("resale_size_region", models.CharField(max_length=10, null=True)),
                ("standardized_size", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                (
                    "retail_price_source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="integration.pricesource"
                    ),
                ),
                (
                    "retail_source",
                    soleflip.postgres.fields.EnumField(
                        choices=[
                            ("stockx", "StockX"),
                            ("awin", "Awin"),
                            ("ebay", "eBay"),
                            ("goat", "GOAT"),
                            ("klekt", "Klekt"),
                            ("restocks", "Restocks"),
                            ("stockxapi", "StockX API"),
                        ],
                        db_enum='"integration"."source_type_enum"',
                    ),
                ),
                ("retail_source_name", models.CharField(max_length=200, null=True)),
                ("retail_price_cents", models.IntegerField()),
                ("retail_price_eur", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                (
                    "retail_supplier",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="core.supplier"
                    ),
                ),
                ("retail_affiliate_link", models.TextField(null=True)),
                ("retail_stock_quantity", models.IntegerField(null=True)),
                (
                    "resale_price_source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="integration.pricesource"
                    ),
                ),
                (
                    "resale_source",
                    soleflip.postgres.fields.EnumField(
                        choices=[
                            ("stockx", "StockX"),
                            ("awin", "Awin"),
                            ("ebay", "eBay"),
                            ("goat", "GOAT"),
                            ("klekt", "Klekt"),
                            ("restocks", "Restocks"),
                            ("stockxapi", "StockX API"),
                        ],
                        db_enum='"integration"."source_type_enum"',
                    ),
                ),
                ("resale_source_name", models.CharField(max_length=200, null=True)),
                ("resale_price_cents", models.BigIntegerField()),
                ("resale_price_eur", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                ("profit_cents", models.BigIntegerField()),
                ("profit_eur", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                ("profit_percentage", models.DecimalField(blank=True, decimal_places=1, max_digits=20, null=True)),
                ("opportunity_score", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                ("currency", models.CharField(max_length=3)),
                ("fees_cents", models.BigIntegerField(blank=True, null=True)),
                ("net_profit_cents", models.BigIntegerField(blank=True, null=True)),
                ("net_profit_percentage", models.DecimalField(blank=True, decimal_places=1, max_digits=20, null=True)),
                ("net_profit_eur", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                ("resale_currency", models.CharField(max_length=3)),
                ("sale_price_cents", models.IntegerField()),
                ("seller_fee_cents", models.BigIntegerField(blank=True, null=True)),
                ("payment_fee_cents", models.BigIntegerField(blank=True, null=True)),
                ("fixed_fee_cents", models.BigIntegerField(blank=True, null=True)),
                ("shipping_cents", models.BigIntegerField(blank=True, null=True)),
                ("payout_cents", models.BigIntegerField(blank=True, null=True)),
                (
                    "platform_fee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pricing.platformfee",
                    ),
                ),
                ("exchange_rate", models.DecimalField(decimal_places=8, max_digits=20, null=True)),
                ("exchange_rate_date", models.DateField(null=True)),
            ],
            options={
                "verbose_name": "opportunity, computed anew",
                "verbose_name_plural": "opportunities, computed anew",
                "db_table": '"integration"."profit_opportunities_v2"',
                "ordering": [
                    models.OrderBy(models.F("net_profit_eur"), descending=True, nulls_last=True),
                    models.OrderBy(models.F("net_profit_cents"), descending=True, nulls_last=True),
                    "-profit_cents",
                ],
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="StaleProduct",
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
                    "product_id",
                    models.UUIDField(
                        blank=True,
                        db_comment="products.products.id, also of one that is deleted; null: all products",
                        null=True,
                    ),
                ),
                ("noted_at", models.DateTimeField(db_default=soleflip.columns.TransactionTime(), editable=False)),
            ],
            options={
                "verbose_name": "product to look at anew",
                "verbose_name_plural": "products to look at anew",
                "db_table": '"integration"."stale_products"',
                "db_table_comment": "Products whose prices changed since their opportunities were computed last",
            },
        ),
        migrations.CreateModel(
            name="OpportunityPair",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "product_id",
                        "retail_price_source_id",
                        "resale_price_source_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("product_id", models.UUIDField(db_comment="products.products.id")),
                ("retail_price_source_id", models.UUIDField(db_comment="integration.price_sources.id")),
                ("resale_price_source_id", models.UUIDField(db_comment="integration.price_sources.id")),
                (
                    "currency",
                    models.CharField(
                        db_comment="ISO 4217: the currency of the shop, and of all cents here", max_length=3
                    ),
                ),
                ("retail_price_cents", models.IntegerField(db_comment="What the shop asks")),
                ("resale_price_cents", models.BigIntegerField(db_comment="What the marketplace shows, in currency")),
                ("profit_cents", models.BigIntegerField(db_comment="Resale price less retail price, before fees")),
                (
                    "net_profit_cents",
                    models.BigIntegerField(
                        blank=True,
                        db_comment="What arrives less the retail price; null: the fees are not known",
                        null=True,
                    ),
                ),
                (
                    "retail_eur_cents",
                    models.BigIntegerField(
                        blank=True, db_comment="The retail price in cents of euro; null without a rate", null=True
                    ),
                ),
                (
                    "resale_eur_cents",
                    models.BigIntegerField(
                        blank=True, db_comment="The resale price in cents of euro; null without a rate", null=True
                    ),
                ),
                (
                    "net_profit_eur_cents",
                    models.BigIntegerField(
                        blank=True, db_comment="The net profit in cents of euro; null without a rate or fees", null=True
                    ),
                ),
            ],
            options={
                "verbose_name": "kept opportunity",
                "verbose_name_plural": "kept opportunities",
                "db_table": '"integration"."opportunity_pairs"',
                "db_table_comment": "The opportunities as they were found last, kept from the view opportunity_figures",
                "ordering": [
                    models.OrderBy(models.F("net_profit_eur_cents"), descending=True, nulls_last=True),
                    models.OrderBy(models.F("net_profit_cents"), descending=True, nulls_last=True),
                    "-profit_cents",
                ],
                "indexes": [
                    soleflip.postgres.indexes.Index(
                        models.OrderBy(
                            models.F("net_profit_eur_cents") * Decimal("0.01"), descending=True, nulls_last=True
                        ),
                        models.OrderBy(models.F("net_profit_cents"), descending=True, nulls_last=True),
                        models.OrderBy(models.F("profit_cents"), descending=True),
                        comment="The best opportunities",
                        name="idx_opportunity_pairs_highest",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Opportunity",
            fields=[
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="products.product"
                    ),
                ),
                ("product_name", models.CharField(max_length=255)),
                ("product_sku", models.CharField(max_length=100)),
                ("product_ean", models.CharField(max_length=20, null=True)),
                ("brand_name", models.CharField(max_length=100, null=True)),
                ("retail_size_value", models.CharField(max_length=20, null=True)),
                ("retail_size_region", models.CharField(max_length=10, null=True)),
                ("resale_size_value", models.CharField(max_length=20, null=True)),
                ("resale_size_region", models.CharField(max_length=10, null=True)),
                ("standardized_size", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                (
                    "retail_price_source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="integration.pricesource"
                    ),
                ),
                (
                    "retail_source",
                    soleflip.postgres.fields.EnumField(
                        choices=[
                            ("stockx", "StockX"),
                            ("awin", "Awin"),
                            ("ebay", "eBay"),
                            ("goat", "GOAT"),
                            ("klekt", "Klekt"),
                            ("restocks", "Restocks"),
                            ("stockxapi", "StockX API"),
                        ],
                        db_enum='"integration"."source_type_enum"',
                    ),
                ),
                ("retail_source_name", models.CharField(max_length=200, null=True)),
                ("retail_price_cents", models.IntegerField()),
                ("retail_price_eur", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                (
                    "retail_supplier",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="core.supplier"
                    ),
                ),
                ("retail_affiliate_link", models.TextField(null=True)),
                ("retail_stock_quantity", models.IntegerField(null=True)),
                (
                    "resale_price_source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="integration.pricesource"
                    ),
                ),
                (
                    "resale_source",
                    soleflip.postgres.fields.EnumField(
                        choices=[
                            ("stockx", "StockX"),
                            ("awin", "Awin"),
                            ("ebay", "eBay"),
                            ("goat", "GOAT"),
                            ("klekt", "Klekt"),
                            ("restocks", "Restocks"),
                            ("stockxapi", "StockX API"),
                        ],
                        db_enum='"integration"."source_type_enum"',
                    ),
                ),
                ("resale_source_name", models.CharField(max_length=200, null=True)),
                ("resale_price_cents", models.BigIntegerField()),
                ("resale_price_eur", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                ("profit_cents", models.BigIntegerField()),
                ("profit_eur", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                ("profit_percentage", models.DecimalField(blank=True, decimal_places=1, max_digits=20, null=True)),
                ("opportunity_score", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                ("currency", models.CharField(max_length=3)),
                ("fees_cents", models.BigIntegerField(blank=True, null=True)),
                ("net_profit_cents", models.BigIntegerField(blank=True, null=True)),
                ("net_profit_percentage", models.DecimalField(blank=True, decimal_places=1, max_digits=20, null=True)),
                ("net_profit_eur", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                ("resale_currency", models.CharField(max_length=3)),
                ("sale_price_cents", models.IntegerField()),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "retail_price_source",
                        "resale_price_source",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
            ],
            options={
                "verbose_name": "opportunity",
                "verbose_name_plural": "opportunities",
                "db_table": '"integration"."opportunities"',
                "ordering": [
                    models.OrderBy(models.F("net_profit_eur"), descending=True, nulls_last=True),
                    models.OrderBy(models.F("net_profit_cents"), descending=True, nulls_last=True),
                    "-profit_cents",
                ],
                "abstract": False,
                "managed": False,
            },
        ),
    ]
