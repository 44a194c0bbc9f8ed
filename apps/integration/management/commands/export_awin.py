"""manage.py export_awin: the offers of shops, as a feed of Awin."""

from collections.abc import Iterator
from decimal import Decimal

from apps.integration.imports.awin.columns import EXPORTED, NUMBERS, OTHERS, PICTURES, PRICES, RETAIL, TEXTS
from apps.integration.imports.export_command import ExportCommand
from apps.integration.models import AwinProduct

# Column of the feed by column of awin_products, where the feed has one for it.
COLUMNS = {
    **{column: names[0] for column, (names, _) in TEXTS.items()},
    **NUMBERS,
    "retail_price_cents": RETAIL[0],
    **PRICES,
    **{name: name for name in OTHERS},
}


class Command(ExportCommand):
    help = (
        "Exports the offers in awin_products as CSV with the columns of a feed of Awin; import_awin brings back equal "
        "what it had written. What was found out since (matches, prices at StockX) is not exported."
    )
    columns = (*COLUMNS.values(), *PICTURES, EXPORTED)

    def rows(self) -> Iterator[list]:
        offers = AwinProduct.objects.order_by("awin_product_id").values_list(*COLUMNS, "alternate_images")
        is_cents = [column.endswith("_cents") for column in COLUMNS]
        for *values, pictures in offers.iterator():
            row = [_amount(value) if cents else value for value, cents in zip(values, is_cents, strict=True)]
            none = [None] * len(PICTURES)
            yield [*row, *[*(pictures or []), *none][: len(PICTURES)], True]


def _amount(cents: int | None) -> Decimal | None:
    return None if cents is None else Decimal(cents).scaleb(-2)
