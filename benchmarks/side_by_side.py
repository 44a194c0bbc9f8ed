"""Each case on our schema and on the naive design, with the same rows on the same server, alternately.

Prints medians, ratios and the floor where there is one, and whether each target of docs/performance.md is met.
"""

import argparse
import datetime
import json
import math
import sys
from pathlib import Path

from databases import is_ours, recreate, set_up


def main() -> None:
    set_up()
    from back_office import connected_to
    from scale.cases import CASES
    from scale.data import name_for, prepare

    options = parsed([case.name for case in CASES])
    chosen = [case for case in CASES if case.name in (options.case or [case.name]) and case.name not in options.skip]
    name = options.database or name_for(options.scale)
    prepare(name, options.scale)
    try:
        with connected_to(name):
            run(chosen, options)
    finally:
        if not options.keep:
            recreate(name, create=False)


def parsed(names: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0], epilog=f"Cases: {', '.join(names)}.")
    case = {"action": "append", "choices": names, "default": [], "metavar": "CASE"}
    parser.add_argument("--scale", type=above_zero, default=1, help="1 is about 50,000 prices (default: %(default)s)")
    parser.add_argument(
        "--rounds", type=at_least_one, default=3, help="how often each is measured (default: %(default)s)"
    )
    parser.add_argument("--case", **case, help="only this one; may be repeated")
    parser.add_argument("--skip", **case, help="not this one; may be repeated")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there, as report.py reads them")
    parser.add_argument("--explain", type=Path, metavar="FOLDER", help="keep the plan of each statement there")
    parser.add_argument(
        "--database", type=own_name, metavar="NAME", help="made and dropped (default: benchmark_scale_ and the scale)"
    )
    parser.add_argument("--keep", action="store_true", help="leave the database, to run again without loading it")
    return parser.parse_args()


def above_zero(text: str) -> float:
    if not 0 < (number := float(text)) < math.inf:
        raise argparse.ArgumentTypeError("a scale is above zero")
    return number


def at_least_one(text: str) -> int:
    if (number := int(text)) < 1:
        raise argparse.ArgumentTypeError("each case is measured once at least")
    return number


def own_name(text: str) -> str:
    if not is_ours(text):
        raise argparse.ArgumentTypeError(
            f"{text} may be somebody's own: the database is dropped, so its name must begin with benchmark_"
        )
    return text


def run(cases: list, options: argparse.Namespace) -> None:
    """Measure the cases on the current database, and say what came out as soon as it is known."""
    from scale.machine import described, is_busy
    from scale.printing import lines
    from scale.rows import counted

    if is_busy():
        print("The machine is busy with other things: times will be too long, and ratios uncertain.")
    rows, machine, results, failed = counted(), described(), [], []
    print(", ".join(f"{number:,} {what}" for what, number in rows.items()))
    for case in cases:
        if (result := measured(case, options)) is None:
            failed.append(case.name)
            continue
        results.append(result)
        print(*lines(result), sep="\n", flush=True)
        if options.json:
            write(options, {"rows": rows, "machine": machine, "cases": results})
    verdicts = [target["is_met"] for result in results for target in result["targets"]]
    print(f"\n{sum(verdicts)} targets met, {len(verdicts) - sum(verdicts)} missed.")
    if failed:
        sys.exit(f"Could not be measured: {', '.join(failed)}. Why is said above.")


def measured(case: type, options: argparse.Namespace) -> dict | None:
    """The result of a case; None where it failed, which is said, and stops no other: a run may take an hour."""
    from django.db import connection
    from scale.plans import keep_plans

    try:
        result = case(options.scale).measure(options.rounds).as_json()
        if options.explain:
            keep_plans(case(options.scale), options.explain)
    except (Exception, SystemExit) as error:
        print(f"\n{case.name}: {case.about}\n  FAILED {error}".rstrip(), flush=True)
        connection.close()  # whatever state it is in
        return None
    return result


def write(options: argparse.Namespace, found: dict) -> None:
    """Write what is known so far."""
    day = f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d}"
    document = {"scale": options.scale, "rounds": options.rounds, "day": day, **found}
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(document, indent=1) + "\n")


if __name__ == "__main__":
    sys.exit(main())
