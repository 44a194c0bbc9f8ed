"""What all parts of the shop share."""

import datetime
import random
from dataclasses import dataclass, field

from apps.core.models import Platform, Supplier
from apps.products.models import Product, Size
from tests.support.shop.styles import Style

DAYS = 425  # fourteen months


@dataclass
class Shop:
    """The reseller's business while it is filled."""

    morning: datetime.datetime
    dice: random.Random = field(default_factory=lambda: random.Random("one small reseller"))
    platforms: dict[str, Platform] = field(default_factory=dict)
    suppliers: list[Supplier] = field(default_factory=list)
    products: dict[Style, Product] = field(default_factory=dict)
    sizes: dict[str, Size] = field(default_factory=dict)
    us_sizes: dict[str, Size] = field(default_factory=dict)  # Nike's, by the EU size

    def at(self, days_ago: int) -> datetime.datetime:
        """Some time on that day, in the hours in which people are awake; today: the morning."""
        if days_ago <= 0:
            return self.morning
        awake = datetime.timedelta(hours=self.dice.randint(7, 22), minutes=self.dice.randint(0, 59))
        return self.morning - datetime.timedelta(days=days_ago) + awake

    def later(self, moment: datetime.datetime, *days: int) -> datetime.datetime | None:
        """So many days (from .. to) after the moment; None while that lies ahead."""
        after = moment + datetime.timedelta(days=self.dice.randint(*days), minutes=self.dice.randint(0, 300))
        return after if after <= self.morning else None


def open_scene(today: datetime.date) -> Shop:
    """An empty shop with the seeded platforms."""
    morning = datetime.datetime.combine(today, datetime.time(), datetime.UTC)
    return Shop(morning, platforms={platform.name: platform for platform in Platform.objects.all()})
