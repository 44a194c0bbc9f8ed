from django.db import models

from soleflip.columns import created_at, days, json_object, money, percent, slug, updated_at, uuid_key
from soleflip.constraints import Unique, between, not_negative, one_of
from soleflip.postgres.fields import EncryptedTextField
from soleflip.postgres.indexes import Index


class SupplierType(models.TextChoices):
    ONLINE = "online"
    RETAIL = "retail"
    RETAILER = "retailer"
    BRAND = "brand"
    WHOLESALER = "wholesaler"
    MANUFACTURER = "manufacturer"
    INDIVIDUAL = "individual"
    CONSIGNMENT = "consignment"
    DROPSHIPPER = "dropshipper"


class BusinessSize(models.TextChoices):
    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"
    ENTERPRISE = "enterprise"


class SupplierCategory(models.TextChoices):
    SNEAKER_RETAILERS = "sneaker_retailers"
    GENERAL_RETAIL = "general_retail"
    LUXURY_FASHION = "luxury_fashion"
    DIRECT_BRANDS = "direct_brands"
    SPECIALTY_STORES = "specialty_stores"


class SupplierStatus(models.TextChoices):
    ACTIVE = "active"
    INACTIVE = "inactive"
    SUSPENDED = "suspended"
    PENDING_APPROVAL = "pending_approval"
    CLOSED = "closed"


