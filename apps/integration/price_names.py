"""What a price is called where it stands beside others: its place, its size, its age."""

import datetime
from decimal import Decimal

from django.utils import timezone

from apps.integration.models import PriceSource
from apps.products.models import Size
from apps.products.models.size import Gender
from soleflip.admin.formats import is_web, money

ALL_SIZES = "all sizes"


def place_of(price: PriceSource) -> str:
    """The shop or marketplace."""
    return price.source_name or price.get_source_type_display()


def amount_of(price: PriceSource) -> str:
    """The price with its currency: 48.94 EUR."""
    return money(Decimal(price.price_cents) / 100, price.currency)


def size_of(size: Size | None) -> str:
    """US 9 (men), US 10.5W, EU 42.5, or all sizes."""
    if size is None:
        return ALL_SIZES
    says_for_whom = size.gender == Gender.UNISEX or not str(size).endswith(size.value)  # by its suffix
    return str(size) if says_for_whom else f"{size} ({size.gender})"


def link_of(price: PriceSource) -> str:
    """Where the offer is: by the link that earns the commission, else at its source; nothing where neither is known."""
    return next((link for link in (price.affiliate_link, price.source_url) if is_web(link)), "")


def seen(price: PriceSource, now: datetime.datetime | None = None) -> str:
    """How old the price is: seen 3 days ago, on 2026-11-25 12:00 UTC."""
    if price.last_updated is None:
        return "nobody knows when it was seen"
    moment = price.last_updated.astimezone(datetime.UTC)
    return f"seen {_ago((now or timezone.now()) - moment)}, on {moment:%Y-%m-%d %H:%M} UTC"


def age_of(price: PriceSource, now: datetime.datetime | None = None) -> str:
    """How old the price is, in short: 3 days ago; nothing where nobody knows."""
    return "" if price.last_updated is None else _ago((now or timezone.now()) - price.last_updated)


def _ago(age: datetime.timedelta) -> str:
    hours = int(age / datetime.timedelta(hours=1))
    if hours < 1:
        return "within the last hour"
    number, unit = (hours, "hour") if hours < 48 else (hours // 24, "day")
    return f"{number:,} {unit}{'' if number == 1 else 's'} ago"
