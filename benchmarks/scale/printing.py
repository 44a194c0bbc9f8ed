"""Results as lines on a terminal."""

from collections.abc import Iterator

from scale.units import shown


def lines(result: dict) -> Iterator[str]:
    """A case: its ways with their ratio to ours, what was counted, and its targets."""
    yield f"\n{result['name']}: {result['about']}"
    ours = result["ways"]["ours"]["median"]
    for name, way in result["ways"].items():
        spread = " to ".join(shown(end, result["unit"]) for end in (min(way["values"]), max(way["values"])))
        ratio = f"{way['median'] / ours:8.2f}x" if name != "ours" and ours else " " * 9
        yield f"  {name:34} {shown(way['median'], result['unit']):>10} {ratio}   {spread}"
    for name, count in result["counts"].items():
        yield f"  {name}: {count:,.3f}".rstrip("0").rstrip(".")
    yield from (f"  {note}" for note in result["notes"])
    for target in result["targets"]:
        yield f"  {'met   ' if target['is_met'] else 'MISSED'} {target['words']}: {target['reached']}"
