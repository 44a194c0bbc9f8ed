"""How the price of a shoe goes: release, hype, decay, season."""

from random import Random

from apps.demo.plan import MONTHS

FOREVER = 60  # months: older releases differ in nothing


class Curve:
    """What a product costs in shops and brings on marketplaces, as a multiple of its list price, month by month."""

    __slots__ = ("released", "resale", "retail", "wanted")

    def __init__(self, chance: Random, first_calendar_month: int):
        """`first_calendar_month`: which month of the year (0 to 11) the first month of the history is."""
        # Two of five came out within the history, two months ago at the latest; the month of older ones is below 0.
        is_new = chance.random() < 0.4
        self.released = int(chance.uniform(0, MONTHS - 2)) if is_new else -int(chance.uniform(1, FOREVER))
        self.wanted = chance.random() < 0.25  # sells above its list price
        hype = chance.uniform(0.5, 2.2) if self.wanted else chance.uniform(-0.12, 0.05)
        settled = chance.uniform(0.1, 0.6) if self.wanted else chance.uniform(-0.52, -0.25)
        half_life = chance.uniform(1.5, 5)
        season = chance.uniform(0.01, 0.06)
        full_price = chance.randrange(5, 12) * (3 if self.wanted else 1)  # months until the shops mark it down
        markdown = chance.choice((0.1, 0.15, 0.2, 0.3))
        self.resale, self.retail = [], []
        for month in range(MONTHS):
            age = max(0, month - self.released)
            calendar = (first_calendar_month + month) % 12
            excitement = (hype - settled) * 0.5 ** (age / half_life)
            before_christmas = {9: 0.5, 10: 1, 11: 1, 0: -0.5, 1: -1, 6: -1, 7: -0.5}.get(calendar, 0)
            self.resale.append((1 + settled + excitement) * (1 + season * before_christmas))
            off = markdown if age >= full_price else 0
            sale = 0.1 if calendar in (0, 6) and age > 2 and not self.wanted else 0
            self.retail.append(1 - off - sale)

    @property
    def first(self) -> int:
        """The first month of the history in which it can be bought."""
        return max(0, self.released)
