"""The files of a backup by their size and SHA-256."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path


def checksums(folder: Path, progress=lambda step: None) -> dict[str, dict]:
    """Every file in the folder but the manifest: {"dump/toc.dat": {"bytes": 1234, "sha256": "..."}}."""
    found = {}
    for path in sorted(files_in(folder)):
        name = str(path.relative_to(folder))
        progress(f"Checking {name}")
        with path.open("rb") as file:
            found[name] = {"bytes": path.stat().st_size, "sha256": hashlib.file_digest(file, "sha256").hexdigest()}
    return found


def differences_in_files(expected: dict[str, dict], found: dict[str, dict]) -> list[str]:
    """What has happened to the files, in sentences."""
    told = []
    for name in sorted(expected.keys() | found.keys()):
        if name not in found:
            told.append(f"The file {name} is missing.")
        elif name not in expected:
            told.append(f"The file {name} is not of this backup.")
        elif found[name]["bytes"] != expected[name]["bytes"]:
            told.append(
                f"The file {name} is damaged: {expected[name]['bytes']:,} bytes were written, "
                f"and {found[name]['bytes']:,} are there."
            )
        elif found[name] != expected[name]:
            told.append(f"The file {name} is damaged: its contents are not what was written.")
    return told


def files_in(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if not path.is_dir() and path != folder / "manifest.json")


def make_durable(folder: Path) -> None:
    """Return when all files of the folder, and their names, are on the disk."""
    for path in [*folder.rglob("*"), folder]:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
