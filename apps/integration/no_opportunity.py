"""Why two prices are no opportunity, in a sentence. The rules are those of integration.profit_opportunities_v2."""

from collections.abc import Iterator
from decimal import Decimal

from apps.integration.choices import Condition, PriceType, SourceType
from apps.integration.models import AwinProduct, PriceSource
from apps.integration.price_names import amount_of, place_of, size_of
from apps.pricing.rates import current_rate
from apps.products.models import Size
from apps.products.models.size import Gender
from apps.products.size_charts.numbers import written
from soleflip.admin.formats import money

UNWORN = {Condition.NEW, Condition.DEADSTOCK}


def why_not(retail: PriceSource, resale: PriceSource) -> str:
    """The first reason; where there is none, the pair has become an opportunity since somebody looked."""
    return next(_reasons(retail, resale), "The prices have just changed: ask again.")


def _reasons(retail: PriceSource, resale: PriceSource) -> Iterator[str]:
    kinds = (retail.price_type, resale.price_type)
    if kinds == (PriceType.RESALE, PriceType.RETAIL):
        yield f"{retail} is the resale price of the two: name the retail price first."
    for price, kind in ((retail, PriceType.RETAIL), (resale, PriceType.RESALE)):
        if price.price_type != kind:
            yield f"{price} is of the type {price.price_type}, where a {kind} price is needed."
    if retail.product_id != resale.product_id:
        yield f"The prices are of two products, {retail.product} and {resale.product}."
    for price in (retail, resale):
        if not price.in_stock:
            yield _no_longer_matched(price) or f"{price} is out of stock."
    if retail.condition != resale.condition and not {retail.condition, resale.condition} <= UNWORN:
        here, there = (f"{_condition(price)} at {place_of(price)}" for price in (retail, resale))
        yield f"The pairs differ: {here}, {there}."
    if reason := _other_size(retail, resale):
        yield reason
    if reason := _not_dearer(retail, resale):
        yield reason


def _no_longer_matched(price: PriceSource) -> str:
    """Of a price that mirrors an offer which the shop still has: matching is in doubt about its product or its size."""
    offer = AwinProduct.objects.filter(awin_product_id=price.source_product_id, in_stock=True)
    if price.source_type != SourceType.AWIN or not (offer := offer.first()):
        return ""
    if offer.match_questions.exists():
        return f"{price}: its offer waits for an answer in Match questions."
    return f"{price}: its offer is not matched with this product and a certain size any more; match_products says why."


def _condition(price: PriceSource) -> str:
    return price.get_condition_display().lower() if price.condition else "in a condition that nobody knows"


def _other_size(retail: PriceSource, resale: PriceSource) -> str:
    one, other = retail.size, resale.size
    if retail.size_id == resale.size_id:
        return ""
    if one is None or other is None:
        return (
            f"The price at {place_of(retail)} is for {size_of(one)}, the one at {place_of(resale)} for "
            f"{size_of(other)}: a price for one size is no price for all."
        )
    for size in (one, other):
        if size.standardized_value is None:
            return f"The sizes are {size_of(one)} and {size_of(other)}, and no chart says which EU size {size} is."
    if one.standardized_value != other.standardized_value:
        return f"The sizes differ: {_with_eu(one)}, {_with_eu(other)}."
    if one.gender != other.gender and Gender.UNISEX not in (one.gender, other.gender):
        return f"The sizes are for different feet: {size_of(one)} and {size_of(other)}."
    return ""


def _with_eu(size: Size) -> str:
    return f"{size_of(size)} is EU {written(size.standardized_value)}"


def _not_dearer(retail: PriceSource, resale: PriceSource) -> str:
    cents, aside = resale.price_cents, ""
    if retail.currency != resale.currency:
        rate = current_rate(resale.currency, retail.currency)
        if rate is None:
            return (
                f"There is no exchange rate from {resale.currency} to {retail.currency} of the last 7 days: import one "
                "(manage.py import_rates), since prices of two currencies are not compared as they stand."
            )
        cents = rate.converted(cents)
        aside = f" ({money(Decimal(cents) / 100, retail.currency)} at {rate})"
    if cents > retail.price_cents:
        return ""
    return (
        f"The resale price at {place_of(resale)}, {amount_of(resale)}{aside}, is not above the retail price at "
        f"{place_of(retail)}, {amount_of(retail)}."
    )
