"""docs/performance.md says what the results of the benchmarks say, and nothing else."""

import json
import subprocess
import sys
from xml.etree import ElementTree

import pytest
from django.conf import settings

BENCHMARKS = settings.BASE_DIR / "benchmarks"
DOCS = settings.BASE_DIR / "docs"


def report(*files, to):
    """Run report.py on these files."""
    command = [sys.executable, BENCHMARKS / "report.py", *files, "--to", to]
    return subprocess.run(command, capture_output=True, text=True)


def case(name="changed-prices", *, ours=2.0, naive=10.0, is_met=True, **changes) -> dict:
    ways = {"ours": ours, "the bare update": ours / 2} | ({} if naive is None else {"naive": naive})
    return {
        "name": name,
        "about": f"change {name} & more",
        "unit": "seconds",
        "ways": {way: {"median": value, "values": [value]} for way, value in ways.items()},
        "counts": {"rows of history": 100_000},
        "notes": ["Half of them on Mondays."],
        "targets": [{"words": "at least 4x faster than naive", "reached": "5.0x", "is_met": is_met}],
        **changes,
    }


@pytest.fixture
def results(tmp_path):
    """Writes the results of a run of some cases at a scale, and returns the file."""

    def write(scale, *cases):
        file = tmp_path / f"scale-{scale}.json"
        machine = {
            "load": "0.3",
            "processor": "Abacus",
            "cores": 2,
            "memory": "8 GB",
            "kernel": "Linux 6.1",
            "python": "3.11.2",
            "postgresql": "18.1",
            "settings": {"shared_buffers": "512MB"},
            "commit": "0.40 ms",
        }
        rows = {"prices": 50_000 * scale}
        run = {"scale": scale, "rounds": 3, "day": "2026-03-31", "rows": rows, "machine": machine, "cases": cases}
        file.write_text(json.dumps(run))
        return file

    return write


@pytest.fixture
def page(tmp_path):
    """Makes the page of some files and returns it."""

    def make(*files):
        done = report(*files, to=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        return (tmp_path / "performance.md").read_text()

    return make


def test_the_page_in_the_repository_is_that_of_the_results_there(tmp_path):
    done = report(*sorted((BENCHMARKS / "results").glob("*.json")), to=tmp_path)
    assert done.stderr == ""
    for name in ("performance.md", "performance.svg"):
        made, there = (tmp_path / name).read_text(), (DOCS / name).read_text()
        assert made == there, "run benchmarks/report.py benchmarks/results/*.json"


def test_a_case_stands_beside_its_target_with_the_ratio_and_the_floor(results, page):
    assert (
        "| change changed-prices & more | at least 4x faster than naive | 2.00 s | 10.0 s | 5.0x "
        "| the bare update: 1.00 s | met: 5.0x |" in page(results(25, case()))
    )


def test_a_miss_is_said(results, page):
    made = page(results(25, case(), case("new-prices", is_met=False)))
    assert "1 of 2 targets are met" in made
    assert "| **missed**: 5.0x |" in made


def test_a_case_without_a_naive_way_has_no_ratio(results, page):
    line = next(line for line in page(results(25, case(naive=None))).splitlines() if line.startswith("| change"))
    assert line.split(" | ")[3:5] == ["\N{EN DASH}", "\N{EN DASH}"]


def test_what_was_counted_and_noted_stands_below(results, page):
    assert "- change changed-prices & more: rows of history 100,000. Half of them on Mondays." in page(
        results(25, case())
    )


def test_the_targets_are_those_of_the_largest_scale(results, page):
    made = page(results(25, case(ours=9.0)), results(1, case(ours=1.0)))
    assert "At scale 25: 1,250,000 prices." in made


def test_what_was_not_measured_is_the_line_drawn_on_and_marked_so(results, page):
    """From 5x to 25x ours takes 5 times as long; so it takes 4 times as long at 100x as at 25x."""
    made = page(results(5, case(ours=2.0, naive=1.0)), results(25, case(ours=10.0, naive=25.0)))
    assert "| case |  | 5x | 25x | 100x, on paper | grows with |" in made
    assert "| change changed-prices & more | ours | 2.00 s | 10.0 s | *40.0 s* | rows^1.0 |" in made
    assert "|  | naive | 1.00 s | 25.0 s | *400 s* | rows^2.0 |" in made


def test_what_gets_quicker_is_taken_to_stay_as_it_is(results, page):
    made = page(results(5, case(ours=2.0)), results(25, case(ours=1.0)))
    assert "| ours | 2.00 s | 1.00 s | *1.00 s* | rows^0.0 |" in made


def test_a_case_that_only_the_largest_run_has_is_not_drawn_on(results, page):
    made = page(results(5, case()), results(25, case(), case("disk")))
    assert "| change disk & more | ours | \N{EN DASH} | 2.00 s | \N{EN DASH} | \N{EN DASH} |" in made


def test_the_picture_has_a_panel_for_each_case(results, page, tmp_path):
    page(results(5, case(), case("disk")), results(25, case(), case("disk", ours=0)))
    picture = ElementTree.fromstring((tmp_path / "performance.svg").read_text())
    texts = [text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert {"change changed-prices & more", "change disk & more", "5x", "25x", "100x"} <= set(texts)


def test_the_machine_is_described(results, page):
    made = page(results(25, case()))
    assert "Abacus, 2 cores, 8 GB of memory, Linux 6.1; Python 3.11.2, PostgreSQL 18.1." in made
    assert "The load before it began, of other work, was 0.3." in made
    assert "| `shared_buffers` | 512MB |" in made


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (None, "cannot be read (No such file or directory): give what side_by_side.py --json wrote."),
        ("no json", "has no results: give what side_by_side.py --json wrote."),
        ("[]", "has no results: give what side_by_side.py --json wrote."),
        ("{}", "has no results: give what side_by_side.py --json wrote."),
    ],
    ids=["missing", "no-json", "a-list", "empty"],
)
def test_a_file_without_results_is_refused_with_a_sentence(text, sentence, tmp_path):
    file = tmp_path / "results.json"
    if text is not None:
        file.write_text(text)
    done = report(file, to=tmp_path)
    assert (done.returncode, done.stderr) == (1, f"{file} {sentence}\n")
    assert not (tmp_path / "performance.md").exists()


def test_two_runs_of_one_scale_are_refused_with_a_sentence(results, tmp_path):
    file = results(5, case())
    done = report(file, file, to=tmp_path)
    assert (done.returncode, done.stderr) == (1, "Two files are of scale 5: give one of them.\n")
