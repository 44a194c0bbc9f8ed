from decimal import Decimal

from django.db import models

from soleflip.columns import created_at, money, percent, updated_at, uuid_key
from soleflip.constraints import Unique, between, matches, no_card_number, not_negative, one_of
from soleflip.postgres.fields import EncryptedTextField
from soleflip.postgres.indexes import Index


class AccountStatus(models.TextChoices):
    ACTIVE = "active"
    INACTIVE = "inactive"
    SUSPENDED = "suspended"
    BLOCKED = "blocked"


class SupplierAccount(models.Model):
    """A login of ours at a supplier; payment only as provider token and last four digits."""

    id = uuid_key()
    supplier = models.ForeignKey("core.Supplier", models.CASCADE, db_index=False, related_name="accounts")
    email = models.EmailField(max_length=150, db_comment="The login name at the supplier: personal data")
    first_name = models.CharField(max_length=100, null=True, blank=True)
    last_name = models.CharField(max_length=100, null=True, blank=True)
    address_line_1 = models.CharField(max_length=200, null=True, blank=True)
    address_line_2 = models.CharField(max_length=200, null=True, blank=True)
    city = models.CharField(max_length=100, null=True, blank=True)
    country_code = models.CharField(max_length=2, null=True, blank=True, db_comment="ISO 3166-1 alpha-2, upper case")
    zip_code = models.CharField(max_length=20, null=True, blank=True)
    state_code = models.CharField(
        max_length=10, null=True, blank=True, db_comment="State or province code, where the country has them"
    )
    phone_number = models.CharField(max_length=20, null=True, blank=True)
    payment_provider = models.CharField(
        max_length=50, null=True, blank=True, db_comment="Who keeps the card, such as stripe or paypal"
    )
    payment_method_token = models.CharField(
        max_length=255,
        null=True,
        blank=True,
        db_comment="The payment provider's token. Never a card number: the database refuses what looks like one",
    )
    payment_method_last4 = models.CharField(
        max_length=4, null=True, blank=True, db_comment="The last four digits, to tell cards apart"
    )
    payment_method_brand = models.CharField(
        max_length=20, null=True, blank=True, db_comment="Visa, Mastercard and so on"
    )
    expiry_month = models.IntegerField(null=True, blank=True, db_comment="Month in which the card expires, 1 to 12")
    expiry_year = models.IntegerField(null=True, blank=True, db_comment="Year in which the card expires, four digits")
    browser_preference = models.CharField(
        max_length=50, null=True, blank=True, db_comment="The browser that this account is used with"
    )
    list_name = models.CharField(
        max_length=100, null=True, blank=True, db_comment="The list of accounts that this one belongs to"
    )
    account_status = models.CharField(
        max_length=30,
        choices=AccountStatus,
        null=True,
        blank=True,
        default=AccountStatus.ACTIVE,
        db_default=AccountStatus.ACTIVE,
        db_comment="blocked: by the supplier; suspended: by us",
    )
    is_verified = models.BooleanField(
        null=True, blank=True, default=False, db_default=False, db_comment="True once a login has worked"
    )
    last_used_at = models.DateTimeField(null=True, blank=True, db_comment="Last purchase attempt (UTC)")
    total_purchases = models.IntegerField(
        null=True, blank=True, default=0, db_default=0, db_comment="Successful purchases so far"
    )
    total_spent = money(
        max_digits=12,
        null=True,
        default=Decimal("0"),
        db_default=Decimal("0"),
        db_comment="Sum of the successful purchases, in EUR",
    )
    success_rate = percent(
        max_digits=5,
        null=True,
        default=Decimal("0"),
        db_default=Decimal("0"),
        db_comment="Share of attempts that succeeded, in percent (0 to 100)",
    )
    average_order_value = money(
        null=True,
        default=Decimal("0"),
        db_default=Decimal("0"),
        db_comment="Mean of the successful purchases, in EUR",
    )
    notes = models.TextField(null=True, blank=True)
    password_encrypted = EncryptedTextField(
        null=True, blank=True, db_comment="The password at the supplier, encrypted by the application (Fernet)"
    )
    proxy_config_encrypted = EncryptedTextField(
        null=True, blank=True, db_comment="Proxy address and credentials, encrypted by the application (Fernet)"
    )
    created_at = created_at()
    updated_at = updated_at()

    class Meta:
        db_table = '"core"."supplier_accounts"'
        db_table_comment = "A login of ours at a supplier; payment only as provider token and last four digits"
        ordering = ["supplier", "email"]
        indexes = [
            Index(fields=["email"], name="idx_supplier_accounts_email"),
            Index(
                fields=["account_status", "last_used_at"],
                name="idx_supplier_accounts_account_status_last_used_at",
                comment="Which active account has rested longest",
            ),
        ]
        constraints = [
            Unique(fields=["supplier", "email"], name="uq_supplier_account_email"),
            one_of("account_status", AccountStatus, name="chk_supplier_accounts_account_status"),
            matches(
                "payment_method_last4",
                r"^[0-9]{4}$",
                name="chk_supplier_accounts_payment_method_last4",
                sentence="{column} must be exactly four digits.",
            ),
            between("expiry_month", 1, 12, name="chk_supplier_accounts_expiry_month"),
            between("expiry_year", 2000, 2100, name="chk_supplier_accounts_expiry_year"),
            between("success_rate", 0, 100, name="chk_supplier_accounts_success_rate"),
            matches(
                "country_code",
                r"^[A-Z]{2}$",
                name="chk_supplier_accounts_country_code",
                sentence="{column} must be two capital letters, such as DE.",
            ),
            not_negative("total_purchases", name="chk_supplier_accounts_total_purchases"),
            not_negative("total_spent", name="chk_supplier_accounts_total_spent"),
            not_negative("average_order_value", name="chk_supplier_accounts_average_order_value"),
            no_card_number("payment_method_token", name="chk_supplier_accounts_payment_method_token"),
            no_card_number("payment_provider", name="chk_supplier_accounts_payment_provider"),
            no_card_number("payment_method_brand", name="chk_supplier_accounts_payment_method_brand"),
            no_card_number("browser_preference", name="chk_supplier_accounts_browser_preference"),
            no_card_number("list_name", name="chk_supplier_accounts_list_name"),
            no_card_number("notes", name="chk_supplier_accounts_notes"),
        ]
        verbose_name = "supplier account"
        verbose_name_plural = "supplier accounts"

    def __str__(self):
        return self.email
