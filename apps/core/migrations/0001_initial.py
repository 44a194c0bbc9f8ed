"""Schema core with its tables: brands, categories, platforms, suppliers."""

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

    dependencies = []

    operations = [
        RunSQLFile("extensions/public.pg_trgm.v1.sql"),
        RunSQLFile("schemas/core.v1.sql"),
        migrations.CreateModel(
            name="Supplier",
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
                    "slug",
                    models.SlugField(
                        db_comment="Stable name in addresses and imports: lower case with dashes",
                        db_index=False,
                        max_length=100,
                    ),
                ),
                (
                    "display_name",
                    models.CharField(
                        blank=True, db_comment="The name as shown; null: the name itself", max_length=150, null=True
                    ),
                ),
                (
                    "supplier_type",
                    models.CharField(
                        choices=[
                            ("online", "Online"),
                            ("retail", "Retail"),
                            ("retailer", "Retailer"),
                            ("brand", "Brand"),
                            ("wholesaler", "Wholesaler"),
                            ("manufacturer", "Manufacturer"),
                            ("individual", "Individual"),
                            ("consignment", "Consignment"),
                            ("dropshipper", "Dropshipper"),
                        ],
                        db_comment="How it trades",
                        max_length=50,
                    ),
                ),
                (
                    "business_size",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("micro", "Micro"),
                            ("small", "Small"),
                            ("medium", "Medium"),
                            ("large", "Large"),
                            ("enterprise", "Enterprise"),
                        ],
                        max_length=30,
                        null=True,
                    ),
                ),
                ("contact_person", models.CharField(blank=True, db_comment="Personal data", max_length=100, null=True)),
                ("email", models.EmailField(blank=True, max_length=100, null=True)),
                ("phone", models.CharField(blank=True, max_length=50, null=True)),
                ("website", models.CharField(blank=True, max_length=200, null=True)),
                ("address_line1", models.CharField(blank=True, max_length=200, null=True)),
                ("address_line2", models.CharField(blank=True, max_length=200, null=True)),
                ("city", models.CharField(blank=True, max_length=100, null=True)),
                ("state_province", models.CharField(blank=True, max_length=100, null=True)),
                ("postal_code", models.CharField(blank=True, max_length=20, null=True)),
                (
                    "country",
                    models.CharField(
                        blank=True, db_comment="Country name as the supplier writes it", max_length=50, null=True
                    ),
                ),
                ("tax_id", models.CharField(blank=True, db_comment="National tax number", max_length=50, null=True)),
                (
                    "vat_number",
                    models.CharField(
                        blank=True,
                        db_comment="VAT identification number, with country prefix",
                        max_length=50,
                        null=True,
                    ),
                ),
                (
                    "business_registration",
                    models.CharField(
                        blank=True, db_comment="Number in the commercial register", max_length=100, null=True
                    ),
                ),
                (
                    "return_policy_days",
                    models.IntegerField(blank=True, db_comment="Days within which goods can be sent back", null=True),
                ),
                (
                    "return_policy_text",
                    models.TextField(blank=True, db_comment="The policy in the supplier's words", null=True),
                ),
                (
                    "return_conditions",
                    models.CharField(
                        blank=True,
                        db_comment="Conditions in short, such as unworn or with box",
                        max_length=500,
                        null=True,
                    ),
                ),
                ("accepts_exchanges", models.BooleanField(blank=True, null=True)),
                (
                    "restocking_fee_percent",
                    models.DecimalField(
                        blank=True,
                        db_comment="Part of the price that is kept on a return, in percent (0 to 100)",
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                    ),
                ),
                ("payment_terms", models.CharField(blank=True, db_comment="Such as net 30", max_length=100, null=True)),
                (
                    "credit_limit",
                    models.DecimalField(
                        blank=True,
                        db_comment="How much may be owed at once, in EUR",
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                    ),
                ),
                (
                    "discount_percent",
                    models.DecimalField(
                        blank=True,
                        db_comment="Standing discount on the list price, in percent (0 to 100)",
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                    ),
                ),
                (
                    "minimum_order_amount",
                    models.DecimalField(
                        blank=True,
                        db_comment="Smallest order taken, in EUR",
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                    ),
                ),
                (
                    "rating",
                    models.DecimalField(
                        blank=True,
                        db_comment="Our rating, 0 (worst) to 5 (best)",
                        decimal_places=2,
                        max_digits=3,
                        null=True,
                    ),
                ),
                (
                    "reliability_score",
                    models.IntegerField(
                        blank=True, db_comment="Whether it delivers what it promised, 0 to 100", null=True
                    ),
                ),
                (
                    "quality_score",
                    models.IntegerField(blank=True, db_comment="Condition of what arrives, 0 to 100", null=True),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("active", "Active"),
                            ("inactive", "Inactive"),
                            ("suspended", "Suspended"),
                            ("pending_approval", "Pending Approval"),
                            ("closed", "Closed"),
                        ],
                        max_length=20,
                    ),
                ),
                ("preferred", models.BooleanField(blank=True, db_comment="Shown first when buying", null=True)),
                (
                    "verified",
                    models.BooleanField(
                        blank=True, db_comment="Somebody has checked that the company exists", null=True
                    ),
                ),
                (
                    "average_processing_days",
                    models.IntegerField(blank=True, db_comment="Days from order to dispatch", null=True),
                ),
                ("ships_internationally", models.BooleanField(blank=True, null=True)),
                ("accepts_returns_by_mail", models.BooleanField(blank=True, null=True)),
                ("provides_authenticity_guarantee", models.BooleanField(blank=True, null=True)),
                ("has_api", models.BooleanField(blank=True, null=True)),
                ("api_endpoint", models.CharField(blank=True, max_length=200, null=True)),
                (
                    "api_key_encrypted",
                    soleflip.postgres.fields.EncryptedTextField(
                        blank=True,
                        db_comment="The key of the supplier's API, encrypted by the application (Fernet)",
                        null=True,
                    ),
                ),
                ("total_orders_count", models.IntegerField(blank=True, db_comment="Orders placed so far", null=True)),
                (
                    "total_order_value",
                    models.DecimalField(
                        blank=True, db_comment="Sum of all orders, in EUR", decimal_places=2, max_digits=12, null=True
                    ),
                ),
                (
                    "average_order_value",
                    models.DecimalField(
                        blank=True, db_comment="Mean order, in EUR", decimal_places=2, max_digits=10, null=True
                    ),
                ),
                (
                    "last_order_date",
                    models.DateTimeField(blank=True, db_comment="When we ordered last (UTC)", null=True),
                ),
                ("founded_year", models.IntegerField(blank=True, null=True)),
                ("founder_name", models.CharField(blank=True, max_length=200, null=True)),
                ("instagram_handle", models.CharField(blank=True, max_length=100, null=True)),
                ("instagram_url", models.CharField(blank=True, max_length=255, null=True)),
                ("facebook_url", models.CharField(blank=True, max_length=255, null=True)),
                ("twitter_handle", models.CharField(blank=True, max_length=100, null=True)),
                ("logo_url", models.CharField(blank=True, max_length=500, null=True)),
                ("supplier_story", models.TextField(blank=True, null=True)),
                (
                    "closure_date",
                    models.DateField(blank=True, db_comment="The day on which the supplier closed", null=True),
                ),
                ("closure_reason", models.TextField(blank=True, null=True)),
                (
                    "supplier_category",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sneaker_retailers", "Sneaker Retailers"),
                            ("general_retail", "General Retail"),
                            ("luxury_fashion", "Luxury Fashion"),
                            ("direct_brands", "Direct Brands"),
                            ("specialty_stores", "Specialty Stores"),
                        ],
                        db_comment="What it trades in",
                        max_length=50,
                        null=True,
                    ),
                ),
                (
                    "vat_rate",
                    models.DecimalField(
                        blank=True,
                        db_comment="VAT rate on its invoices, in percent (0 to 100)",
                        decimal_places=2,
                        max_digits=4,
                        null=True,
                    ),
                ),
                (
                    "return_policy",
                    models.TextField(
                        blank=True,
                        db_comment="Legacy free text; return_policy_days and return_policy_text are newer",
                        null=True,
                    ),
                ),
                (
                    "default_email",
                    models.EmailField(
                        blank=True, db_comment="Where orders go when no person is named", max_length=255, null=True
                    ),
                ),
                ("notes", models.TextField(blank=True, null=True)),
                ("internal_notes", models.TextField(blank=True, db_comment="Never shown to the supplier", null=True)),
                (
                    "tags",
                    models.JSONField(blank=True, db_comment="Array of free labels, searched by containment", null=True),
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
                "verbose_name": "supplier",
                "verbose_name_plural": "suppliers",
                "db_table": '"core"."suppliers"',
                "db_table_comment": "A shop, brand or person we buy from: contacts, terms, ratings, return policy, story",
                "ordering": ["name"],
                "indexes": [
                    soleflip.postgres.indexes.Index(fields=["name"], name="idx_suppliers_name"),
                    soleflip.postgres.indexes.Index(
                        comment="The list of active suppliers",
                        fields=["status", "name"],
                        name="idx_suppliers_status_name",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("slug",), name="uq_suppliers_slug"),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("supplier_type", models.TextField()),
                                [
                                    "online",
                                    "retail",
                                    "retailer",
                                    "brand",
                                    "wholesaler",
                                    "manufacturer",
                                    "individual",
                                    "consignment",
                                    "dropshipper",
                                ],
                            )
                        ),
                        name="chk_suppliers_supplier_type",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("business_size", models.TextField()),
                                ["micro", "small", "medium", "large", "enterprise"],
                            )
                        ),
                        name="chk_suppliers_business_size",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("supplier_category", models.TextField()),
                                [
                                    "sneaker_retailers",
                                    "general_retail",
                                    "luxury_fashion",
                                    "direct_brands",
                                    "specialty_stores",
                                ],
                            )
                        ),
                        name="chk_suppliers_supplier_category",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("status", models.TextField()),
                                ["active", "inactive", "suspended", "pending_approval", "closed"],
                            )
                        ),
                        name="chk_suppliers_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("restocking_fee_percent__gte", 0), ("restocking_fee_percent__lte", 100)),
                        name="chk_suppliers_restocking_fee_percent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("discount_percent__gte", 0), ("discount_percent__lte", 100)),
                        name="chk_suppliers_discount_percent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("vat_rate__gte", 0), ("vat_rate__lte", 100)), name="chk_suppliers_vat_rate"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rating__gte", 0), ("rating__lte", 5)), name="chk_suppliers_rating"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reliability_score__gte", 0), ("reliability_score__lte", 100)),
                        name="chk_suppliers_reliability_score",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quality_score__gte", 0), ("quality_score__lte", 100)),
                        name="chk_suppliers_quality_score",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("return_policy_days__gte", 0)), name="chk_suppliers_return_policy_days"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("credit_limit__gte", 0)), name="chk_suppliers_credit_limit"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minimum_order_amount__gte", 0)), name="chk_suppliers_minimum_order_amount"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("average_processing_days__gte", 0)),
                        name="chk_suppliers_average_processing_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("total_orders_count__gte", 0)), name="chk_suppliers_total_orders_count"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("total_order_value__gte", 0)), name="chk_suppliers_total_order_value"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("average_order_value__gte", 0)), name="chk_suppliers_average_order_value"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupplierAccount",
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
                    "supplier",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="accounts",
                        to="core.supplier",
                    ),
                ),
                (
                    "email",
                    models.EmailField(db_comment="The login name at the supplier: personal data", max_length=150),
                ),
                ("first_name", models.CharField(blank=True, max_length=100, null=True)),
                ("last_name", models.CharField(blank=True, max_length=100, null=True)),
                ("address_line_1", models.CharField(blank=True, max_length=200, null=True)),
                ("address_line_2", models.CharField(blank=True, max_length=200, null=True)),
                ("city", models.CharField(blank=True, max_length=100, null=True)),
                (
                    "country_code",
                    models.CharField(blank=True, db_comment="ISO 3166-1 alpha-2, upper case", max_length=2, null=True),
                ),
                ("zip_code", models.CharField(blank=True, max_length=20, null=True)),
                (
                    "state_code",
                    models.CharField(
                        blank=True,
                        db_comment="State or province code, where the country has them",
                        max_length=10,
                        null=True,
                    ),
                ),
                ("phone_number", models.CharField(blank=True, max_length=20, null=True)),
                (
                    "payment_provider",
                    models.CharField(
                        blank=True, db_comment="Who keeps the card, such as stripe or paypal", max_length=50, null=True
                    ),
                ),
                (
                    "payment_method_token",
                    models.CharField(
                        blank=True,
                        db_comment="The payment provider's token. Never a card number: the database refuses what looks like one",
                        max_length=255,
                        null=True,
                    ),
                ),
                (
                    "payment_method_last4",
                    models.CharField(
                        blank=True, db_comment="The last four digits, to tell cards apart", max_length=4, null=True
                    ),
                ),
                (
                    "payment_method_brand",
                    models.CharField(blank=True, db_comment="Visa, Mastercard and so on", max_length=20, null=True),
                ),
                (
                    "expiry_month",
                    models.IntegerField(blank=True, db_comment="Month in which the card expires, 1 to 12", null=True),
                ),
                (
                    "expiry_year",
                    models.IntegerField(
                        blank=True, db_comment="Year in which the card expires, four digits", null=True
                    ),
                ),
                (
                    "browser_preference",
                    models.CharField(
                        blank=True, db_comment="The browser that this account is used with", max_length=50, null=True
                    ),
                ),
                (
                    "list_name",
                    models.CharField(
                        blank=True,
                        db_comment="The list of accounts that this one belongs to",
                        max_length=100,
                        null=True,
                    ),
                ),
                (
                    "account_status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("active", "Active"),
                            ("inactive", "Inactive"),
                            ("suspended", "Suspended"),
                            ("blocked", "Blocked"),
                        ],
                        db_comment="blocked: by the supplier; suspended: by us",
                        db_default="active",
                        default="active",
                        max_length=30,
                        null=True,
                    ),
                ),
                (
                    "is_verified",
                    models.BooleanField(
                        blank=True,
                        db_comment="True once a login has worked",
                        db_default=False,
                        default=False,
                        null=True,
                    ),
                ),
                ("last_used_at", models.DateTimeField(blank=True, db_comment="Last purchase attempt (UTC)", null=True)),
                (
                    "total_purchases",
                    models.IntegerField(
                        blank=True, db_comment="Successful purchases so far", db_default=0, default=0, null=True
                    ),
                ),
                (
                    "total_spent",
                    models.DecimalField(
                        blank=True,
                        db_comment="Sum of the successful purchases, in EUR",
                        db_default=Decimal("0"),
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=12,
                        null=True,
                    ),
                ),
                (
                    "success_rate",
                    models.DecimalField(
                        blank=True,
                        db_comment="Share of attempts that succeeded, in percent (0 to 100)",
                        db_default=Decimal("0"),
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=5,
                        null=True,
                    ),
                ),
                (
                    "average_order_value",
                    models.DecimalField(
                        blank=True,
                        db_comment="Mean of the successful purchases, in EUR",
                        db_default=Decimal("0"),
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=10,
                        null=True,
                    ),
                ),
                ("notes", models.TextField(blank=True, null=True)),
                (
                    "password_encrypted",
                    soleflip.postgres.fields.EncryptedTextField(
                        blank=True,
                        db_comment="The password at the supplier, encrypted by the application (Fernet)",
                        null=True,
                    ),
                ),
                (
                    "proxy_config_encrypted",
                    soleflip.postgres.fields.EncryptedTextField(
                        blank=True,
                        db_comment="Proxy address and credentials, encrypted by the application (Fernet)",
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
                "verbose_name": "supplier account",
                "verbose_name_plural": "supplier accounts",
                "db_table": '"core"."supplier_accounts"',
                "db_table_comment": "A login of ours at a supplier; payment only as provider token and last four digits",
                "ordering": ["supplier", "email"],
                "indexes": [
                    soleflip.postgres.indexes.Index(fields=["email"], name="idx_supplier_accounts_email"),
                    soleflip.postgres.indexes.Index(
                        comment="Which active account has rested longest",
                        fields=["account_status", "last_used_at"],
                        name="idx_supplier_accounts_account_status_last_used_at",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("supplier", "email"), name="uq_supplier_account_email"),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("account_status", models.TextField()),
                                ["active", "inactive", "suspended", "blocked"],
                            )
                        ),
                        name="chk_supplier_accounts_account_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("payment_method_last4__regex", "^[0-9]{4}$")),
                        name="chk_supplier_accounts_payment_method_last4",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expiry_month__gte", 1), ("expiry_month__lte", 12)),
                        name="chk_supplier_accounts_expiry_month",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expiry_year__gte", 2000), ("expiry_year__lte", 2100)),
                        name="chk_supplier_accounts_expiry_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("success_rate__gte", 0), ("success_rate__lte", 100)),
                        name="chk_supplier_accounts_success_rate",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("country_code__regex", "^[A-Z]{2}$")),
                        name="chk_supplier_accounts_country_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("total_purchases__gte", 0)), name="chk_supplier_accounts_total_purchases"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("total_spent__gte", 0)), name="chk_supplier_accounts_total_spent"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("average_order_value__gte", 0)),
                        name="chk_supplier_accounts_average_order_value",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("payment_method_token__regex", "(^|[^0-9])[0-9]([ .-]*[0-9]){12,18}([^0-9]|$)"),
                            _negated=True,
                        ),
                        name="chk_supplier_accounts_payment_method_token",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("payment_provider__regex", "(^|[^0-9])[0-9]([ .-]*[0-9]){12,18}([^0-9]|$)"),
                            _negated=True,
                        ),
                        name="chk_supplier_accounts_payment_provider",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("payment_method_brand__regex", "(^|[^0-9])[0-9]([ .-]*[0-9]){12,18}([^0-9]|$)"),
                            _negated=True,
                        ),
                        name="chk_supplier_accounts_payment_method_brand",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("browser_preference__regex", "(^|[^0-9])[0-9]([ .-]*[0-9]){12,18}([^0-9]|$)"),
                            _negated=True,
                        ),
                        name="chk_supplier_accounts_browser_preference",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("list_name__regex", "(^|[^0-9])[0-9]([ .-]*[0-9]){12,18}([^0-9]|$)"),
                            _negated=True,
                        ),
                        name="chk_supplier_accounts_list_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("notes__regex", "(^|[^0-9])[0-9]([ .-]*[0-9]){12,18}([^0-9]|$)"),
                            _negated=True,
                        ),
                        name="chk_supplier_accounts_notes",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccountPurchase",
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
                    "account",
                    models.ForeignKey(
                        db_comment="The login that was used",
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="purchases",
                        to="core.supplieraccount",
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="account_purchases",
                        to="core.supplier",
                    ),
                ),
                (
                    "order_reference",
                    models.CharField(
                        blank=True,
                        db_comment="The supplier's order number, when the purchase got that far",
                        max_length=100,
                        null=True,
                    ),
                ),
                (
                    "purchase_amount",
                    models.DecimalField(
                        db_comment="What the purchase cost or would have cost, in EUR", decimal_places=2, max_digits=12
                    ),
                ),
                ("purchase_date", models.DateTimeField(db_comment="When the attempt was made (UTC)")),
                (
                    "purchase_status",
                    models.CharField(
                        choices=[
                            ("pending", "Pending"),
                            ("completed", "Completed"),
                            ("failed", "Failed"),
                            ("cancelled", "Cancelled"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "success",
                    models.BooleanField(
                        blank=True,
                        db_comment="True once the supplier has accepted the order",
                        db_default=False,
                        default=False,
                        null=True,
                    ),
                ),
                (
                    "failure_reason",
                    models.TextField(
                        blank=True, db_comment="Why it failed, in the supplier's or the tool's words", null=True
                    ),
                ),
                (
                    "response_time_ms",
                    models.IntegerField(
                        blank=True, db_comment="How long the supplier took to answer, in milliseconds", null=True
                    ),
                ),
                (
                    "ip_address",
                    models.GenericIPAddressField(
                        blank=True, db_comment="The address that the attempt came from: personal data", null=True
                    ),
                ),
                (
                    "user_agent",
                    models.CharField(
                        blank=True, db_comment="The browser identification that was sent", max_length=500, null=True
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
                "verbose_name": "account purchase",
                "verbose_name_plural": "account purchases",
                "db_table": '"core"."account_purchase_history"',
                "db_table_comment": "One purchase attempt made with a supplier account",
                "ordering": ["-purchase_date"],
                "indexes": [
                    soleflip.postgres.indexes.Index(
                        comment="An account's purchases, newest first",
                        fields=["account", "purchase_date"],
                        name="idx_account_purchase_history_account_id_purchase_date",
                    ),
                    soleflip.postgres.indexes.Index(
                        comment="A supplier's purchases, newest first",
                        fields=["supplier", "purchase_date"],
                        name="idx_account_purchase_history_supplier_id_purchase_date",
                    ),
                    soleflip.postgres.indexes.Index(
                        fields=["purchase_date"], name="idx_account_purchase_history_purchase_date"
                    ),
                    soleflip.postgres.indexes.Index(
                        comment="What failed lately",
                        fields=["purchase_status", "purchase_date"],
                        name="idx_account_purchase_history_purchase_status_purchase_date",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("purchase_status", models.TextField()),
                                ["pending", "completed", "failed", "cancelled"],
                            )
                        ),
                        name="chk_account_purchase_history_purchase_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("purchase_amount__gte", 0)),
                        name="chk_account_purchase_history_purchase_amount",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("response_time_ms__gte", 0)),
                        name="chk_account_purchase_history_response_time_ms",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Brand",
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
                    "slug",
                    models.SlugField(
                        db_comment="Stable name in addresses and imports: lower case with dashes",
                        db_index=False,
                        max_length=100,
                    ),
                ),
                (
                    "maker",
                    models.ForeignKey(
                        blank=True,
                        db_comment="The brand whose style codes and size charts it shares: Nike for Jordan; null: it has its own",
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="sub_brands",
                        to="core.brand",
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
                "verbose_name": "brand",
                "verbose_name_plural": "brands",
                "db_table": '"core"."brands"',
                "db_table_comment": "A label whose products are traded",
                "ordering": ["name"],
                "indexes": [soleflip.postgres.indexes.Index(fields=["maker"], name="idx_brands_maker_id")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("maker", models.F("id")), _negated=True), name="chk_brands_maker_id"
                    ),
                    models.UniqueConstraint(fields=("slug",), name="uq_brands_slug"),
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"),
                        name="uq_brands_lower_name",
                        violation_error_message="There is a brand of this name already, whatever the case of its letters.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BrandPattern",
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
                        related_name="patterns",
                        to="core.brand",
                    ),
                ),
                (
                    "pattern_type",
                    models.CharField(
                        choices=[("keyword", "Keyword"), ("regex", "Regex")],
                        db_comment="keyword: found as a whole word; regex: a regular expression; both regardless of case",
                        max_length=50,
                    ),
                ),
                ("pattern", models.CharField(db_comment="What is looked for in a product title", max_length=255)),
                (
                    "priority",
                    models.IntegerField(
                        db_comment="The pattern with the lowest number is tried first", db_default=100, default=100
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
                "verbose_name": "brand pattern",
                "verbose_name_plural": "brand patterns",
                "db_table": '"core"."brand_patterns"',
                "db_table_comment": "A keyword or regular expression that recognises a brand in a product title",
                "ordering": ["priority", "pattern"],
                "indexes": [soleflip.postgres.indexes.Index(fields=["brand"], name="idx_brand_patterns_brand_id")],
                "constraints": [
                    models.UniqueConstraint(fields=("pattern",), name="uq_brand_patterns_pattern"),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("pattern_type", models.TextField()),
                                ["keyword", "regex"],
                            )
                        ),
                        name="chk_brand_patterns_pattern_type",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Category",
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
                    "slug",
                    models.SlugField(
                        db_comment="Stable name in addresses and imports: lower case with dashes",
                        db_index=False,
                        max_length=100,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_comment="The wider category; null at the top",
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="children",
                        to="core.category",
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
                "verbose_name": "category",
                "verbose_name_plural": "categories",
                "db_table": '"core"."categories"',
                "db_table_comment": "A kind of product (Sneakers first); may nest under a parent",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(fields=("slug",), name="uq_categories_slug"),
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"),
                        name="uq_categories_lower_name",
                        violation_error_message="There is a category of this name already, whatever the case of its letters.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("parent", models.F("id")), _negated=True),
                        name="chk_categories_not_own_parent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Platform",
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
                    "slug",
                    models.SlugField(
                        db_comment="Stable name in addresses and imports: lower case with dashes",
                        db_index=False,
                        max_length=100,
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        db_comment="False: kept for its history, no longer offered", db_default=True, default=True
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
                "verbose_name": "platform",
                "verbose_name_plural": "platforms",
                "db_table": '"core"."platforms"',
                "db_table_comment": "A marketplace we sell on or take prices from",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(fields=("slug",), name="uq_platforms_slug"),
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"),
                        name="uq_platforms_lower_name",
                        violation_error_message="There is a platform of this name already, whatever the case of its letters.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupplierEvent",
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
                    "supplier",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="core.supplier",
                    ),
                ),
                ("event_date", models.DateField(db_comment="The day on which it happened")),
                (
                    "event_type",
                    models.CharField(
                        choices=[
                            ("founded", "Founded"),
                            ("opened_store", "Opened Store"),
                            ("closed_store", "Closed Store"),
                            ("expansion", "Expansion"),
                            ("rebranding", "Rebranding"),
                            ("milestone", "Milestone"),
                            ("controversy", "Controversy"),
                            ("closure", "Closure"),
                        ],
                        max_length=50,
                    ),
                ),
                ("event_title", models.CharField(max_length=200)),
                ("event_description", models.TextField(blank=True, null=True)),
                (
                    "impact_level",
                    models.CharField(
                        blank=True,
                        choices=[("low", "Low"), ("medium", "Medium"), ("high", "High"), ("critical", "Critical")],
                        db_comment="How much it matters to us",
                        db_default="medium",
                        default="medium",
                        max_length=20,
                        null=True,
                    ),
                ),
                (
                    "source_url",
                    models.CharField(blank=True, db_comment="Where it can be read", max_length=500, null=True),
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
                "verbose_name": "supplier event",
                "verbose_name_plural": "supplier events",
                "db_table": '"core"."supplier_history"',
                "db_table_comment": "An event in a supplier's life (founded, opened, closed, ...)",
                "ordering": ["supplier", "-event_date"],
                "indexes": [
                    soleflip.postgres.indexes.Index(
                        comment="A supplier's life in order",
                        fields=["supplier", "event_date"],
                        name="idx_supplier_history_supplier_id_event_date",
                    ),
                    soleflip.postgres.indexes.Index(
                        comment="The latest closures of all suppliers",
                        fields=["event_type", "event_date"],
                        name="idx_supplier_history_event_type_event_date",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("event_type", models.TextField()),
                                [
                                    "founded",
                                    "opened_store",
                                    "closed_store",
                                    "expansion",
                                    "rebranding",
                                    "milestone",
                                    "controversy",
                                    "closure",
                                ],
                            )
                        ),
                        name="chk_supplier_history_event_type",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("impact_level", models.TextField()),
                                ["low", "medium", "high", "critical"],
                            )
                        ),
                        name="chk_supplier_history_impact_level",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupplierPerformance",
            fields=[
                ("id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "supplier",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="performance",
                        to="core.supplier",
                    ),
                ),
                ("month_year", models.DateField(db_comment="The first day of the month that the figures are about")),
                (
                    "total_orders",
                    models.IntegerField(
                        blank=True, db_comment="Orders placed in the month", db_default=0, default=0, null=True
                    ),
                ),
                (
                    "avg_delivery_time",
                    models.DecimalField(
                        blank=True,
                        db_comment="Mean time from order to delivery, in days",
                        decimal_places=1,
                        max_digits=4,
                        null=True,
                    ),
                ),
                (
                    "return_rate",
                    models.DecimalField(
                        blank=True,
                        db_comment="Share of orders sent back, in percent (0 to 100)",
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                    ),
                ),
                (
                    "avg_roi",
                    models.DecimalField(
                        blank=True,
                        db_comment="Mean return on investment of what was bought in the month and sold since, in percent",
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                    ),
                ),
                ("created_at", models.DateTimeField(db_default=soleflip.columns.TransactionTime(), editable=False)),
            ],
            options={
                "verbose_name": "supplier month",
                "verbose_name_plural": "supplier months",
                "db_table": '"core"."supplier_performance"',
                "db_table_comment": "A supplier's figures for one calendar month",
                "ordering": ["supplier", "-month_year"],
                "indexes": [
                    soleflip.postgres.indexes.Index(fields=["month_year"], name="idx_supplier_performance_month_year")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("supplier", "month_year"), name="uq_supplier_performance_supplier_id_month_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month_year__day", 1)), name="chk_supplier_performance_month_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("return_rate__gte", 0), ("return_rate__lte", 100)),
                        name="chk_supplier_performance_return_rate",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("total_orders__gte", 0)), name="chk_supplier_performance_total_orders"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("avg_delivery_time__gte", 0)),
                        name="chk_supplier_performance_avg_delivery_time",
                    ),
                ],
            },
        ),
    ]
