"""Schema products with its tables, and public.sizes."""

import uuid
from decimal import Decimal

import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions
import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models

import soleflip.columns
import soleflip.postgres.fields
import soleflip.postgres.indexes
from soleflip.postgres.sql import RunSQLFile


class Migration(migrations.Migration):
    initial = True

    dependencies = [("core", "0001_initial")]

    operations = [
        RunSQLFile("schemas/products.v1.sql"),
        RunSQLFile("enums/products.inventory_status.v1.sql"),
        RunSQLFile("functions/products.is_gtin.v1.sql"),
        migrations.CreateModel(
            name="Product",
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
                ("sku", models.CharField(db_comment="Our own article number", max_length=100)),
                (
                    "brand",
                    models.ForeignKey(
                        blank=True,
                        db_comment="Null: the brand is not known, never guessed",
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="products",
                        to="core.brand",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="products",
                        to="core.category",
                    ),
                ),
                ("name", models.CharField(max_length=255)),
                ("description", models.TextField(blank=True, null=True)),
                (
                    "retail_price",
                    models.DecimalField(
                        blank=True,
                        db_comment="List price at release, in EUR",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                (
                    "avg_resale_price",
                    models.DecimalField(
                        blank=True,
                        db_comment="Mean of recent resales, in EUR",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                ("release_date", models.DateTimeField(blank=True, db_comment="When it was released (UTC)", null=True)),
                (
                    "stockx_product_id",
                    models.CharField(blank=True, db_comment="StockX's id of the style", max_length=100, null=True),
                ),
                (
                    "style_code",
                    models.CharField(
                        blank=True, db_comment="The maker's code, such as DZ5485-612", max_length=200, null=True
                    ),
                ),
                (
                    "enrichment_data",
                    models.JSONField(blank=True, db_comment="What StockX answered, as received", null=True),
                ),
                (
                    "lowest_ask",
                    models.DecimalField(
                        blank=True,
                        db_comment="Lowest ask of any size on StockX, in EUR",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                (
                    "highest_bid",
                    models.DecimalField(
                        blank=True,
                        db_comment="Highest bid of any size on StockX, in EUR",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                (
                    "recommended_sell_faster",
                    models.DecimalField(
                        blank=True,
                        db_comment="StockX's advice for a quick sale, in EUR",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                (
                    "recommended_earn_more",
                    models.DecimalField(
                        blank=True,
                        db_comment="StockX's advice for a higher payout, in EUR",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                (
                    "last_enriched_at",
                    models.DateTimeField(blank=True, db_comment="When StockX was asked last (UTC)", null=True),
                ),
                (
                    "ean",
                    models.CharField(
                        blank=True,
                        db_comment="EAN-13 where one code stands for the whole style",
                        max_length=20,
                        null=True,
                    ),
                ),
                (
                    "gtin",
                    models.CharField(
                        blank=True,
                        db_comment="GTIN-8, -12 or -14 where one code stands for the whole style",
                        max_length=20,
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
                "verbose_name": "product",
                "verbose_name_plural": "products",
                "db_table": '"products"."products"',
                "db_table_comment": "A style (not a pair): catalog facts, StockX enrichment, market summary",
                "ordering": ["name"],
                "indexes": [
                    soleflip.postgres.indexes.Index(
                        fields=["name"], name="idx_products_name", comment="The list of products by name"
                    ),
                    soleflip.postgres.indexes.Index(fields=["brand"], name="idx_products_brand_id"),
                    soleflip.postgres.indexes.Index(fields=["category"], name="idx_products_category_id"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("sku",), name="uq_products_sku"),
                    models.CheckConstraint(
                        condition=models.Q(("retail_price__gte", 0)), name="chk_products_retail_price_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("avg_resale_price__gte", 0)), name="chk_products_avg_resale_price"
                    ),
                    models.CheckConstraint(condition=models.Q(("lowest_ask__gte", 0)), name="chk_products_lowest_ask"),
                    models.CheckConstraint(
                        condition=models.Q(("highest_bid__gte", 0)), name="chk_products_highest_bid"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("recommended_sell_faster__gte", 0)),
                        name="chk_products_recommended_sell_faster",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("recommended_earn_more__gte", 0)), name="chk_products_recommended_earn_more"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Size",
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
                    "category",
                    models.ForeignKey(
                        blank=True,
                        db_comment="The category the label is used in; null: any",
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="sizes",
                        to="core.category",
                    ),
                ),
                ("value", models.CharField(db_comment="The label as printed, such as 9, 42.5 or XL", max_length=20)),
                (
                    "standardized_value",
                    models.DecimalField(
                        blank=True,
                        db_comment="The EU size of the label, thirds as .33 and .67; null where the chart has no answer or two",
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                    ),
                ),
                (
                    "region",
                    models.CharField(
                        choices=[
                            ("US", "US"),
                            ("UK", "UK"),
                            ("EU", "EU"),
                            ("JP", "JP"),
                            ("KR", "KR"),
                            ("CM", "CM"),
                            ("ONE", "One size"),
                            ("INT", "International"),
                            ("unknown", "Not yet known"),
                        ],
                        db_comment="Whose scale the label is on; ONE: one size fits all; INT: letters; unknown: as in a sales report",
                        max_length=10,
                    ),
                ),
                (
                    "brand",
                    models.ForeignKey(
                        blank=True,
                        db_comment="The brand whose chart this is; null: the general chart",
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sizes",
                        to="core.brand",
                    ),
                ),
                (
                    "gender",
                    models.CharField(
                        choices=[
                            ("men", "Men"),
                            ("women", "Women"),
                            ("youth", "Youth"),
                            ("infant", "Infant"),
                            ("unisex", "Unisex"),
                        ],
                        db_comment="US 9 of men and US 9 of women are different shoes",
                        db_default="unisex",
                        default="unisex",
                        max_length=10,
                    ),
                ),
                (
                    "chart_source",
                    models.CharField(
                        blank=True,
                        db_comment="The chart that the EU size is from; null: from none",
                        max_length=200,
                        null=True,
                    ),
                ),
                (
                    "chart_date",
                    models.DateField(blank=True, db_comment="As of when the chart holds", null=True),
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
                "verbose_name": "size",
                "verbose_name_plural": "sizes",
                "db_table": '"public"."sizes"',
                "db_table_comment": "One size label of one region, with its standardized EU value; stays in public for older clients",
                "ordering": ["region", "gender", "standardized_value", "value"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("category", "brand", "gender", "region", "value"),
                        name="uq_sizes_category_id_brand_id_gender_region_value",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("region", models.TextField()),
                                ["US", "UK", "EU", "JP", "KR", "CM", "ONE", "INT", "unknown"],
                            )
                        ),
                        name="chk_sizes_region",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("gender", models.TextField()),
                                ["men", "women", "youth", "infant", "unisex"],
                            )
                        ),
                        name="chk_sizes_gender",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("standardized_value__gt", 0)), name="chk_sizes_standardized_value"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("standardized_value", None),
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("region", models.TextField()),
                                ["US", "UK", "EU", "JP", "KR", "CM"],
                            ),
                            _connector="OR",
                        ),
                        name="chk_sizes_standardized_value_region",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InventoryItem",
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
                        related_name="inventory",
                        to="products.product",
                    ),
                ),
                (
                    "size",
                    models.ForeignKey(
                        db_comment="The size of every pair of this lot",
                        db_index=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="inventory",
                        to="products.size",
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        blank=True,
                        db_comment="Where it was bought, once the supplier is known as a row",
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="inventory",
                        to="core.supplier",
                    ),
                ),
                ("quantity", models.IntegerField(db_comment="Pairs in this lot")),
                (
                    "purchase_price",
                    models.DecimalField(
                        blank=True,
                        db_comment="Cost of one pair without VAT (net), in EUR",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                (
                    "purchase_date",
                    models.DateTimeField(
                        blank=True, db_comment="When it was bought (UTC): shelf life begins here", null=True
                    ),
                ),
                (
                    "legacy_supplier",
                    models.CharField(
                        blank=True,
                        db_column="supplier",
                        db_comment="Legacy free text; supplier_id is newer",
                        max_length=100,
                        null=True,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("in_stock", "In Stock"),
                            ("listed", "Listed"),
                            ("reserved", "Reserved"),
                            ("sold", "Sold"),
                            ("returned", "Returned"),
                            ("error", "Error"),
                        ],
                        max_length=50,
                    ),
                ),
                ("notes", models.TextField(blank=True, null=True)),
                ("delivery_date", models.DateTimeField(blank=True, db_comment="When it arrived (UTC)", null=True)),
                (
                    "gross_purchase_price",
                    models.DecimalField(
                        blank=True,
                        db_comment="Cost of one pair with VAT, in EUR",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                (
                    "vat_amount",
                    models.DecimalField(
                        blank=True,
                        db_comment="VAT in the gross price, in EUR",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                (
                    "vat_rate",
                    models.DecimalField(
                        blank=True,
                        db_comment="VAT rate of the purchase, in percent (0 to 100)",
                        db_default=Decimal("19.00"),
                        decimal_places=2,
                        default=Decimal("19.00"),
                        max_digits=5,
                        null=True,
                    ),
                ),
                (
                    "shelf_life_days",
                    models.IntegerField(
                        blank=True,
                        db_comment="Whole days from purchase until the sale, or now; null without purchase date. Kept by a trigger",
                        null=True,
                    ),
                ),
                (
                    "profit_per_shelf_day",
                    models.DecimalField(
                        blank=True,
                        db_comment="Profit in EUR per day on the shelf (at least one day); null until sold. Kept by a trigger",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                (
                    "roi_percentage",
                    models.DecimalField(
                        blank=True,
                        db_comment="Profit in percent of the purchase price; null until sold. Kept by a trigger",
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                    ),
                ),
                ("location", models.CharField(blank=True, db_comment="Where the box stands", max_length=50, null=True)),
                (
                    "listed_stockx",
                    models.BooleanField(
                        blank=True, db_comment="Offered on StockX now", db_default=False, default=False, null=True
                    ),
                ),
                (
                    "listed_alias",
                    models.BooleanField(
                        blank=True, db_comment="Offered on Alias now", db_default=False, default=False, null=True
                    ),
                ),
                (
                    "listed_local",
                    models.BooleanField(
                        blank=True,
                        db_comment="Offered in local classifieds now",
                        db_default=False,
                        default=False,
                        null=True,
                    ),
                ),
                (
                    "detailed_status",
                    soleflip.postgres.fields.EnumField(
                        blank=True,
                        choices=[
                            ("incoming", "Incoming"),
                            ("available", "Available"),
                            ("consigned", "Consigned"),
                            ("need_shipping", "Need Shipping"),
                            ("packed", "Packed"),
                            ("outgoing", "Outgoing"),
                            ("sale_completed", "Sale Completed"),
                            ("cancelled", "Cancelled"),
                        ],
                        db_comment="Where the pair is between purchase and payout; finer than status",
                        db_enum='"products"."inventory_status"',
                        null=True,
                    ),
                ),
                (
                    "external_ids",
                    models.JSONField(
                        blank=True, db_comment="Object of ids in other systems, searched by containment", null=True
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
                "verbose_name": "inventory item",
                "verbose_name_plural": "inventory",
                "db_table": '"products"."inventory"',
                "db_table_comment": "Pairs of one product in one size bought together: cost, VAT, where listed, shelf life, ROI",
                "ordering": ["-created_at"],
                "indexes": [
                    soleflip.postgres.indexes.Index(
                        comment="Is this shoe in this size in stock?",
                        fields=["product", "size", "status"],
                        name="idx_inventory_product_size_status",
                    ),
                    soleflip.postgres.indexes.Index(fields=["size"], name="idx_inventory_size_id"),
                    soleflip.postgres.indexes.Index(
                        comment="The stock list: one status, newest first",
                        fields=["status", "created_at"],
                        name="idx_inventory_status_created_at",
                    ),
                    soleflip.postgres.indexes.Index(fields=["created_at"], name="idx_inventory_created_at"),
                    soleflip.postgres.indexes.Index(
                        comment="Which pairs lie longest?", fields=["purchase_date"], name="idx_inventory_purchase_date"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("status", models.TextField()),
                                ["in_stock", "listed", "reserved", "sold", "returned", "error"],
                            )
                        ),
                        name="chk_inventory_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gte", 0)), name="chk_inventory_quantity_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("purchase_price__gte", 0)), name="chk_inventory_purchase_price_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("gross_purchase_price__gte", 0)), name="chk_inventory_gross_purchase_price"
                    ),
                    models.CheckConstraint(condition=models.Q(("vat_amount__gte", 0)), name="chk_inventory_vat_amount"),
                    models.CheckConstraint(
                        condition=models.Q(("vat_rate__gte", 0), ("vat_rate__lte", 100)), name="chk_inventory_vat_rate"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProductGTIN",
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
                        related_name="gtins",
                        to="products.product",
                    ),
                ),
                (
                    "size",
                    models.ForeignKey(
                        blank=True,
                        db_comment="The size that the code is on; null: it is not known, or the code is on all",
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="gtins",
                        to="products.size",
                    ),
                ),
                (
                    "gtin",
                    models.CharField(
                        db_comment="GTIN-8, -12, -13 or -14; leading zeros do not tell two apart", max_length=14
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True, db_comment="Who says so, such as a shop's feed", max_length=200, null=True
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
                "verbose_name": "GTIN",
                "verbose_name_plural": "GTINs",
                "db_table": '"products"."product_gtins"',
                "db_table_comment": "A trade item number (EAN, UPC) of a product, mostly of one of its sizes",
                "ordering": ["gtin"],
                "indexes": [
                    soleflip.postgres.indexes.Index(fields=["product"], name="idx_product_gtins_product_id"),
                    soleflip.postgres.indexes.Index(fields=["size"], name="idx_product_gtins_size_id"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.LPad("gtin", 14, models.Value("0")),
                        name="uq_product_gtins_gtin",
                        violation_error_message="This GTIN is known already: a code is on one product only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Func("gtin", function="products.is_gtin", output_field=models.BooleanField())
                        ),
                        name="chk_product_gtins_gtin",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProductStyleCode",
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
                        related_name="style_codes",
                        to="products.product",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        db_comment="Normalised: upper case, with one dash where parts are separated: DZ5485-612",
                        max_length=100,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True, db_comment="Who says so, such as a shop's feed", max_length=200, null=True
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
                "verbose_name": "style code",
                "verbose_name_plural": "style codes",
                "db_table": '"products"."product_style_codes"',
                "db_table_comment": "A style code of a product beside the one in products.style_code: makers and shops use several for one shoe",
                "ordering": ["code"],
                "indexes": [
                    soleflip.postgres.indexes.Index(fields=["product"], name="idx_product_style_codes_product_id")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("code", "product"), name="uq_product_style_codes_code_product_id"),
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[A-Z0-9]+(-[A-Z0-9]+)*$")),
                        name="chk_product_style_codes_code",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StaleStockDay",
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
                    models.DateField(
                        blank=True,
                        db_comment="The day of the purchase (UTC); 9999-12-31: those that are not known too; null: all days",
                        null=True,
                    ),
                ),
                ("noted_at", models.DateTimeField(db_default=soleflip.columns.TransactionTime(), editable=False)),
            ],
            options={
                "verbose_name": "stock to add up anew",
                "verbose_name_plural": "stock to add up anew",
                "db_table": '"products"."stale_stock_days"',
                "db_table_comment": "Days of purchase whose stock changed since it was added up last",
            },
        ),
        migrations.CreateModel(
            name="StockDay",
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
                    models.DateField(
                        blank=True, db_comment="The day of the purchase (UTC); null: not known", null=True
                    ),
                ),
                (
                    "status",
                    models.CharField(db_comment="That of the lots: one of those that are in stock", max_length=50),
                ),
                ("lots", models.IntegerField(db_comment="Lots with pairs that are there")),
                ("pairs", models.BigIntegerField(db_comment="Pairs in these lots")),
                (
                    "cost",
                    models.DecimalField(
                        db_comment="Cost of the pairs without VAT, in EUR, but for the unpriced ones",
                        decimal_places=2,
                        max_digits=30,
                    ),
                ),
                ("unpriced", models.BigIntegerField(db_comment="Pairs whose cost is not known")),
            ],
            options={
                "verbose_name": "stock of a day",
                "verbose_name_plural": "stock by day",
                "db_table": '"products"."stock_days"',
                "db_table_comment": "What is in stock by the day of its purchase and status, kept from products.inventory",
                "ordering": ["-day"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("day", "status"), name="uq_stock_days_day_status", nulls_distinct=False
                    )
                ],
            },
        ),
    ]
