"""The one table of personal data: which column, of whom, why we hold it, how long, what erasing means there.

`manage.py gdpr_rules` shows it; docs/decisions/0024-privacy.md says why it is so. Columns that look personal and are
not stand in not_personal.py; tests/privacy/test_rules.py misses a column that is in neither.
"""

from apps.system.privacy.rule import Erasing, Keep, Names, Rule, Whose

CONTRACT = "GDPR art. 6 (1) b: contract"
LAW = "GDPR art. 6 (1) c: duty by law"
INTEREST = "GDPR art. 6 (1) f: our interest"

NEEDED = Keep("while there is business")
CLOSED = Keep("three years after the business has ended (claims, BGB § 195)", months=36)
CLAIMS = Keep("three years (claims, BGB § 195)", months=36)
YEAR = Keep("a year", months=12)
TWO_MONTHS = Keep("while it can be taken back, two months at most", months=2)
TWO_YEARS = Keep("two years", months=24)
UNTIL_DONE_AGAIN = Keep("until the work is done again")
EXPIRY = Keep("until it expires", expires=True)
VOUCHER = Keep("eight years from the end of its year", years=8, law="voucher, AO § 147 / UStG § 14b")
OF_SELLER = VOUCHER._replace(
    words=f"{VOUCHER.words}, of one who sold nothing three years after the business has ended", months=CLOSED.months
)
BOOK = Keep("ten years from the end of its year", years=10, law="book, AO § 147")

NEVER = "NULL::timestamptz"
# Of a shop its address is no personal data, of somebody who sells shoes at home it is.
INDIVIDUAL = "t.supplier_type IN ('individual', 'consignment')"
OF_INDIVIDUAL = (
    "EXISTS (SELECT FROM core.suppliers s"
    " WHERE s.id = t.supplier_id AND s.supplier_type IN ('individual', 'consignment'))"
)
# A lot names its seller in a text, older ones in nothing else. Who is not known as a shop may be somebody.
OF_SHOP = (
    "EXISTS (SELECT FROM core.suppliers s WHERE s.supplier_type NOT IN ('individual', 'consignment')"
    " AND (s.id = t.supplier_id OR t.supplier_id IS NULL AND lower(s.name) = lower(t.supplier)))"
)
SUPPLIER_CLOSED = "CASE WHEN t.status = 'closed' THEN coalesce(t.closure_date::timestamptz, t.updated_at) END"
LAST_PURCHASE = (
    "greatest(t.last_order_date, (SELECT max(coalesce(i.purchase_date, i.created_at)) FROM products.inventory i"
    " WHERE i.supplier_id = t.id OR lower(i.supplier) = lower(t.name)))"
)
ACCOUNT_CLOSED = "CASE WHEN t.account_status IN ('inactive', 'blocked') THEN coalesce(t.last_used_at, t.updated_at) END"
USER_LEFT = "CASE WHEN NOT t.is_active THEN coalesce(t.last_login, t.updated_at) END"


def _rules(table, whose, columns, purpose, basis, keep, since, erasing, **more) -> list[Rule]:
    return [Rule(table, name, whose, purpose, basis, keep, since, erasing, **more) for name in columns.split()]


def _mentions(table, columns, keep=NEEDED, since=NEVER, erasing=Erasing.WORDS, basis=INTEREST, **more) -> list[Rule]:
    purpose = more.pop("purpose", "Notes and raw data of the trade, in which somebody may be named")
    options = {"may_mention": True, **more}
    return _rules(table, Whose.ANYBODY, columns, purpose, basis, keep, since, erasing, **options)


def _supplier(columns, erasing=Erasing.NOTHING, purpose="To order and to ask", **more) -> list[Rule]:
    return _rules(
        "core.suppliers", Whose.SUPPLIER, columns, purpose, CONTRACT, CLOSED, SUPPLIER_CLOSED, erasing, **more
    )


def _seller(columns, erasing=Erasing.NOTHING, **more) -> list[Rule]:
    purpose = "Who has sold to us, as the voucher of the purchase has to say"
    return _rules(
        *("core.suppliers", Whose.SUPPLIER, columns, purpose, LAW, OF_SELLER, LAST_PURCHASE, erasing),
        only_where=INDIVIDUAL,
        ended=SUPPLIER_CLOSED,
        **more,
    )


