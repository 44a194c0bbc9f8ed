"""Which size a row of a price list means, on the product that it names."""

from apps.integration.choices import SourceType
from apps.integration.imports.prices.products import FoundProduct
from apps.integration.imports.prices.reading import Row
from apps.products.models.size import Gender
from apps.products.size_charts.genders import gender_in
from apps.products.size_charts.labels import Label, price_label, region_of, stockx_label
from soleflip.intake.errors import RowRefused
from soleflip.intake.values import quoted

STOCKX = (SourceType.STOCKX, SourceType.STOCKXAPI)
REGIONS = "US, UK, EU, JP, KR, CM, INT or ONE"
EXAMPLES = {"US": "9, 9.5, 9W, 6Y or 10C", "UK": "8 or 8.5", "EU": "42, 42.5 or 42 2/3", "INT": "M or XL"}


def label_of(row: Row) -> Label | None:
    """The label that stands there; None where none does. Raises RowRefused for one that is not understood."""
    region = region_of(row.region) if row.region else None
    if row.region and region is None:
        raise RowRefused({"region": f"{quoted(row.region)} is no region of sizes: write {REGIONS}."})
    if label := price_label(row.size, row.region) or (_bare_at_stockx(row) if region is None else None):
        _check_gender(row, label)
        return label
    if not row.size:
        return None
    if region is None:
        sentence = f"{quoted(row.size)} does not say whose size it is: fill the column region with {REGIONS}."
        raise RowRefused({"size": sentence})
    example = f": write it as {EXAMPLES[region]}" if region in EXAMPLES else ""
    raise RowRefused({"size": f"{quoted(row.size)} is no size of the region {region}{example}."})


def gender_of(row: Row, product: FoundProduct) -> Gender | None:
    """For whom the shoe is made: by the row, else by the product's name.

    StockX marks all sizes but those of men; where the name says something else, nobody can tell which is right.
    """
    named = row.gender or gender_in(product.name)
    if row.source not in STOCKX or row.gender:
        return named
    return Gender.MEN if named in (None, Gender.MEN, Gender.UNISEX) else None


def _bare_at_stockx(row: Row) -> Label | None:
    """StockX prints sizes of the US without the region."""
    label = stockx_label(row.size) if row.source in STOCKX and row.size else None
    return label._replace(gender=row.gender) if label and label.region == "US" and label.gender == Gender.MEN else label


def needs_gender(label: Label) -> RowRefused:
    """A label that is two shoes, as nobody says whose it is."""
    written = f"{label.value}W, {label.value}Y or {label.value}C, or " if label.region == "US" else ""
    return RowRefused(
        {
            "size": f"{label.region} {label.value} is one size of men and another of women: write {written}men, women, "
            "youth or infant into the column gender."
        }
    )


def _check_gender(row: Row, label: Label) -> None:
    if label.gender and row.gender and label.gender != row.gender:
        raise RowRefused({"gender": f"It is {row.gender}, and {quoted(row.size)} is a size of {label.gender}."})
