"""The tables of docs/performance.md."""

from collections.abc import Iterable, Iterator, Sequence

from scale.units import shown

from performance.growth import ON_PAPER, curve
from performance.runs import Run

UNKNOWN = "\N{EN DASH}"
SIDES = ("ours", "naive")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table in Markdown."""
    for row in (heads, ["---"] * len(heads), *rows):
        yield f"| {' | '.join(row)} |"


def targets(run: Run) -> Iterator[str]:
    """Each case beside its targets."""
    heads = ["case", "target", "ours", "naive", "naive / ours", "floors and other ways", "verdict"]
    yield from table(heads, ([_about(case), *_targets_of(case)] for case in run.cases))


def _about(case: dict) -> str:
    return f"{case['about']}"


def _targets_of(case: dict) -> Iterator[str]:
    ways, unit = {name: way["median"] for name, way in case["ways"].items()}, case["unit"]
    ours, naive = ways["ours"], ways.get("naive")
    others = [f"{name}: {shown(value, unit)}" for name, value in ways.items() if name not in SIDES]
    yield "<br>".join(target["words"] for target in case["targets"])
    yield shown(ours, unit)
    yield UNKNOWN if naive is None else shown(naive, unit)
    yield UNKNOWN if naive is None or not ours else f"{naive / ours:.1f}x"
    yield "<br>".join(others) or UNKNOWN
    yield "<br>".join(_verdict(target) for target in case["targets"])


def _verdict(target: dict) -> str:
    return f"{'met' if target['is_met'] else '**missed**'}: {target['reached']}"


def besides(run: Run) -> Iterator[str]:
    """What was counted and noted of each case."""
    for case in run.cases:
        counts = [f"{name} {_count(case, name)}" for name in case["counts"]]
        if said := [*([", ".join(counts)] if counts else []), *case["notes"]]:
            yield f"- {case['about']}: {'. '.join(text.rstrip('.') for text in said)}."


def _count(case: dict, name: str) -> str:
    """A count as its target writes it, if it has one."""
    for target in case["targets"]:
        if target["words"].startswith(f"{name}: "):
            return target["reached"]
    return f"{case['counts'][name]:,.3f}".rstrip("0").rstrip(".")


def grown(runs: Sequence[Run]) -> Iterator[str]:
    """Each case at every scale that was measured, and on paper at a hundred times the rows."""
    scales = [f"{run.scale:g}x" for run in runs]
    heads = ["case", "", *scales, f"{ON_PAPER}x, on paper", "grows with"]
    yield from table(heads, _grown(runs))


def _grown(runs: Sequence[Run]) -> Iterator[list[str]]:
    for case in runs[-1].cases:
        for side in SIDES:
            of = curve(runs, case["name"], side)
            if not of.points:
                continue
            measured = [run.median(case["name"], side) for run in runs]
            values = [UNKNOWN if value is None else shown(value, case["unit"]) for value in measured]
            paper = of.at(ON_PAPER)
            yield [
                case["about"] if side == "ours" else "",
                side,
                *values,
                UNKNOWN if paper is None else f"*{shown(paper, case['unit'])}*",
                UNKNOWN if of.power is None else f"rows^{of.power:.1f}",
            ]


def machine(run: Run) -> Iterator[str]:
    """What it ran on."""
    of = run.machine
    yield (
        f"{of['processor']}, {of['cores']} cores, {of['memory']} of memory, {of['kernel']}; Python {of['python']}, "
        f"PostgreSQL {of['postgresql']}. A commit takes {of['commit']}: that is the disk. "
        f"The load before it began, of other work, was {of['load']}."
    )
    yield ""
    yield from table(["setting", "value"], ([f"`{name}`", value] for name, value in of["settings"].items()))