def _holder(columns, erasing=Erasing.NOTHING, purpose="To buy with a login of ours", **more) -> list[Rule]:
    return _rules(
        "core.supplier_accounts", Whose.HOLDER, columns, purpose, CONTRACT, CLOSED, ACCOUNT_CLOSED, erasing, **more
    )


def _attempt(columns, purpose, keep=YEAR, basis=INTEREST, **more) -> list[Rule]:
    return _rules(
        *("core.account_purchase_history", Whose.HOLDER, columns, purpose, basis, keep, "t.purchase_date"),
        Erasing.NOTHING,
        **more,
    )


def _sale(table, sold_at, columns, purpose, keep=CLAIMS, basis=CONTRACT, **more) -> list[Rule]:
    return _rules(table, Whose.BUYER, columns, purpose, basis, keep, f"t.{sold_at}", Erasing.NOTHING, **more)


def _user(columns, erasing=Erasing.NOTHING, purpose="To log in, and to know who did what", **more) -> list[Rule]:
    return _rules("auth.users", Whose.USER, columns, purpose, CONTRACT, CLOSED, USER_LEFT, erasing, **more)


ORDERS, LEGACY_SALES, STOCKX = "transactions.orders", "transactions.transactions", "platforms.stockx_orders"
NUMBER_OF_SALE = "The number by which invoice, payout and return are found"
PARCEL = "To prove that it was delivered"
BUYERS_COUNTRY = "In which country VAT is owed"
BUYERS_CITY = "Returns and disputes"
NOTES_OF_SALE = "What was agreed with the buyer"

