"""pg_dump and psql, as the independent witnesses of what is in a database."""

import subprocess

import pytest
from django.conf import settings

from soleflip.embedded.programs import client_program
from tests.support.command_line import database_url


def dump(name: str, *options: str) -> str:
    """The database as pg_dump writes it, without the lines that differ from run to run."""
    text = _run("pg_dump", *options, database_url(name))
    return "\n".join(line for line in text.splitlines() if not line.startswith(("\\restrict", "\\unrestrict")))


def restore(name: str, text: str) -> None:
    """Run what pg_dump wrote; the first error ends it."""
    _run("psql", "--quiet", "--no-psqlrc", "-v", "ON_ERROR_STOP=1", database_url(name), stdin=text)


def _run(program: str, *arguments: str, stdin: str = "") -> str:
    path = client_program(program, embedded=settings.USES_EMBEDDED_SERVER)
    if path is None:
        pytest.fail(f"{program} was not found: install PostgreSQL's client programs.")
    result = subprocess.run([path, *arguments], input=stdin, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    return result.stdout
