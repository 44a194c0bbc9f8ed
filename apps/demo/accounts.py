"""Our logins at the shops, and what was bought (or not) with them. Names, cards and addresses are made up."""

from collections.abc import Iterator

from apps.demo.copying import Copier
from apps.demo.plan import DAY, Plan, day, euros, stamp
from apps.demo.products import Catalog
from apps.demo.suppliers import Shop

ACCOUNTS = 3  # at every second shop
COLUMNS = (
    "id, supplier_id, email, first_name, last_name, city, country_code, zip_code, payment_provider, "
    "payment_method_token, payment_method_last4, payment_method_brand, expiry_month, expiry_year, "
    "browser_preference, list_name, account_status, is_verified, notes, created_at, updated_at"
)
PURCHASE_COLUMNS = (
    "id, account_id, supplier_id, product_id, order_reference, purchase_amount, purchase_date, purchase_status, "
    "success, failure_reason, response_time_ms, ip_address, user_agent, created_at, updated_at"
)
NAMES = (("Jule", "Weiß"), ("Nia", "O'Brien"), ("Émile", "Fabre"), ("Łukasz", "Zając"), ("Ines", "Sørensen"))
FAILURES = ("sold out in the cart", "payment declined", "queue timed out", "one pair a customer")
# What an account has bought, as its purchases say it.
TOTALS = """
UPDATE core.supplier_accounts account
   SET total_purchases = bought.number, total_spent = bought.spent, success_rate = bought.rate,
       average_order_value = bought.mean, last_used_at = bought.last_used_at
  FROM (SELECT account_id, count(*) FILTER (WHERE success) AS number,
               coalesce(sum(purchase_amount) FILTER (WHERE success), 0) AS spent,
               round(100.0 * count(*) FILTER (WHERE success) / count(*), 2) AS rate,
               round(avg(purchase_amount) FILTER (WHERE success), 2) AS mean, max(purchase_date) AS last_used_at
          FROM core.account_purchase_history
         GROUP BY account_id) bought
 WHERE bought.account_id = account.id
   AND account.id BETWEEN %(core_supplier_accounts_low)s AND %(core_supplier_accounts_high)s"""


def copy(copier: Copier, catalog: Catalog, shops: list[Shop]) -> None:
    plan = catalog.plan
    accounts = [(shop, number) for shop in shops[::2] for number in range(ACCOUNTS)]
    copier.copy("core.supplier_accounts", COLUMNS, _accounts(plan, accounts))
    copier.copy("core.account_purchase_history", PURCHASE_COLUMNS, _purchases(catalog, accounts))
    copier.change(TOTALS, plan)


def _accounts(plan: Plan, accounts: list[tuple[Shop, int]]) -> Iterator[tuple]:
    began, this_year = stamp(plan.months[0][0]), day(plan.now).year
    for number, (shop, place) in enumerate(accounts):
        first, last = NAMES[number % len(NAMES)]
        status = {5: "suspended", 17: "blocked", 31: "inactive"}.get(number, "active")
        yield (
            plan.key("core.supplier_accounts", number), shop.id, f"buyer{place + 1}@{shop.slug}.example.com", first,
            last, "Berlin", "DE", f"1{number:04d}", ("stripe", "paypal", "klarna")[number % 3], f"tok_demo_{number}",
            f"{number * 37 % 10_000:04d}", ("Visa", "Mastercard")[number % 2], 1 + number % 12, this_year + number % 4,
            ("Firefox", "Chrome", "Safari")[number % 3], f"List {'ABC'[place]}", status, number % 4 != 0,
            "Wins raffles now and then" if number % 10 == 3 else None, began, began,
        )  # fmt: skip


def _purchases(catalog: Catalog, accounts: list[tuple[Shop, int]]) -> Iterator[tuple]:
    plan, chance = catalog.plan, catalog.plan.chance("purchases")
    for number in range(plan.purchases):
        place = int(chance.random() * len(accounts))
        shop, _ = accounts[place]
        product = catalog.one(chance)
        at = plan.now - 1 - int(chance.random() * 700 * DAY)
        luck = chance.random()
        status = "completed" if luck < 0.72 else "failed" if luck < 0.93 else "cancelled" if luck < 0.98 else "pending"
        is_success = status == "completed"
        yield (
            plan.key("core.account_purchase_history", number), plan.key("core.supplier_accounts", place), shop.id,
            product.id if luck < 0.97 else None, f"DEMO-{number:07d}" if is_success else None,
            euros(round(product.retail(plan.month_of(at)))), stamp(at), status, is_success,
            FAILURES[number % len(FAILURES)] if status == "failed" else None, 180 + int(chance.expovariate(1 / 900)),
            f"192.0.2.{number % 250 + 1}", "Mozilla/5.0 (demo)", stamp(at), stamp(at),
        )  # fmt: skip
