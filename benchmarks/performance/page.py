"""docs/performance.md, put together."""

from collections.abc import Sequence
from pathlib import Path

from performance.runs import Run
from performance.tables import besides, grown, machine, targets

HERE = Path(__file__).resolve().parent


def page(runs: Sequence[Run]) -> str:
    """The whole page: of the largest run, and of the growth up to it."""
    largest = runs[-1]
    met = [target["is_met"] for case in largest.cases for target in case["targets"]]
    return text_of("page.md").format(
        scale=f"{largest.scale:g}",
        rows=", ".join(f"{number:,} {what}" for what, number in largest.rows.items()),
        rounds=largest.rounds,
        day=largest.day,
        met=sum(met),
        all=len(met),
        targets="\n".join(targets(largest)),
        besides="\n".join(besides(largest)),
        grown="\n".join(grown(runs)),
        prose=text_of("what_breaks_first.md").strip(),
        machine="\n".join(machine(largest)),
    )


def text_of(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")
