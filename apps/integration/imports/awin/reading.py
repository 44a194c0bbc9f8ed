"""Turns the cells of a feed's row into the values of awin_products."""

import json
from functools import lru_cache
from operator import itemgetter

from apps.integration.imports.awin.columns import EXPORTED, NEEDED, NUMBERS, OTHERS, PICTURES, PRICES, RETAIL, TEXTS
from apps.integration.imports.awin.piece import NULL
from apps.products.gtin import is_gtin
from soleflip.intake import values
from soleflip.intake.errors import Refused, RowRefused
from soleflip.intake.layout import Header
from soleflip.intake.values import EMPTY


class RowReader:
    """Reads rows of one feed.

    `targets` are the columns of awin_products that the feed says something about, `unsaid` those with a default that it
    says nothing about.
    """

    def __init__(self, header: Header):
        place = header.place
        known = [name for name in dict.fromkeys(_sources()) if name in place]
        self._cells = itemgetter(*(place[name] for name in known))
        at = {name: index for index, name in enumerate(known)}
        self._texts = []  # index of the first source, those of the others, letters, name in the feed
        self.targets: list[str] = []
        for target, (sources, letters) in TEXTS.items():
            if there := [name for name in sources if name in at]:
                self._texts.append((at[there[0]], [at[name] for name in there[1:]], letters, there[0]))
                self.targets.append(target)
        self._numbers = [(at[name], target, name) for target, name in NUMBERS.items() if name in at]
        self._prices = [(at[name], target, name) for target, name in PRICES.items() if name in at]
        self._is_export = EXPORTED in place
        # There an empty price to pay is one that is not known, whatever the shop's own price is.
        self._retail = [(at[name], name) for name in (RETAIL[:1] if self._is_export else RETAIL) if name in at]
        self._pictures = [at[name] for name in PICTURES if name in at]
        self._currency, self._in_stock, self._updated = (at.get(name) for name in OTHERS)
        self._quantity = at.get("stock_quantity")
        self._needed = [(self.targets.index(target), TEXTS[target][0][0]) for target in NEEDED if target in TEXTS]
        self._ean = self.targets.index("ean") if "ean" in self.targets else None
        self.targets += [target for _, target, _ in self._numbers]
        self.targets += ["retail_price_cents", *(target for _, target, _ in self._prices), "currency"]
        self.targets += ["in_stock"] if {self._in_stock, self._quantity} - {None} else []
        self.targets += ["alternate_images"] if self._pictures else []
        self.targets += ["last_updated"] if self._updated is not None else []
        # Of a new offer these are unknown, whatever the defaults of their columns say.
        self.unsaid = [name for name in ("in_stock", "stock_quantity") if name not in self.targets]

    def read(self, cells: list[str]) -> list[str]:
        """The values of `targets` as text, NULL for null. Raises RowRefused."""
        if self._is_export:
            filled = [values.text(c) for c in self._cells(cells)]
        else:  # the same but for apostrophes, in less time
            filled = [None if (cell := c.strip()) in EMPTY else cell for c in self._cells(cells)]
        reasons: dict[str, str] = {}
        row = []
        for index, others, letters, name in self._texts:
            value = filled[index]
            if value is None and others:
                value = next((filled[other] for other in others if filled[other] is not None), None)
            if value is not None and letters is not None and len(value) > letters:
                _try(values.fitting, value, name, reasons, letters)
            row.append(value)
        for index, name in self._needed:
            if row[index] is None:
                reasons[name] = "It is empty."
        for index, _, name in self._numbers:
            value = filled[index]
            row.append(None if value is None else _try(_whole_number, value, name, reasons))
            if value is None and name == "merchant_id":
                reasons[name] = "It is empty."
        row += self._money(filled, reasons)
        if self._in_stock is not None:
            value = filled[self._in_stock]
            row.append(None if value is None else _try(_yes_or_no, value, "in_stock", reasons))
        elif self._quantity is not None:
            value = filled[self._quantity]
            row.append(None if value is None else "t" if value.lstrip("0") else "f")
        if self._pictures:
            pictures = [filled[index] for index in self._pictures if filled[index]]
            row.append(json.dumps(pictures, ensure_ascii=False) if pictures else None)
        if self._updated is not None:
            value = filled[self._updated]
            row.append(None if value is None else _try(_moment, value, "last_updated", reasons))
        if reasons:
            raise RowRefused(reasons)
        return [NULL if value is None else value for value in row]

    def remark(self, row: list) -> str | None:
        """What staff should see although the row is right."""
        ean = None if self._ean is None else row[self._ean]
        if ean is None or ean == NULL or is_gtin(ean):
            return None
        return f"ean: {values.quoted(ean)} is no valid EAN, so no product will be found by it."

    def _money(self, filled: list, reasons: dict) -> list:
        """The retail price and the other prices in cents, and the currency."""
        retail, currency = None, None if self._currency is None else filled[self._currency]
        if currency is not None:
            currency = _try(_currency, currency, "currency", reasons)
        for index, name in self._retail:
            if filled[index] is None:
                continue
            if retail is None:
                retail, currency = _priced(filled[index], name, currency, reasons)
            elif currency is None:  # EUR130.00 beside 130.00 tells what both are in
                currency = _priced(filled[index], name, None, {})[1]
        prices = [retail]
        for index, _, name in self._prices:
            value = filled[index]
            known = value is None or name in reasons
            prices.append(None if known else _priced(value, name, currency, reasons)[0])
        return [*prices, currency]


def _priced(value: str, name: str, currency: str | None, reasons: dict) -> tuple[str | None, str | None]:
    """The price in cents, and the currency: that of the row, else the one that stands at the price."""
    found = _try(_price, value, name, reasons)
    if not found:
        return None, currency
    price, sign = found
    if sign and currency and sign != currency:
        reasons[name] = f"{values.quoted(value)} is no price in {currency}, the currency of the row."
    return price, currency or sign


def _sources():
    yield from (name for names, _ in TEXTS.values() for name in names)
    yield from (*NUMBERS.values(), *PRICES.values(), *RETAIL, *PICTURES, *OTHERS)


def _try(read, value: str, name: str, reasons: dict, *arguments):
    try:
        return read(value, *arguments)
    except Refused as error:
        reasons[name] = str(error)
        return None


# The same few values stand in a million rows.
@lru_cache(maxsize=1 << 14)
def _whole_number(value: str) -> str:
    return str(values.whole_number(value))


@lru_cache(maxsize=64)
def _yes_or_no(value: str) -> str:
    return "t" if values.yes_or_no(value) else "f"


def _moment(value: str) -> str:
    return values.moment(value).isoformat()


_currency = lru_cache(maxsize=1 << 10)(values.currency_code)


@lru_cache(maxsize=1 << 16)
def _price(value: str) -> tuple[str, str | None]:
    number, sign = values.amount(value)
    return str(values.cents(number)), sign
