"""A sale as a report tells it, whatever the marketplace."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal

from soleflip.intake.errors import RowRefused


@dataclass(frozen=True)
class Sale:
    """One row of a report, read. Amounts are in `currency`; what the report does not say is None."""

    order_number: str
    item: str | None
    style_code: str | None  # normalised; several codes are joined by /
    size: str | None  # the label as given
    sold_at: datetime.datetime
    sale_price: Decimal
    currency: str
    net_proceeds: Decimal | None = None
    seller_fee: Decimal | None = None
    processing_fee: Decimal | None = None
    shipping_cost: Decimal | None = None
    is_paid: bool = False
    payout_date: datetime.datetime | None = None
    country: str | None = None
    city: str | None = None
    tracking_number: str | None = None
    remarks: list[str] = field(default_factory=list, compare=False)  # what staff should know of the row


class SaleRefused(RowRefused):
    """A row that is no sale: the reason by column.

    With a cell that cannot be read, maybe all of them stand in the wrong columns, where a name could be shown.
    """

    def __init__(self, reasons: dict[str, str], *, is_readable: bool = True):
        super().__init__(reasons)
        self.is_readable = is_readable
