"""Writes docs/performance.md and docs/performance.svg from the results of side_by_side.py, one file for each scale."""

import argparse
import sys
from pathlib import Path

from performance.page import page
from performance.plot import plotted
from performance.runs import NotResults, read

PROJECT = Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="what side_by_side.py --json wrote")
    parser.add_argument("--to", type=Path, default=PROJECT / "docs", metavar="FOLDER", help="default: docs")
    options = parser.parse_args()
    try:
        runs = read(options.files)
    except NotResults as reason:
        sys.exit(str(reason))
    options.to.mkdir(parents=True, exist_ok=True)
    (options.to / "performance.md").write_text(page(runs), encoding="utf-8")
    (options.to / "performance.svg").write_text(plotted(runs), encoding="utf-8")


if __name__ == "__main__":
    main()
