"""ops/take_back finds what it is asked for, or says so; docs/operations.md shows what came out of it."""

import re
import subprocess

import pytest
from django.conf import settings

SCRIPT = settings.BASE_DIR / "ops/take_back"


def run(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([SCRIPT, *arguments], capture_output=True, text=True)


def test_it_says_what_it_is_for():
    said = run("--help")
    assert said.returncode == 2
    assert "Can this release be taken back?" in said.stdout
    assert "set -euo" not in said.stdout


@pytest.mark.parametrize("reference", ["v0.0.0-that-never-was", "--upload-pack=anything"])
def test_a_release_that_is_not_there(reference):
    said = run(reference)
    assert said.returncode == 2
    assert said.stderr == f"take_back: {reference} is no tag or commit of this repository.\n"


def test_what_it_leaves_out_is_there():
    """All other rooms are tested; one that was given another name since would be tested, and found to differ."""
    text = SCRIPT.read_text()
    for name in ("own_migrations", "no_rows"):
        for room in re.search(rf"^{name}=\((.*?)\)", text, re.MULTILINE)[1].split():
            assert (settings.BASE_DIR / "tests" / room).is_dir(), room
    file, *names = re.search(r"^own_columns=(\S+)", text, re.MULTILINE)[1].split("::")
    test = (settings.BASE_DIR / file).read_text()
    assert all(re.search(rf"(class|def) {name}\b", test) for name in names)


def test_the_rooms_that_run_on_the_other_postgresql_are_there():
    (line,) = [line for line in (settings.BASE_DIR / ".ci/run").read_text().splitlines() if line.startswith("rooms=(")]
    for room in line.removeprefix("rooms=(").removesuffix(")").split():
        assert list((settings.BASE_DIR / "tests" / room).glob("test_*.py")), room
