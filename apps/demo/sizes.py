"""Sizes on the European scale, as many of each as are sold."""

from bisect import bisect
from itertools import accumulate
from random import Random

from apps.demo.copying import Copier
from apps.demo.plan import Plan, stamp

# How many of a hundred pairs are sold in each size: most men wear 42 to 44, hardly anybody 49.
SHARES = {
    "men": {
        "39": 2, "40": 5, "40.5": 5, "41": 8, "42": 12, "42.5": 11, "43": 12, "44": 13, "44.5": 9, "45": 9,
        "45.5": 4, "46": 5, "47": 2.5, "47.5": 1.5, "48.5": 0.7, "49": 0.3,
    },
    "women": {
        "35": 0.5, "35.5": 2, "36": 8, "36.5": 9, "37.5": 14, "38": 17, "38.5": 15, "39": 14, "40": 11, "40.5": 5,
        "41": 3, "42": 1.5,
    },
    "youth": {
        "28": 3, "29": 4, "30": 5, "31": 6, "32": 7, "33": 8, "34": 9, "35": 8, "35.5": 9, "36": 12, "36.5": 10,
        "37.5": 9, "38": 6, "38.5": 4,
    },
}  # fmt: skip
COLUMNS = "id, value, region, gender, standardized_value, created_at, updated_at"
KNOWN = """
SELECT gender, value, id::text FROM public.sizes WHERE region = 'EU' AND category_id IS NULL AND brand_id IS NULL"""


class Run:
    """The sizes of one gender: their ids, labels and shares."""

    def __init__(self, labels: list[str], ids: list[str], shares: list[float]):
        self.labels, self.ids = labels, ids
        self._shares = shares
        self._up_to = list(accumulate(shares))

    def __len__(self) -> int:
        return len(self.ids)

    def one(self, chance: Random) -> int:
        """The place of a size in the run, by the shares."""
        return bisect(self._up_to, chance.random() * self._up_to[-1])

    def some(self, chance: Random, number: int) -> list[int]:
        """The places of several sizes, each once: those that many people wear are rarely missing."""
        keys = [(chance.random() ** (1 / share), place) for place, share in enumerate(self._shares)]
        return sorted(place for _, place in sorted(keys)[-number:])

    def premium(self, place: int) -> float:
        """How much dearer than the usual sizes people sell a size: the rare ones at both ends are."""
        middle = (len(self) - 1) / 2
        return 0.97 + 0.12 * abs(place - middle) ** 2 / middle**2


def copy(copier: Copier, plan: Plan) -> dict[str, Run]:
    """Add the sizes that are not there; returns the run of each gender."""
    copier.cursor.execute(KNOWN)
    ids = {(gender, value): key for gender, value, key in copier.cursor.fetchall()}
    began, new = stamp(plan.months[0][0]), []
    wanted = [(gender, value) for gender, shares in SHARES.items() for value in shares]
    for number, (gender, value) in enumerate(wanted):
        if (gender, value) not in ids:
            ids[gender, value] = plan.key("public.sizes", number)
            new.append((ids[gender, value], value, "EU", gender, value, began, began))
    copier.copy("public.sizes", COLUMNS, new)
    return {
        gender: Run(list(shares), [ids[gender, value] for value in shares], list(shares.values()))
        for gender, shares in SHARES.items()
    }
