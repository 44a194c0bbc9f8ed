"""One small reseller's business, to look at in the back office: believable, and the same at each run."""

import datetime

from django.db import transaction

from tests.support.shop import buying, market, office, sales, stock
from tests.support.shop.scene import open_scene


@transaction.atomic
def open_shop(today: datetime.date) -> None:
    """Fill the current, freshly migrated database with fourteen months of business that end on the morning of today.

    The seeded admin stays as it is; beside it "buyer" (role user) and "adviser" (readonly) can log in.
    """
    shop = open_scene(today)
    buying.meet_suppliers(shop)
    stock.fill_catalog(shop)
    market.watch_prices(shop)
    stock.fill_shelves(shop)
    sales.sell_for_a_year(shop)
    office.work_in_the_office(shop)
