"""The published charts once more, copied by hand from where they stand: the tests hold the code against them."""

from decimal import Decimal
from fractions import Fraction

# US, UK and EU of each line; "" where nothing is published.
NIKE_MEN = """
6/5.5/38.5 6.5/6/39 7/6/40 7.5/6.5/40.5 8/7/41 8.5/7.5/42 9/8/42.5 9.5/8.5/43 10/9/44 10.5/9.5/44.5 11/10/45
11.5/10.5/45.5 12/11/46 12.5/11.5/47 13/12/47.5"""
NIKE_WOMEN = """
5/2.5/35.5 5.5/3/36 6/3.5/36.5 6.5/4/37.5 7/4.5/38 7.5/5/38.5 8/5.5/39 8.5/6/40 9/6.5/40.5 9.5/7/41 10/7.5/42
10.5/8/42.5"""
NIKE_YOUTH = "3.5/3/ 4/3.5/ 4.5/4/ 5/4.5/ 5.5/5/ 6/5.5/ 6.5/6/39 7/6/40"
NEW_BALANCE_MEN = """
4/3.5/36 4.5/4/37 5/4.5/37.5 5.5/5/38 6/5.5/38.5 6.5/6/39.5 7/6.5/40 7.5/7/40.5 8/7.5/41.5 8.5/8/42 9/8.5/42.5 9.5/9/43
10/9.5/44 10.5/10/44.5 11/10.5/45 11.5/11/45.5 12/11.5/46.5 13/12.5/47.5"""
# UK from US, and the EU size where one is confirmed.
RULES = {
    ("new-balance", "women"): ("2", {"9": "40.5"}),
    ("asics", "men"): ("1", {}),
    ("asics", "women"): ("2", {}),
    ("puma", "men"): ("1", {}),
    ("puma", "women"): ("2.5", {}),
    ("vans", "men"): ("1", {}),
    ("vans", "women"): ("2.5", {}),
    ("converse", "men"): ("0", {}),
    ("converse", "women"): ("2", {}),
}
Published = tuple[Decimal, Decimal, Decimal | None]


def charts() -> dict[tuple[str, str], list[Published]]:
    """The lines by brand and gender. EU thirds to two decimals."""
    printed = {
        ("nike", "men"): NIKE_MEN,
        ("nike", "women"): NIKE_WOMEN,
        ("nike", "youth"): NIKE_YOUTH,
        ("new-balance", "men"): NEW_BALANCE_MEN,
    }
    found = {key: [_line(line) for line in text.split()] for key, text in printed.items()}
    found["adidas", "men"] = [_adidas(half, 1) for half in range(7, 30)] + [_adidas(30, 2)]
    found["adidas", "women"] = [_adidas(half, 3) for half in range(7, 30)]
    for (brand, gender), (less, confirmed) in RULES.items():
        halves = range(8, 31) if gender == "men" else range(10, 25)
        found[brand, gender] = [_ruled(Decimal(half) / 2, Decimal(less), confirmed) for half in halves]
    return found


def _line(line: str) -> Published:
    us, uk, eu = line.split("/")
    return Decimal(us), Decimal(uk), Decimal(eu) if eu else None


def _adidas(uk_halves: int, more_halves: int) -> Published:
    """EU = 36 + (UK - 3.5) * 4/3, as a fraction: the US size is `more_halves` halves above the UK one."""
    eu = 36 + (Fraction(uk_halves, 2) - Fraction(7, 2)) * Fraction(4, 3)
    third = {Fraction(0): "00", Fraction(1, 3): "33", Fraction(2, 3): "67"}[eu % 1]
    return Decimal(uk_halves + more_halves) / 2, Decimal(uk_halves) / 2, Decimal(f"{eu // 1}.{third}")


def _ruled(us: Decimal, less: Decimal, confirmed: dict[str, str]) -> Published:
    return us, us - less, Decimal(confirmed[f"{us:f}"]) if f"{us:f}" in confirmed else None
