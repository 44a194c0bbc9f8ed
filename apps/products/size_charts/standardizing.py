"""Brings public.sizes to what the charts say: makes their rows, fills values, moves goods to the sizes of a brand."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Now
from psycopg.errors import UniqueViolation

from apps.core.models import Brand
from apps.core.recognition.category_words import ACCESSORIES, APPAREL, COLLECTIBLES, ELECTRONICS
from apps.products.models import Product, Size
from apps.products.models.size import Gender, SizeRegion
from apps.products.size_charts.answers import NOTHING, SCALES, answer, has_chart, lines_of
from apps.products.size_charts.labels import Label, canonical
from apps.products.size_charts.numbers import written
from apps.products.size_charts.published import CHARTS
from apps.products.size_charts.rows import LENGTHS, OF_BRANDS, SizeRows

NO_EU_SIZE = "the chart does not say the EU size"  # of whole charts: their labels would fill the page
NO_SHOES = (APPAREL, ACCESSORIES, COLLECTIBLES, ELECTRONICS)  # slugs of categories
CHARTED = (SizeRegion.EU, *OF_BRANDS)


@dataclass
class Standardized:
    """What was done, or in a dry run would be; what could not be decided: labels with their number, by the reason."""

    charted: int = 0  # rows of the charts in all
    made: int = 0
    filled: int = 0  # rows that got a value
    sourced: int = 0  # rows whose value was right, and that now say where it is from
    moved: Counter = field(default_factory=Counter)  # goods by their model
    undecided: dict[str, Counter] = field(default_factory=lambda: defaultdict(Counter))

    @property
    def is_any(self) -> bool:
        """Whether something changed."""
        return bool(self.made or self.filled or self.sourced or self.moved)


def standardize() -> Standardized:
    """Do all of it, within the caller's transaction. Done again it changes nothing."""
    done, rows = Standardized(), SizeRows()
    _load(rows, done)
    _move(rows, done)
    done.made = len(rows.made)
    _fill(rows, done)
    return done


# --- the charts ---


def _load(rows: SizeRows, done: Standardized) -> None:
    brands = dict(Brand.objects.values_list("slug", "pk"))
    wanted = []
    for chart in CHARTS:
        if chart.slug not in brands:
            done.undecided["no brand has the slug of the chart"][chart.slug] = 1
            continue
        for region in OF_BRANDS:
            sizes = {getattr(line, SCALES[region]): None for line in chart.lines}
            wanted += [(Label(region, written(size)), brands[chart.slug], chart.gender) for size in sizes]
    done.charted = len(set(rows.of_all(wanted)))


# --- goods on the row of their brand ---


def _move(rows: SizeRows, done: Standardized) -> None:
    """Lots, prices and codes that came before their product had a brand stand on a row without one."""
    general = Size.objects.filter(brand=None, region__in=OF_BRANDS).exclude(gender=Gender.UNISEX)
    for model, product, size in _goods():
        pairs = model.objects.filter(**{f"{size}__in": general, f"{product}__brand__isnull": False})
        pairs = pairs.order_by().values_list(size, f"{product}__brand").distinct()
        known = general.in_bulk({size_id for size_id, _ in pairs})
        for size_id, brand_id in sorted(pairs, key=str):
            row = known[size_id]
            to = rows.of(Label(row.region, canonical(row.region, row.value), row.gender), brand_id)
            there = model.objects.filter(**{size: size_id, f"{product}__brand": brand_id})
            done.moved[model] += _moved(there, size, to, done)
    done.moved = +done.moved


def _goods() -> list[tuple[type[models.Model], str, str]]:
    """The models whose rows are of a product and a size, with the names of these two fields."""
    found = []
    for model in apps.get_models():
        keys = {key.related_model: key.name for key in model._meta.concrete_fields if key.many_to_one}
        if model._meta.managed and Product in keys and Size in keys:
            found.append((model, keys[Product], keys[Size]))
    return found


def _moved(there: models.QuerySet, size: str, to: UUID, done: Standardized) -> int:
    """Move all of them at once, and one by one where the size of the brand has such a price already."""
    number = _put_on(there, size, to)
    if number is not None:
        return number
    moved = 0
    for row in there.order_by("pk"):
        if _put_on(there.model.objects.filter(pk=row.pk), size, to):
            moved += 1
        else:
            reason = f"the size of the brand has such a {row._meta.verbose_name} already"
            done.undecided[reason][f"{row} ({getattr(row, size)})"] += 1
    return moved


def _put_on(goods: models.QuerySet, size: str, to: UUID) -> int | None:
    """Give them the size; None, and nothing changed, where one of them would be there twice."""
    now = {"updated_at": Now()} if any(key.name == "updated_at" for key in goods.model._meta.fields) else {}
    try:
        with transaction.atomic():
            return goods.update(**{f"{size}_id": to}, **now)
    except IntegrityError as error:
        if not isinstance(error.__cause__, UniqueViolation):
            raise
        return None


# --- values ---


def _fill(rows: SizeRows, done: Standardized) -> None:
    names = dict(Brand.objects.values_list("pk", "name"))
    sizes = (
        Size.objects.select_for_update(of=("self",))
        .select_related("category")
        .order_by("region", "gender", "brand__name", "value", "pk")
    )
    for size in sizes:
        if size.region in CHARTED:
            maker = rows.maker(size.brand_id) if size.brand_id else None
            _fill_one(size, maker and maker.slug, names.get(size.brand_id, ""), done)
        elif size.region in LENGTHS:
            done.undecided["lengths of feet are never converted"][_named(size)] += 1
        elif size.region == SizeRegion.UNKNOWN:
            done.undecided["the region is not known, as sales reports do not tell it"][size.value] += 1


def _fill_one(size: Size, slug: str | None, brand: str, done: Standardized) -> None:
    charted = size.region == SizeRegion.EU or _is_of_shoes(size)
    known = answer(slug, size.gender, size.region, size.value) if charted else NOTHING
    value = known.standardized_value
    label = _named(size, brand)
    if size.standardized_value is None and value is None:
        reason = _reason(size, slug)
        done.undecided[reason][f"{brand} {size.gender}" if reason == NO_EU_SIZE else label] += 1
    elif size.standardized_value not in (None, value):
        if value is not None:
            reason = "somebody gave another value than the chart, and it stays"
            theirs = written(size.standardized_value)
            done.undecided[reason][f"{label}: {theirs}, and the chart says {written(value)}"] += 1
        return
    if size.standardized_value == value and (size.chart_source or not known.chart_source):
        return
    done.filled += size.standardized_value != value
    done.sourced += size.standardized_value == value
    Size.objects.filter(pk=size.pk).update(**known._asdict(), updated_at=Now())


def _reason(size: Size, slug: str | None) -> str:
    """Why the charts do not give the value."""
    if size.region == SizeRegion.EU:
        return "no EU size"
    if not _is_of_shoes(size):
        return "the charts are of shoes"
    if slug is None:
        return "without a brand there is no chart"
    if not has_chart(slug):
        return "we have no chart of the brand"
    if size.gender == Gender.UNISEX:
        return "the gender is not known"
    lines = lines_of(slug, size.gender, size.region, size.value)
    if len(lines) > 1:
        return "it stands for two sizes"
    return NO_EU_SIZE if lines else "not in the chart"


def _is_of_shoes(size: Size) -> bool:
    """US 9 of a dress is no US 9 of a shoe. A row without a category is that of shoes."""
    return size.category is None or size.category.slug not in NO_SHOES


def _named(size: Size, brand: str = "") -> str:
    return " ".join(filter(None, (size.region, size.value, size.gender, brand)))
