"""What was bought and what became of it: the story of each lot, from which stock, sales and listings are told."""

from collections.abc import Iterator
from typing import NamedTuple

from apps.demo.plan import DAY
from apps.demo.products import Catalog, Product, released_on
from apps.demo.sizes import Run
from apps.demo.suppliers import TRIAL, Shop

YEARS = 730  # days in which the trade of the demo happens
SOLD, RETURNED, LEGACY, CANCELLED, WAITING = "sold", "returned", "legacy", "cancelled", "waiting"
# Where it is sold, by shares: platform, channel, share, what the platform keeps of the price, what is paid besides.
OUTLETS = (
    ("stockx", "StockX", 55, 0.11, 450),
    ("alias", "Alias", 18, 0.124, 0),
    ("ebay", "eBay", 10, 0.12, 45),
    ("kleinanzeigen", "Kleinanzeigen", 8, 0, 0),
    ("klekt", None, 5, 0, 0),
    ("laced", "Laced", 2, 0.12, 600),
    ("wtn", "WTN", 2, 0.09, 0),
)


class Lot(NamedTuple):
    number: int
    product: Product
    size: int  # its place in the run of the product's gender
    shop: Shop
    quantity: int
    cost: int  # of a pair, net, in cents of EUR
    bought: int  # midnight: receipts have no time of day
    fate: str
    sold: int | None  # the moment; of what is waiting None
    price: int  # what it was sold for, or is offered at, in cents of EUR
    outlet: tuple
    luck: float  # 0 to 1, for whatever differs from lot to lot


def lots(catalog: Catalog, runs: dict[str, Run], shops: list[Shop]) -> Iterator[Lot]:
    """Every lot, always the same ones in the same order. It is asked for several times, and keeps nothing in memory."""
    plan = catalog.plan
    chance = plan.chance("lots")
    weights = [outlet[2] for outlet in OUTLETS]
    outlets = chance.choices(OUTLETS, weights, k=1000)
    legacy = max(5, plan.sold // 60)
    for number in range(plan.sold + plan.unsold + legacy):
        luck = chance.random()
        product = catalog.one(chance)
        size = runs[product.gender].one(chance)
        shop = shops[int(chance.random() * (len(shops) - TRIAL))]
        outlet = outlets[int(chance.random() * 1000)]
        on_shelf = 1 + int(chance.expovariate(1 / 26))  # days
        released = released_on(plan, product)
        sold = None
        if number < legacy:
            fate = LEGACY
            sold = plan.now - int((YEARS + chance.random() * 200) * DAY)
        elif number < legacy + plan.sold:
            fate = RETURNED if luck < 0.015 else SOLD
            sold = plan.now - 1 - int((1 - chance.random() ** 0.75) * YEARS * DAY)  # business grows
            if sold < released:  # the first weeks are the best
                sold = released + int(chance.expovariate(1 / 20) * DAY)
            sold = min(sold, plan.now - 1 - int(luck * DAY))
        else:
            on_shelf = 1 + int(chance.expovariate(1 / 70))
            fate = CANCELLED if luck < 0.2 else WAITING
            sold = plan.now - 1 - int(luck * on_shelf * DAY) if fate == CANCELLED else None
        left = plan.now if fate in (WAITING, CANCELLED) else sold
        bought = (left - on_shelf * DAY) // DAY * DAY
        if bought < released <= left and luck > 0.1:  # a tenth is bought before the release, under the counter
            bought = released // DAY * DAY
        month = plan.month_of(left - 1)
        run = runs[product.gender]
        # What everybody wants is never marked down, and often costs more than the list says.
        share = 0.9 + 0.3 * chance.random() if product.curve.wanted else 0.6 + 0.35 * chance.random()
        gross = product.retail(plan.month_of(bought)) * share
        price = product.resale(month) * run.premium(size) * (0.84 + 0.27 * chance.random())
        yield Lot(
            number, product, size, shop, (2 if luck < 0.9925 else 3) if luck > 0.97 else 1, int(gross / 1.19), bought,
            fate, sold, int(price / 100) * 100 + 100, outlet, luck,
        )  # fmt: skip
