"""Prices: of a hundred of a product forty are offers of shops, and sixty are asks on marketplaces."""

from array import array
from collections.abc import Iterator
from typing import NamedTuple

from apps.demo.copying import Copier
from apps.demo.plan import DAY, MONTHS, PRICES, stamp
from apps.demo.products import Catalog, Product
from apps.demo.rates import MIDDLE
from apps.demo.sizes import Run
from apps.demo.suppliers import TRIAL, Shop

OFFERS = 40  # of shops: five shops with eight sizes each
SHOPS_OF_A_PRODUCT = 5
SIZES_OF_A_SHOP = 8


class Marketplace(NamedTuple):
    source: str
    name: str
    sizes: int
    level: float  # against the usual price
    currency: str


MARKETPLACES = (
    Marketplace("stockx", "StockX", 12, 1.0, "EUR"),
    Marketplace("goat", "Alias", 12, 1.02, "USD"),
    Marketplace("ebay", "eBay", 12, 0.96, "EUR"),
    Marketplace("klekt", "Klekt", 12, 1.05, "EUR"),
    Marketplace("restocks", "Restocks", 12, 1.03, "EUR"),
)
USED = ("like_new", "used_excellent", "used_good", "used_fair")
COLUMNS = (
    "id, product_id, size_id, source_type, source_product_id, source_name, price_type, price_cents, currency, "
    "stock_quantity, in_stock, condition, source_url, affiliate_link, supplier_id, last_updated, created_at, updated_at"
)


