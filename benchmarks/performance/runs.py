"""Results of side_by_side.py, as they were written to files."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path


class NotResults(Exception):
    """A file that cannot be reported on; says which, why, and what to do."""


@dataclass(frozen=True)
class Run:
    """One run: a scale, how many rows that was, the machine, and what each case came to."""

    scale: float
    rounds: int
    day: str
    rows: dict[str, int]
    machine: dict
    cases: Sequence[dict]

    def median(self, case: str, way: str) -> float | None:
        """What a case took in a way; None where it was not measured."""
        found = [each["ways"][way]["median"] for each in self.cases if each["name"] == case and way in each["ways"]]
        return found[0] if found else None


def read(files: Iterable[Path]) -> list[Run]:
    """The runs, smallest scale first. Raises NotResults."""
    runs = sorted((_run(file) for file in files), key=lambda run: run.scale)
    for one, other in pairwise(runs):
        if one.scale == other.scale:
            raise NotResults(f"Two files are of scale {one.scale:g}: give one of them.")
    return runs


def _run(file: Path) -> Run:
    try:
        return Run(**json.loads(file.read_text(encoding="utf-8")))
    except OSError as error:
        raise NotResults(f"{file} cannot be read ({error.strerror}): give what side_by_side.py --json wrote.") from None
    except (TypeError, ValueError):
        raise NotResults(f"{file} has no results: give what side_by_side.py --json wrote.") from None
