"""The columns of a file of exchange rates."""

import re

from soleflip.intake.layout import Layout, Others

DATE = "Date"
BASE = "EUR"  # one euro is worth so much of each currency
SOURCE = "European Central Bank"

CURRENCIES = Others("currency", re.compile(r"(?!EUR)[A-Z]{3}"), "three capital letters other than EUR, such as USD")
LAYOUT = Layout("file of exchange rates", (DATE,), ((DATE,),), CURRENCIES)
