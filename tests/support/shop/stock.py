"""The catalog, and the lots that lie on the shelves today."""

import datetime
import uuid
from decimal import Decimal

from apps.analytics.models import MarketplaceData
from apps.core.models import Brand, Category
from apps.platforms.models import ListingPriceChange, StockXListing
from apps.products.models import InventoryItem, Product, Size
from apps.products.models.inventory_item import StockStatus
from tests.support.shop.market import highest_bid, resale_price
from tests.support.shop.scene import Shop
from tests.support.shop.styles import STYLES, Style

EU_SIZES = "36 36.5 37.5 38 38.5 39 40 40.5 41 42 42.5 43 44 44.5 45 45.5 46 47".split()
NIKE_US = {"38": "7", "40": "7", "42": "8.5", "43": "9.5", "44.5": "10.5", "46": "12"}
WOMEN = ("38",)  # the others are men's
IN_STOCK = 250
VAT = Decimal("1.19")
STATUSES = [StockStatus.IN_STOCK] * 9 + [StockStatus.LISTED] * 8 + [StockStatus.RESERVED, StockStatus.RETURNED]
PLACES = ["Shelf A1", "Shelf A2", "Shelf B1", "Shelf B2", "Cellar", "Window"]


def fill_catalog(shop: Shop) -> None:
    """Sizes and products."""
    sneakers = Category.objects.get(slug="sneakers")
    brands = {brand.name: brand for brand in Brand.objects.all()}
    sizes = [Size(category=sneakers, value=value, standardized_value=value, region="EU") for value in EU_SIZES]
    shop.sizes = {size.value: size for size in Size.objects.bulk_create(sizes)}
    nike = [_nike_size(us, eu, category=sneakers, brand=brands["Nike"]) for eu, us in NIKE_US.items()]
    shop.us_sizes = dict(zip(NIKE_US, Size.objects.bulk_create(nike), strict=True))
    products = [
        _product(shop, style, f"SF-{number}", brand=brands.get(style.brand), category=sneakers)
        for number, style in enumerate(STYLES, start=1001)
    ]
    shop.products = dict(zip(STYLES, Product.objects.bulk_create(products), strict=True))


def _nike_size(us: str, eu: str, **of) -> Size:
    gender = "women" if eu in WOMEN else "men"
    return Size(value=us, standardized_value=eu, region="US", gender=gender, **of)


def _product(shop: Shop, style: Style, sku: str, **of) -> Product:
    ask = resale_price(shop, style, 0)
    return Product(
        sku=sku,
        name=style.name,
        style_code=style.code or None,
        stockx_product_id=f"stockx-{sku.lower()}" if style.code else None,
        retail_price=style.list_price,
        avg_resale_price=ask,
        lowest_ask=ask,
        highest_bid=highest_bid(ask),
        release_date=shop.at(style.released) if style.code else None,
        last_enriched_at=shop.at(1),
        created_at=shop.at(min(style.released, 424)),
        **of,
    )


def bought(shop: Shop, style: Style, days_ago: int, **more) -> InventoryItem:
    """A lot that was bought so many days ago: on sale or, where the shops have none left, a little below the market."""
    if style.is_hyped:
        gross = round(resale_price(shop, style, days_ago) * Decimal(shop.dice.uniform(0.65, 1.02)), 2)
    else:
        gross = round(style.list_price * Decimal(shop.dice.choice([1, 0.9, 0.8, 0.7, 0.6])), 2)
    net = round(gross / VAT, 2)
    bought_at = shop.at(days_ago)
    lot = {
        "quantity": 1,
        "supplier": shop.dice.choices(shop.suppliers, weights=[9, 22, 14, 18, 3])[0],
        "purchase_price": net,
        "gross_purchase_price": gross,
        "vat_amount": gross - net,
        "purchase_date": bought_at,
        "delivery_date": shop.later(bought_at, 1, 6),
        "location": shop.dice.choice(PLACES),
        "created_at": bought_at,
    }
    # The sizes in the middle are bought most.
    size = shop.sizes[EU_SIZES[min(int(shop.dice.triangular(0, len(EU_SIZES), 11)), len(EU_SIZES) - 1)]]
    return InventoryItem(product=shop.products[style], size=size, **{**lot, **more})