RULES: list[Rule] = [
    # --- supplier contacts
    *_supplier("contact_person", names=Names.NAME),
    *_supplier("email", names=Names.MAIL),
    *_supplier("phone", names=Names.PHONE),
    *_supplier("founder_name", purpose="To know whom we deal with", names=Names.NAME),
    *_supplier("notes internal_notes", purpose="What was agreed", may_mention=True),
    *_supplier("default_email", names=Names.MAIL, only_where=INDIVIDUAL),
    *_supplier("website instagram_url facebook_url logo_url", only_where=INDIVIDUAL),
    *_supplier("instagram_handle twitter_handle", names=Names.ACCOUNT, only_where=INDIVIDUAL),
    *_supplier("supplier_story closure_reason", only_where=INDIVIDUAL, may_mention=True),
    *_seller("name", Erasing.WORD, names=Names.NAME),
    *_seller("slug", Erasing.WORD),
    *_seller("display_name", names=Names.NAME),
    *_seller("address_line1 address_line2 city state_province postal_code"),
    *_seller("tax_id vat_number business_registration", names=Names.NUMBER),
    *_mentions("core.suppliers", "return_policy_text return_conditions return_policy payment_terms tags"),
    *_rules(
        *("core.supplier_history", Whose.SUPPLIER, "event_title", "The story of a seller", INTEREST, NEEDED, NEVER),
        Erasing.WORD,
        only_where=OF_INDIVIDUAL,
        may_mention=True,
    ),
    *_rules(
        *("core.supplier_history", Whose.SUPPLIER, "event_description source_url", "The story of a seller", INTEREST),
        *(NEEDED, NEVER, Erasing.NOTHING),
        only_where=OF_INDIVIDUAL,
        may_mention=True,
    ),
    # --- account holders
    *_holder("email", Erasing.MAIL, names=Names.MAIL),
    *_holder("first_name last_name"),  # one name, put together
    *_holder("phone_number", names=Names.PHONE),
    *_holder("address_line_1 address_line_2 city zip_code state_code country_code", purpose="Where it is delivered"),
    *_holder("payment_provider payment_method_last4 payment_method_brand expiry_month expiry_year", purpose="To pay"),
    *_holder("payment_method_token", purpose="To pay", is_secret=True),
    *_holder("password_encrypted proxy_config_encrypted", is_secret=True),
    *_holder("browser_preference list_name notes", may_mention=True),
    *_attempt("ip_address user_agent", "To find out why a shop refused a purchase"),
    *_attempt("failure_reason", "To find out why a shop refused a purchase", may_mention=True),
    *_attempt("order_reference", "The number by which the voucher of a purchase is found", VOUCHER, LAW),
    # --- buyers, whom marketplaces hardly tell
    *_sale(ORDERS, "sold_at", "stockx_order_number external_id", NUMBER_OF_SALE, VOUCHER, LAW, names=Names.NUMBER),
    *_sale(ORDERS, "sold_at", "tracking_number", PARCEL, VOUCHER, LAW, names=Names.NUMBER),
    *_sale(ORDERS, "sold_at", "buyer_destination_country", BUYERS_COUNTRY, VOUCHER, LAW),
    *_sale(ORDERS, "sold_at", "buyer_destination_city", BUYERS_CITY),
    *_sale(ORDERS, "sold_at", "notes", NOTES_OF_SALE, may_mention=True),
    *_sale(LEGACY_SALES, "transaction_date", "external_id", NUMBER_OF_SALE, BOOK, LAW, names=Names.NUMBER),
    *_sale(LEGACY_SALES, "transaction_date", "buyer_destination_country", BUYERS_COUNTRY, BOOK, LAW),
    *_sale(LEGACY_SALES, "transaction_date", "buyer_destination_city", BUYERS_CITY),
    *_sale(LEGACY_SALES, "transaction_date", "notes", NOTES_OF_SALE, may_mention=True),
    *_sale(STOCKX, "sold_at", "tracking_number", PARCEL, VOUCHER, LAW, names=Names.NUMBER),
    *_rules(
        *(STOCKX, Whose.BUYER, "stockx_order_number", NUMBER_OF_SALE, LAW, VOUCHER, "t.sold_at", Erasing.WORD),
        names=Names.NUMBER,
    ),
    # --- users
    *_user("username", Erasing.WORD, names=Names.ACCOUNT),
    *_user("email", Erasing.MAIL, names=Names.MAIL),
    *_user("hashed_password", Erasing.LOCKED, is_secret=True),
    *_user("last_login"),
    *_rules(
        *("django_session", Whose.USER, "*", "To stay logged in", CONTRACT, EXPIRY, "t.expire_date", Erasing.ROW),
        is_secret=True,
    ),
    # --- whoever is mentioned
    *_mentions(
        *("system.logs", "message details", YEAR, "t.created_at"),
        purpose="Who did what, and from which address passwords were tried",
        writes_accounts=True,
    ),
    *_mentions(
        *("django_admin_log", "object_repr change_message", TWO_YEARS, "t.action_time"),
        purpose="Who changed what in the back office",
        writes_accounts=True,
    ),
    *_mentions(
        *("system.audit_records", "before after", CLAIMS, "t.recorded_at", Erasing.VALUES, LAW),
        purpose="Who changed what in the books, provably",
    ),
    *_mentions(
        *("integration.import_records", "source_data processed_data validation_errors error_message", YEAR),
        *("t.created_at", Erasing.ENTRY),
        purpose="What became of a row of a report",
    ),
    *_mentions(*("integration.import_changes", "images", TWO_MONTHS, "t.created_at"), purpose="To take an import back"),
    *_mentions("integration.import_batches", "source_file error_message fetched", purpose="To know an import again"),
    *_mentions("integration.awin_enrichment_jobs", "results_summary error_log"),
    *_mentions("integration.market_prices", "supplier_name raw_data"),
    *_mentions("integration.price_sources", "metadata"),
    *_mentions("pricing.price_history", "metadata"),
    *_mentions("platforms.pricing_history", "change_reason"),
    *_mentions(
        *("products.inventory", "supplier", VOUCHER, "coalesce(t.purchase_date, t.created_at)"),
        purpose="Who has sold to us, as the voucher of the purchase has to say",
        basis=LAW,
        is_nobodys=OF_SHOP,
    ),
    *_mentions("products.inventory", "notes location external_ids"),
    *_mentions("products.products", "description enrichment_data"),
    *_mentions("analytics.demand_patterns", "pattern_metadata"),
    *_mentions("analytics.marketplace_data", "platform_specific"),
    *_mentions("system.config", "description"),
    *_mentions("system.alerts", "message", purpose="What was wrong, and when"),
    *_mentions("system.jobs", "message", UNTIL_DONE_AGAIN, purpose="What became of daily work"),
]
