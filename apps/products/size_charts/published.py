"""The charts that we have. What is not in them is not known: no size is filled by what lies beside it.

Jordan has Nike's chart and Yeezy adidas': core.brands.maker_id says so.
"""

import datetime
from decimal import Decimal

from apps.products.models.size import Gender
from apps.products.size_charts.chart import Chart, Line, halves, table

TAKEN_OVER = datetime.date(2026, 11, 28)  # the sources themselves bear no date
RETAILER = "Nike's chart as a retailer has it; US and EU agree with a second public table"
OWN_RULE = "Rule of the brand: {}"

NIKE_MEN = table("""
US  6    6.5  7   7.5   8   8.5  9     9.5  10  10.5  11  11.5  12  12.5  13
UK  5.5  6    6   6.5   7   7.5  8     8.5  9   9.5   10  10.5  11  11.5  12
EU  38.5 39   40  40.5  41  42   42.5  43   44  44.5  45  45.5  46  47    47.5
""")
NIKE_WOMEN = table("""
US  5     5.5  6     6.5   7    7.5   8    8.5  9     9.5  10   10.5
UK  2.5   3    3.5   4     4.5  5     5.5  6    6.5   7    7.5  8
EU  35.5  36   36.5  37.5  38   38.5  39   40   40.5  41   42   42.5
""")
NIKE_YOUTH = table("""
US  3.5  4    4.5  5    5.5  6    6.5  7
UK  3    3.5  4    4.5  5    5.5  6    6
EU  -    -    -    -    -    -    39   40
""")
NEW_BALANCE_MEN = table("""
US  4    4.5  5     5.5  6     6.5   7    7.5   8     8.5  9     9.5  10  10.5  11    11.5  12    13
UK  3.5  4    4.5   5    5.5   6     6.5  7     7.5   8    8.5   9    9.5 10    10.5  11    11.5  12.5
EU  36   37   37.5  38   38.5  39.5  40   40.5  41.5  42   42.5  43   44  44.5  45    45.5  46.5  47.5
""")


def adidas_eu(uk: Decimal) -> Decimal:
    """EU = 36 + (UK - 3.5) * 4/3, to two decimals: UK 4 is 36.67, which is 36 2/3."""
    return round(36 + (uk - Decimal("3.5")) * 4 / 3, 2)


# The formula begins at UK 3.5 = EU 36; smaller sizes are children's, which follow another one. It is confirmed up to
# UK 14.5. US 16 is the one size that the source names beyond: it says neither what is between nor where the scale ends.
ADIDAS_MEN = (
    *(Line(uk + Decimal("0.5"), uk, adidas_eu(uk)) for uk in halves(Decimal("3.5"), Decimal("14.5"))),
    Line(Decimal(16), Decimal(15), adidas_eu(Decimal(15))),
)
ADIDAS_WOMEN = tuple(Line(uk + Decimal("1.5"), uk, adidas_eu(uk)) for uk in halves(Decimal("3.5"), Decimal("14.5")))
# Rules without a table: for the sizes that are sold to grown-ups. Their EU sizes are not verified, but for one.
MEN, WOMEN = halves(4, 15), halves(5, 12)


def by_rule(us_sizes: list[Decimal], difference: str, confirmed: dict[str, str] | None = None) -> tuple[Line, ...]:
    """Lines where UK is US less the difference, and EU known where it is confirmed (by US)."""
    eu = {Decimal(us): Decimal(size) for us, size in (confirmed or {}).items()}
    return tuple(Line(us, us - Decimal(difference), eu.get(us)) for us in us_sizes)


def _chart(slug: str, brand: str, gender: Gender, source: str, lines: tuple[Line, ...]) -> Chart:
    return Chart(slug, brand, gender, source, TAKEN_OVER, lines)


def _rule(slug: str, brand: str, gender: Gender, difference: str, confirmed: dict[str, str] | None = None) -> Chart:
    less = f"US less {difference}" if Decimal(difference) else "US"
    eu = "one EU size is confirmed" if confirmed else "EU not verified"
    lines = by_rule(MEN if gender == Gender.MEN else WOMEN, difference, confirmed)
    return _chart(slug, brand, gender, OWN_RULE.format(f"UK is {less} ({gender}); {eu}"), lines)


_ADIDAS = OWN_RULE.format("US is UK + {}; EU is 36 + (UK - 3.5) * 4/3")
CHARTS = (
    _chart("nike", "Nike", Gender.MEN, RETAILER, NIKE_MEN),
    _chart("nike", "Nike", Gender.WOMEN, RETAILER, NIKE_WOMEN),
    _chart("nike", "Nike", Gender.YOUTH, RETAILER, NIKE_YOUTH),
    _chart("adidas", "Adidas", Gender.MEN, _ADIDAS.format("0.5 (from US 16 UK + 1)"), ADIDAS_MEN),
    _chart("adidas", "Adidas", Gender.WOMEN, _ADIDAS.format("1.5"), ADIDAS_WOMEN),
    _chart("new-balance", "New Balance", Gender.MEN, "New Balance's chart; UK is US less 0.5", NEW_BALANCE_MEN),
    _rule("new-balance", "New Balance", Gender.WOMEN, "2", confirmed={"9": "40.5"}),
    _rule("asics", "Asics", Gender.MEN, "1"),
    _rule("asics", "Asics", Gender.WOMEN, "2"),
    _rule("puma", "Puma", Gender.MEN, "1"),
    _rule("puma", "Puma", Gender.WOMEN, "2.5"),
    _rule("vans", "Vans", Gender.MEN, "1"),
    _rule("vans", "Vans", Gender.WOMEN, "2.5"),
    _rule("converse", "Converse", Gender.MEN, "0"),
    _rule("converse", "Converse", Gender.WOMEN, "2"),
)