def fill_shelves(shop: Shop) -> None:
    """What is in stock: fresh lots and old ones, some of them listed, a few of which little is known."""
    weights = [1 + 4 * (style.heat > 1) for style in STYLES]
    lots = []
    for number in range(IN_STOCK):
        style = shop.dice.choices(STYLES, weights)[0]
        age = number if number < 3 else int(400 * shop.dice.random() ** 1.8)
        status = shop.dice.choice(STATUSES)
        lot = bought(shop, style, age, status=status, quantity=shop.dice.choice([1, 1, 1, 1, 1, 2, 3]))
        if status == StockStatus.LISTED:
            lot.listed_stockx, lot.listed_alias = True, shop.dice.random() < 0.4
            lot.listed_local = shop.dice.random() < 0.1
        lot.detailed_status = "incoming" if lot.delivery_date is None else "available"
        lots.append((style, lot))
    for _, lot in lots[40:46]:
        lot.purchase_price = lot.gross_purchase_price = lot.vat_amount = None
        lot.notes = "Part of a bundle: the price of the single pair is not known."
    for _, lot in lots[60:65]:
        lot.purchase_date = lot.delivery_date = None
        lot.supplier, lot.legacy_supplier = None, "flea market"
    InventoryItem.objects.bulk_create(lot for _, lot in lots)
    _list_on_stockx(shop, [(style, lot) for style, lot in lots if lot.listed_stockx])


def listing_of(shop: Shop, style: Style, lot: InventoryItem, listed_at, ask: Decimal, **more) -> StockXListing:
    """A StockX listing of the lot."""
    product = shop.products[style]
    profit = round(ask * Decimal("0.88"), 2) - lot.purchase_price if lot.purchase_price else None
    return StockXListing(
        product=product,
        inventory=lot,
        stockx_listing_id=str(uuid.UUID(int=shop.dice.getrandbits(128), version=4)),
        stockx_product_id=product.stockx_product_id or "unknown",
        ask_price=ask,
        original_ask_price=ask,
        buy_price=lot.purchase_price,
        expected_profit=profit,
        expected_margin=round(profit / ask * 100, 2) if profit is not None else None,
        current_lowest_ask=product.lowest_ask,
        current_highest_bid=product.highest_bid,
        last_price_update=shop.at(1),
        created_from=shop.dice.choice(["manual", "bulk", "quickflip"]),
        listed_at=listed_at,
        created_at=listed_at,
        **more,
    )


def _list_on_stockx(shop: Shop, lots: list[tuple[Style, InventoryItem]]) -> None:
    """The asks of what is listed, of which every third was lowered since, and what others ask."""
    listings, changes, figures = [], [], []
    for number, (style, lot) in enumerate(lots):
        listed_at = shop.later(lot.created_at, 0, 9) or shop.morning
        ask = resale_price(shop, style, 0) + shop.dice.randint(-2, 25)
        listing = listing_of(shop, style, lot, listed_at, ask)
        listings.append(listing)
        changes.append(_first_ask(listing))
        if number % 3 == 0 and (lowered_at := shop.later(listed_at, 10, 40)):
            changes.append(_lowered(listing, ask - shop.dice.randint(3, 12), lowered_at))
        figures.append(_figures(shop, lot, listing))
    StockXListing.objects.bulk_create(listings)
    ListingPriceChange.objects.bulk_create(changes)
    MarketplaceData.objects.bulk_create(figures)


def _first_ask(listing: StockXListing) -> ListingPriceChange:
    return ListingPriceChange(
        listing=listing, new_price=listing.ask_price, change_reason="first ask", created_at=listing.listed_at
    )


def _lowered(listing: StockXListing, price: Decimal, lowered_at: datetime.datetime) -> ListingPriceChange:
    before, listing.ask_price = listing.ask_price, price
    return ListingPriceChange(
        listing=listing,
        old_price=before,
        new_price=price,
        change_reason="did not sell",
        market_lowest_ask=listing.current_lowest_ask,
        market_highest_bid=listing.current_highest_bid,
        created_at=lowered_at,
    )


def _figures(shop: Shop, lot: InventoryItem, listing: StockXListing) -> MarketplaceData:
    return MarketplaceData(
        inventory_item=lot,
        platform=shop.platforms["StockX"],
        marketplace_listing_id=listing.stockx_listing_id,
        ask_price=listing.ask_price,
        bid_price=listing.current_highest_bid,
        market_lowest_ask=listing.current_lowest_ask,
        market_highest_bid=listing.current_highest_bid,
        sales_frequency=shop.dice.randint(0, 60),
        fees_percentage=Decimal("0.12"),
    )
