"""What a backup says of itself: manifest.json, written last. A folder without one is no backup."""

import datetime
import hashlib
import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

from soleflip.backup.errors import BadBackup

FILE = "manifest.json"
FORMAT = 1


@dataclass
class Manifest:
    """A backup, as it was when it was made.

    name            of its folder: when it began, in UTC
    began, ended    in UTC; the rows are those of the moment when it began
    server, program versions of the server and of pg_dump
    database        its name, encoding, settings and grants (see database_level)
    migrations      what was applied, as "core.0001_initial"
    catalog         SHA-256 of catalog.json: what stands in the database but for rows
    rows            how many there are, by table
    contents        a number that stands for the rows, by table: another when any value changes
    roles           who owns something or has rights to something in it
    files           size and SHA-256, by path in the folder
    extra           what settings.BACKUP_MANIFEST adds, by the path of the function
    """

    name: str
    began: datetime.datetime
    ended: datetime.datetime
    server: str
    program: str
    database: dict
    migrations: list[str]
    catalog: str
    rows: dict[str, int]
    contents: dict[str, str]
    roles: list[str]
    files: dict[str, dict]
    extra: dict[str, dict] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def bytes(self) -> int:
        return sum(file["bytes"] for file in self.files.values())

    @property
    def row_count(self) -> int:
        return sum(self.rows.values())

    def write(self, folder: Path) -> None:
        content = {**asdict(self), "began": self.began.isoformat(), "ended": self.ended.isoformat()}
        text = json.dumps({**content, "sha256": digest(content)}, indent=1, ensure_ascii=False, sort_keys=True)
        with os.fdopen(os.open(folder / FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(text + "\n")

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """The manifest of a complete backup. Raises BadBackup with what is wrong."""
        try:
            content = json.loads((folder / FILE).read_text(encoding="utf-8"))
            own = content.pop("sha256")
            made_as = content["format"]
        except FileNotFoundError:
            raise BadBackup("it has no manifest, so it was never finished") from None
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadBackup(f"its manifest cannot be read ({type(error).__name__})") from error
        if made_as != FORMAT:
            raise BadBackup(f"its manifest has the format {made_as!r}, and this SoleFlip reads format {FORMAT}")
        if own != digest(content):
            raise BadBackup("its manifest was changed after it was written")
        moments = {name: datetime.datetime.fromisoformat(content[name]) for name in ("began", "ended")}
        return cls(**{**content, **moments})


def digest(content: dict) -> str:
    """SHA-256 of the content, however it is indented."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