class Prices:
    """The prices of all products: copies them, and remembers of each what its history needs.

    That is 18 bytes a price, so that a million fits: how the price stands to the product's curve, in which month it
    was first and last written, and what it says now.
    """

    def __init__(self, catalog: Catalog, runs: dict[str, Run], shops: list[Shop]):
        self.catalog, self.plan = catalog, catalog.plan
        self._prefix = self.plan.prefix("integration.price_sources")
        self.runs, self.shops = runs, shops[:-TRIAL]
        number = len(catalog.products) * PRICES
        self.factors = array("d", bytes(8 * number))  # cents of the price's currency for a cent of the curve
        self.cents = array("l", bytes(array("l").itemsize * number))
        self.first, self.last = bytearray(number), bytearray(number)
        self.stock = array("h", bytes(2 * number))  # pieces; -1: in stock, the number is not known

    def copy(self, copier: Copier) -> None:
        """Add the prices. The trigger would write their history as of now; price_history.py has a better one."""
        with copier.without_triggers("integration.price_sources"):
            copier.copy("integration.price_sources", COLUMNS, self._rows())

    def level(self, product: Product, place: int, month: int) -> float:
        """What the product is worth in a month, in cents of EUR: the shops' prices for the first places."""
        return product.retail(month) if place < OFFERS else product.resale(month)

    def at(self, product: Product, place: int, month: int) -> int:
        """The price in a month, in cents of its currency, rounded as people do."""
        cents = self.level(product, place, month) * self.factors[product.number * PRICES + place]
        return int(cents / 500) * 500 + 495 if place < OFFERS else int(cents / 100) * 100 + 100

    def moment(self, number: int, month: int) -> int:
        """When a price was written in a month: spread over its days, and the same whoever asks."""
        start, length = self.plan.months[month]
        return start + (number * 2_654_435_761 + month * 40_503) % 4_294_967_291 % length

    def _rows(self) -> Iterator[tuple]:
        for product in self.catalog.products:
            yield from self._of(product)

    def _of(self, product: Product) -> Iterator[tuple]:
        chance = self.plan.chance("prices", product.number)
        run = self.runs[product.gender]
        at_shops = chance.sample(self.shops, SHOPS_OF_A_PRODUCT)
        place = 0
        for shop in at_shops:
            level = chance.uniform(0.92, 1.06)
            for size in run.some(chance, SIZES_OF_A_SHOP):
                is_last = place == OFFERS - 1
                yield self._offer(
                    product, place, shop, level, None if is_last and product.number % 3 == 0 else size, chance
                )
                place += 1
        for market in MARKETPLACES:
            for size in run.some(chance, market.sizes):
                is_last = place == PRICES - 1
                yield self._ask(product, place, market, None if is_last and product.number % 4 == 0 else size, chance)
                place += 1

    def _offer(self, product: Product, place: int, shop: Shop, level: float, size: int | None, chance) -> tuple:
        in_stock = chance.random() < 0.6
        number = self._remember(product, place, level * MIDDLE.get(shop.currency, 1), in_stock, chance)
        address = f"https://{shop.slug}.example.com/{product.number + 1}"
        return self._row(
            product, number, size, ("awin", f"DEMO-{number}", shop.name, "retail"), shop.currency,
            None if chance.random() < 0.02 else "new",
            (address, f"https://click.example.com/?shop={shop.slug}&to={product.number + 1}", shop.id), chance,
        )  # fmt: skip

    def _ask(self, product: Product, place: int, market: Marketplace, size: int | None, chance) -> tuple:
        is_used = market.source == "ebay" and chance.random() < 0.3
        currency = "GBP" if market.source == "ebay" and chance.random() < 0.15 else market.currency
        premium = 1 if size is None else self.runs[product.gender].premium(size)
        level = market.level * premium * chance.uniform(0.93, 1.1) * (chance.uniform(0.5, 0.85) if is_used else 1)
        number = self._remember(product, place, level * MIDDLE.get(currency, 1), chance.random() < 0.8, chance)
        condition = chance.choice(USED) if is_used else "deadstock" if market.source == "goat" else "new"
        of_the_style = f"demo-{product.number + 1:06d}"
        identity = of_the_style if market.source != "ebay" else f"demo-{number}"
        return self._row(
            product, number, size, (market.source, identity, market.name, "resale"), currency, condition,
            (f"https://{market.source}.example.com/{of_the_style}", None, None), chance,
        )  # fmt: skip

    def _remember(self, product: Product, place: int, factor: float, in_stock: bool, chance) -> int:
        """Choose when the price came and changed last; returns its number."""
        number = product.number * PRICES + place
        first = product.curve.first + int(chance.random() ** 3 * (MONTHS - product.curve.first))
        last = MONTHS - 1 - int(chance.random() ** 4 * (MONTHS - first))
        self.first[number], self.last[number], self.factors[number] = first, last, factor
        cents = self.at(product, place, last)
        oddity = int(chance.random() * 200)
        if oddity < 3:  # a cent more or less than the others
            cents += 1 if oddity else -1
        self.cents[number] = cents
        if not in_stock:
            self.stock[number] = 0
        elif oddity == 4:
            self.stock[number] = -2  # in stock, with no piece, as feeds say now and then
        else:
            self.stock[number] = 1 + int(chance.random() ** 2 * 20) if place < OFFERS else -1
        return number

    def quantity(self, number: int) -> tuple[bool, int | None]:
        """Whether a price can be had now, and how many pieces there are."""
        stock = self.stock[number]
        return stock != 0, {-1: None, -2: 0}.get(stock, stock)

    def _row(self, product, number, size, source, currency, condition, links, chance) -> tuple:
        in_stock, quantity = self.quantity(number)
        changed = self.moment(number, self.last[number])
        # Seen again and again without a change, as a rule; by some sources it is not told when.
        seen = max(changed, self.plan.now - 1 - int(chance.random() ** 3 * 50 * DAY))
        return (
            f"{self._prefix}{number:012x}", product.id,
            None if size is None else self.runs[product.gender].ids[size], *source, self.cents[number], currency,
            quantity, in_stock, condition, *links, None if chance.random() < 0.01 else stamp(seen),
            stamp(self.moment(number, self.first[number])), stamp(changed),
        )  # fmt: skip
