"""The shops that we buy from, and that feeds bring offers of. All are made up."""

import json
from typing import NamedTuple

from apps.demo.copying import Copier
from apps.demo.plan import DAY, Plan, day, stamp

# name; town; country; currency; kind; category
SHOPS = """
Sohlenwerk; Berlin; Germany; EUR; retailer; sneaker_retailers
Läuferglück; Köln; Germany; EUR; retailer; specialty_stores
Schuhkontor Nord; Hamburg; Germany; EUR; online; sneaker_retailers
Kicks & Kühe; München; Germany; EUR; online; sneaker_retailers
Treterladen; Leipzig; Germany; EUR; retail; sneaker_retailers
Zweite Sohle; Frankfurt; Germany; EUR; consignment; specialty_stores
Großstadtgang; Stuttgart; Germany; EUR; online; general_retail
Asphaltkind; Dresden; Germany; EUR; online; sneaker_retailers
Sportscheune; Bremen; Germany; EUR; retail; general_retail
O'Malley's Soles; Dublin; Ireland; EUR; retailer; sneaker_retailers
La Semelle Rêvée; Paris; France; EUR; online; sneaker_retailers
Pied-à-Terre; Lyon; France; EUR; retailer; specialty_stores
L'Atelier du Lacet; Lille; France; EUR; retail; luxury_fashion
Zapatería Ñandú; Madrid; Spain; EUR; retailer; sneaker_retailers
Calle Calzada; Barcelona; Spain; EUR; online; sneaker_retailers
Passo Falso; Milano; Italy; EUR; online; luxury_fashion
Suola Matta; Roma; Italy; EUR; retail; sneaker_retailers
De Veterdrop; Amsterdam; Netherlands; EUR; online; sneaker_retailers
Hakken en Tenen; Rotterdam; Netherlands; EUR; retail; general_retail
Sneakerij; Antwerpen; Belgium; EUR; online; sneaker_retailers
Wiener Schritt; Wien; Austria; EUR; retailer; sneaker_retailers
Askelmerkki; Helsinki; Finland; EUR; online; specialty_stores
Passadiço; Lisboa; Portugal; EUR; online; sneaker_retailers
Kroki Odważne; Warszawa; Poland; EUR; online; general_retail
Laces of Leeds; Leeds; United Kingdom; GBP; retailer; sneaker_retailers
Thames Treads; London; United Kingdom; GBP; online; sneaker_retailers
Sole & Sons; Manchester; United Kingdom; GBP; retail; general_retail
Wee Feet; Glasgow; United Kingdom; GBP; online; specialty_stores
Boroughbound; New York; United States; USD; online; sneaker_retailers
Pacific Pairs; Los Angeles; United States; USD; retailer; sneaker_retailers
Windy City Kicks; Chicago; United States; USD; online; sneaker_retailers
Swoosh Outlet Ost; Berlin; Germany; EUR; brand; direct_brands
Three Lines Store; Nürnberg; Germany; EUR; brand; direct_brands
Lagerhalle 9; Duisburg; Germany; EUR; wholesaler; general_retail
Restposten Müller; Kassel; Germany; EUR; wholesaler; general_retail
Kleiderkammer 24; Hannover; Germany; EUR; dropshipper; general_retail
"""
COLUMNS = (
    "id, name, slug, display_name, supplier_type, business_size, contact_person, email, website, city, country, "
    "return_policy_days, accepts_exchanges, payment_terms, discount_percent, minimum_order_amount, rating, "
    "reliability_score, quality_score, status, preferred, verified, average_processing_days, ships_internationally, "
    "accepts_returns_by_mail, founded_year, instagram_handle, supplier_story, closure_date, closure_reason, "
    "supplier_category, vat_rate, notes, tags, created_at, updated_at"
)
VAT = {"Germany": 19, "United Kingdom": 20, "United States": 0, "Ireland": 23, "France": 20, "Spain": 21, "Italy": 22}
PEOPLE = ("Jule Weiß", "Nia O'Brien", "Émile Fabre", "Łukasz Zając", "Ines Sørensen", "Omar Haddad", "Mira Köhler")
TRIAL = 3  # the last shops are on trial, suspended and closed


class Shop(NamedTuple):
    id: str
    name: str
    slug: str
    country: str
    currency: str
    kind: str


def copy(copier: Copier, plan: Plan) -> list[Shop]:
    """Add the shops; returns them."""
    lines = [line.split("; ") for line in SHOPS.strip().splitlines()]
    shops = [
        Shop(plan.key("core.suppliers", number), name, f"demo-shop-{number + 1:02d}", country, currency, kind)
        for number, (name, _, country, currency, kind, _) in enumerate(lines)
    ]
    rows = [_row(plan, number, shop, lines[number]) for number, shop in enumerate(shops)]
    copier.copy("core.suppliers", COLUMNS, rows)
    return shops


def _row(plan: Plan, number: int, shop: Shop, line: list[str]) -> tuple:
    _, town, country, _, kind, category = line
    chance = plan.chance("supplier", number)
    status = {34: "suspended", 35: "closed", 33: "pending_approval"}.get(number, "active")
    is_closed = status == "closed"
    began = stamp(plan.months[0][0] - chance.randrange(400) * DAY)
    return (
        shop.id, shop.name, shop.slug, f"{shop.name} {town}", kind,
        chance.choice(("micro", "small", "medium", "large", "enterprise")), chance.choice(PEOPLE),
        f"trade@{shop.slug}.example.com", f"https://{shop.slug}.example.com", town, country,
        chance.choice((14, 30, 30, 60, 100)), chance.random() < 0.8, chance.choice(("prepaid", "net 14", "net 30")),
        chance.choice((0, 0, 5, 7.5, 10)), chance.choice((0, 0, 50, 500)) if kind == "wholesaler" else None,
        round(chance.uniform(2.4, 5), 2), chance.randrange(40, 101), chance.randrange(50, 101), status,
        number % 7 == 0, chance.random() < 0.8, chance.randrange(1, 9), chance.random() < 0.6,
        chance.random() < 0.7, chance.randrange(1975, 2022), f"{shop.slug.replace('-', '_')}",
        f"{shop.name} began as a table on a flea market in {town}." if number % 3 == 0 else None,
        day(plan.now - 90 * DAY) if is_closed else None, "Gave up the lease." if is_closed else None,
        category, VAT.get(country, 21), "Answers on Mondays only." if number % 9 == 4 else None,
        json.dumps(["early-links", "raffles"] if number % 4 == 0 else ["outlet"] if number % 4 == 1 else []),
        began, began,
    )  # fmt: skip
