"""The catalog: styles with their curve, trade item numbers and further style codes."""

import json
from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from apps.demo.brands import BRANDS, Brand
from apps.demo.codes import ean, style_code
from apps.demo.copying import Copier
from apps.demo.curves import Curve
from apps.demo.plan import DAY, MONTHS, Plan, euros, stamp
from apps.demo.sizes import Run

COLOURS = (
    "Panda,Bred,Chicago,University Blue,Triple White,Core Black,Cloud White,Sea Salt,Pine Green,Mocha,Lost & Found,"
    "Black Cement,Oreo,Cream White,Silver Metallic,Crème Brûlée,Café au Lait,Grey Fog,Rosé,Bordeaux,Volt,Olive,"
    "Women's Day,L'Été,Midnight Navy,Sail,Gum,Wolf Grey,Año Nuevo,Off Noir,Infrared,Cool Grey,Taupe,Lilac,Wheat,"
    "Jägergrün"
).split(",")
TRAITS = "WMNS,SE,PRM,QS,Retro,x Ama Noïre,x Union Hall,'24,GTX,x O'Neal's,Twist,NRG".split(",")
GENDERS = (("men", 66), ("women", 22), ("youth", 12))  # of a hundred products
COLUMNS = (
    "id, sku, brand_id, category_id, name, description, retail_price, avg_resale_price, release_date, "
    "stockx_product_id, style_code, enrichment_data, lowest_ask, highest_bid, recommended_sell_faster, "
    "recommended_earn_more, last_enriched_at, ean, created_at, updated_at"
)
GTIN_COLUMNS = "id, product_id, size_id, gtin, source, created_at, updated_at"
CODE_COLUMNS = "id, product_id, code, source, created_at, updated_at"
MOST_SIZES = 16
TWINS = 96  # of the first products every eighth has the style code of the one before it: offers of it are a question


def is_twin(number: int) -> bool:
    """Whether the product was entered twice: it has brand and style code of the one before it."""
    return number < TWINS and number % 8 == 7


def code_of(number: int) -> str:
    """The style code of a product."""
    return style_code(number - 1 if is_twin(number) else number)


class Product(NamedTuple):
    number: int
    id: str
    brand: Brand | None
    name: str
    gender: str
    list_price: int  # cents of EUR
    curve: Curve
    popularity: float

    def resale(self, month: int) -> float:
        """What a usual size brings in a month, in cents of EUR."""
        return self.list_price * self.curve.resale[month]

    def retail(self, month: int) -> float:
        """What shops ask for it in a month, in cents of EUR."""
        return self.list_price * self.curve.retail[month]


class Catalog:
    """All products, and chance by their popularity: a tenth of them makes half of the sales."""

    def __init__(self, plan: Plan):
        self.plan = plan
        self.first_calendar_month = plan.first_month.month - 1
        self._brands_up_to = list(accumulate(brand.share for brand in BRANDS))
        self.products: list[Product] = []
        for number in range(plan.products):
            self.products.append(self._product(number))
        self._up_to = list(accumulate(product.popularity for product in self.products))

    def one(self, chance) -> Product:
        return self.products[bisect(self._up_to, chance.random() * self._up_to[-1])]

    def _product(self, number: int) -> Product:
        chance = self.plan.chance("product", number)
        brand = BRANDS[bisect(self._brands_up_to, chance.random() * self._brands_up_to[-1])]
        gender = chance.choices([name for name, _ in GENDERS], [share for _, share in GENDERS])[0]
        lowest, highest = brand.retail
        list_price = 100 * round(chance.triangular(lowest, highest) / 10) * 10 - (1 if chance.random() < 0.5 else 0)
        words = [brand.name, chance.choice(brand.models.split(","))]
        words += [chance.choice(TRAITS)] if chance.random() < 0.5 else []
        words += [chance.choice(COLOURS)]
        curve = Curve(chance, self.first_calendar_month)
        popularity = 1 / (1 + chance.random() * 40) * (5 if curve.wanted else 1)
        is_known = chance.random() < 0.97 or number < TWINS  # of some nobody knows the maker
        if is_twin(number):
            brand = self.products[-1].brand
        key = self.plan.key("products.products", number)
        return Product(number, key, brand if is_known else None, " ".join(words), gender, list_price, curve, popularity)


def copy(copier: Copier, catalog: Catalog, brands: dict[str, str], runs: dict[str, Run]) -> None:
    """Add the products, and their codes."""
    copier.cursor.execute("SELECT id::text FROM core.categories ORDER BY slug <> 'sneakers', slug LIMIT 1")
    (category,) = copier.cursor.fetchone()
    copier.copy("products.products", COLUMNS, _rows(catalog, brands, category))
    copier.copy("products.product_gtins", GTIN_COLUMNS, _gtins(catalog, runs))
    copier.copy("products.product_style_codes", CODE_COLUMNS, _style_codes(catalog))


def _rows(catalog: Catalog, brands: dict[str, str], category: str) -> Iterator[tuple]:
    plan = catalog.plan
    for product in catalog.products:
        chance = plan.chance("product facts", product.number)
        lowest = round(product.resale(MONTHS - 1) * chance.uniform(0.9, 1))
        bid = round(lowest * chance.uniform(0.7, 0.97))
        is_enriched = chance.random() < 0.85
        released = released_on(plan, product)
        began = stamp(plan.months[product.curve.first][0])
        yield (
            product.id, f"DEMO-{product.number + 1:06d}", product.brand and brands[product.brand.slug], category,
            product.name, f"{product.name}, for {product.gender}." if chance.random() < 0.6 else None,
            euros(product.list_price), euros(round(product.resale(MONTHS - 1))),
            stamp(released) if chance.random() < 0.95 else None,
            f"demo-{product.number + 1:06d}" if is_enriched else None,
            code_of(product.number) if chance.random() < 0.96 or product.number < TWINS else None,
            json.dumps({"traits": {"gender": product.gender, "retail": product.list_price // 100}})
            if is_enriched else None,
            *((euros(lowest), euros(bid), euros(bid), euros(round(lowest * 1.05))) if is_enriched else [None] * 4),
            stamp(plan.now - chance.randrange(20 * DAY)) if is_enriched else None,
            ean(product.number * 100) if chance.random() < 0.7 else None, began, began,
        )  # fmt: skip


def released_on(plan: Plan, product: Product) -> int:
    """The moment of the release."""
    month = product.curve.released
    if month < 0:
        return plan.months[0][0] + month * 30 * DAY
    start, length = plan.months[month]
    return start + product.number * 7 % (length // DAY) * DAY


def _gtins(catalog: Catalog, runs: dict[str, Run]) -> Iterator[tuple]:
    plan, at = catalog.plan, stamp(catalog.plan.months[0][0])
    for product in catalog.products:
        if product.number % 2:
            continue
        for place, size in enumerate(runs[product.gender].ids):
            number = product.number * 100 + 1 + place
            key = plan.key("products.product_gtins", product.number * MOST_SIZES + place)
            yield key, product.id, size, ean(number), "Sohlenwerk's feed", at, at


def _style_codes(catalog: Catalog) -> Iterator[tuple]:
    plan, at = catalog.plan, stamp(catalog.plan.months[0][0])
    for product in catalog.products:
        if product.number % 8 == 3:
            code = code_of(product.number).replace("SF", "SFX")
            key = plan.key("products.product_style_codes", product.number)
            yield key, product.id, code, "Läuferglück's feed", at, at
