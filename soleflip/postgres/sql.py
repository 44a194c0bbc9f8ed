"""SQL that lives in files of its own."""

import re
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.migrations.operations import RunSQL

UP, DOWN = "-- migrate:up", "-- migrate:down"
MARKER = re.compile(rf"^(?:{UP}|{DOWN})[ \t]*$", re.MULTILINE)
COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)


class RunSQLFile(RunSQL):
    """Run the `-- migrate:up` section of a file below settings.SQL_DIR, and `-- migrate:down` to undo it.

    What stands before the first section is prose for the reader. The file is read once, when the
    migration is loaded. Raises ValueError, naming the file, when it is missing or incomplete or
    lies outside of SQL_DIR.
    """

    def __init__(self, path, state_operations=None, hints=None):
        self.path = path
        up, down = read_sections(path)
        super().__init__(up, down, state_operations=state_operations, hints=hints)

    def deconstruct(self):
        kwargs = {}
        if self.state_operations:
            kwargs["state_operations"] = self.state_operations
        if self.hints:
            kwargs["hints"] = self.hints
        return self.__class__.__qualname__, [self.path], kwargs

    def describe(self):
        return f"SQL file {self.path}"


def read_sections(path):
    """The SQL of the up and of the down section of the file."""
    text = _read(path)
    markers = [marker.group().rstrip() for marker in MARKER.finditer(text)]
    if markers != [UP, DOWN]:
        raise ValueError(f'SQL file {path} must have one "{UP}" line and after it one "{DOWN}" line.')
    _, up, down = MARKER.split(text)
    for marker, section in ((UP, up), (DOWN, down)):
        if not COMMENT.sub("", section).strip():
            raise ValueError(f'SQL file {path} has no SQL after "{marker}".')
    return up.strip(), down.strip()


def _read(path):
    if not getattr(settings, "SQL_DIR", None):
        raise ImproperlyConfigured("settings.SQL_DIR must name the directory of the SQL files.")
    directory = Path(settings.SQL_DIR).resolve()
    file = (directory / path).resolve()
    if not file.is_relative_to(directory):
        raise ValueError(f"SQL file {path} lies outside of SQL_DIR ({directory}).")
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise ValueError(f"SQL file {path} cannot be read from SQL_DIR ({directory}): {error.strerror}.") from error