class Supplier(models.Model):
    """A shop, brand or person we buy from: contacts, terms, ratings, return policy, story."""

    id = uuid_key()
    name = models.CharField(max_length=100)
    slug = slug()
    display_name = models.CharField(
        max_length=150, null=True, blank=True, db_comment="The name as shown; null: the name itself"
    )
    supplier_type = models.CharField(max_length=50, choices=SupplierType, db_comment="How it trades")
    business_size = models.CharField(max_length=30, choices=BusinessSize, null=True, blank=True)
    contact_person = models.CharField(max_length=100, null=True, blank=True, db_comment="Personal data")
    email = models.EmailField(max_length=100, null=True, blank=True)
    phone = models.CharField(max_length=50, null=True, blank=True)
    website = models.CharField(max_length=200, null=True, blank=True)
    address_line1 = models.CharField(max_length=200, null=True, blank=True)
    address_line2 = models.CharField(max_length=200, null=True, blank=True)
    city = models.CharField(max_length=100, null=True, blank=True)
    state_province = models.CharField(max_length=100, null=True, blank=True)
    postal_code = models.CharField(max_length=20, null=True, blank=True)
    country = models.CharField(
        max_length=50, null=True, blank=True, db_comment="Country name as the supplier writes it"
    )
    tax_id = models.CharField(max_length=50, null=True, blank=True, db_comment="National tax number")
    vat_number = models.CharField(
        max_length=50, null=True, blank=True, db_comment="VAT identification number, with country prefix"
    )
    business_registration = models.CharField(
        max_length=100, null=True, blank=True, db_comment="Number in the commercial register"
    )
    return_policy_days = days(null=True, db_comment="Days within which goods can be sent back")
    return_policy_text = models.TextField(null=True, blank=True, db_comment="The policy in the supplier's words")
    return_conditions = models.CharField(
        max_length=500, null=True, blank=True, db_comment="Conditions in short, such as unworn or with box"
    )
    accepts_exchanges = models.BooleanField(null=True, blank=True)
    restocking_fee_percent = percent(
        max_digits=5,
        null=True,
        db_comment="Part of the price that is kept on a return, in percent (0 to 100)",
    )
    payment_terms = models.CharField(max_length=100, null=True, blank=True, db_comment="Such as net 30")
    credit_limit = money(max_digits=12, null=True, db_comment="How much may be owed at once, in EUR")
    discount_percent = percent(
        max_digits=5,
        null=True,
        db_comment="Standing discount on the list price, in percent (0 to 100)",
    )
    minimum_order_amount = money(null=True, db_comment="Smallest order taken, in EUR")
    rating = models.DecimalField(
        max_digits=3, decimal_places=2, null=True, blank=True, db_comment="Our rating, 0 (worst) to 5 (best)"
    )
    reliability_score = models.IntegerField(
        null=True, blank=True, db_comment="Whether it delivers what it promised, 0 to 100"
    )
    quality_score = models.IntegerField(null=True, blank=True, db_comment="Condition of what arrives, 0 to 100")
    status = models.CharField(max_length=20, choices=SupplierStatus)
    preferred = models.BooleanField(null=True, blank=True, db_comment="Shown first when buying")
    verified = models.BooleanField(null=True, blank=True, db_comment="Somebody has checked that the company exists")
    average_processing_days = days(null=True, db_comment="Days from order to dispatch")
    ships_internationally = models.BooleanField(null=True, blank=True)
    accepts_returns_by_mail = models.BooleanField(null=True, blank=True)
    provides_authenticity_guarantee = models.BooleanField(null=True, blank=True)
    has_api = models.BooleanField(null=True, blank=True)
    api_endpoint = models.CharField(max_length=200, null=True, blank=True)
    api_key_encrypted = EncryptedTextField(
        null=True, blank=True, db_comment="The key of the supplier's API, encrypted by the application (Fernet)"
    )
    total_orders_count = models.IntegerField(null=True, blank=True, db_comment="Orders placed so far")
    total_order_value = money(max_digits=12, null=True, db_comment="Sum of all orders, in EUR")
    average_order_value = money(null=True, db_comment="Mean order, in EUR")
    last_order_date = models.DateTimeField(null=True, blank=True, db_comment="When we ordered last (UTC)")
    founded_year = models.IntegerField(null=True, blank=True)
    founder_name = models.CharField(max_length=200, null=True, blank=True)
    instagram_handle = models.CharField(max_length=100, null=True, blank=True)
    instagram_url = models.CharField(max_length=255, null=True, blank=True)
    facebook_url = models.CharField(max_length=255, null=True, blank=True)
    twitter_handle = models.CharField(max_length=100, null=True, blank=True)
    logo_url = models.CharField(max_length=500, null=True, blank=True)
    supplier_story = models.TextField(null=True, blank=True)
    closure_date = models.DateField(null=True, blank=True, db_comment="The day on which the supplier closed")
    closure_reason = models.TextField(null=True, blank=True)
    supplier_category = models.CharField(
        max_length=50, choices=SupplierCategory, null=True, blank=True, db_comment="What it trades in"
    )
    vat_rate = percent(
        max_digits=4,
        null=True,
        db_comment="VAT rate on its invoices, in percent (0 to 100)",
    )
    return_policy = models.TextField(
        null=True, blank=True, db_comment="Legacy free text; return_policy_days and return_policy_text are newer"
    )
    default_email = models.EmailField(
        max_length=255, null=True, blank=True, db_comment="Where orders go when no person is named"
    )
    notes = models.TextField(null=True, blank=True)
    internal_notes = models.TextField(null=True, blank=True, db_comment="Never shown to the supplier")
    tags = json_object(db_comment="Array of free labels, searched by containment")
    created_at = created_at()
    updated_at = updated_at()

    class Meta:
        db_table = '"core"."suppliers"'
        db_table_comment = "A shop, brand or person we buy from: contacts, terms, ratings, return policy, story"
        ordering = ["name"]
        indexes = [
            Index(fields=["name"], name="idx_suppliers_name"),
            Index(fields=["status", "name"], name="idx_suppliers_status_name", comment="The list of active suppliers"),
        ]
        constraints = [
            Unique(fields=["slug"], name="uq_suppliers_slug"),
            one_of("supplier_type", SupplierType, name="chk_suppliers_supplier_type"),
            one_of("business_size", BusinessSize, name="chk_suppliers_business_size"),
            one_of("supplier_category", SupplierCategory, name="chk_suppliers_supplier_category"),
            one_of("status", SupplierStatus, name="chk_suppliers_status"),
            between("restocking_fee_percent", 0, 100, name="chk_suppliers_restocking_fee_percent"),
            between("discount_percent", 0, 100, name="chk_suppliers_discount_percent"),
            between("vat_rate", 0, 100, name="chk_suppliers_vat_rate"),
            between("rating", 0, 5, name="chk_suppliers_rating"),
            between("reliability_score", 0, 100, name="chk_suppliers_reliability_score"),
            between("quality_score", 0, 100, name="chk_suppliers_quality_score"),
            not_negative("return_policy_days", name="chk_suppliers_return_policy_days"),
            not_negative("credit_limit", name="chk_suppliers_credit_limit"),
            not_negative("minimum_order_amount", name="chk_suppliers_minimum_order_amount"),
            not_negative("average_processing_days", name="chk_suppliers_average_processing_days"),
            not_negative("total_orders_count", name="chk_suppliers_total_orders_count"),
            not_negative("total_order_value", name="chk_suppliers_total_order_value"),
            not_negative("average_order_value", name="chk_suppliers_average_order_value"),
        ]
        verbose_name = "supplier"
        verbose_name_plural = "suppliers"

    def __str__(self):
        return self.display_name or self.name
