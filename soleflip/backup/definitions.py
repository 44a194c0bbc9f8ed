"""The definitions in a database as one text, the same for the same definitions."""

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

from soleflip.catalog.reader import read_catalog

FILE = "catalog.json"
TOLD_AT_MOST = 10


def definitions_of(connection: BaseDatabaseWrapper, progress=lambda step: None) -> str:
    """Everything that soleflip.catalog reads, as JSON in a fixed order."""
    entries = sorted(read_catalog(connection, progress=progress).values(), key=lambda entry: entry.key)
    return json.dumps([asdict(entry) for entry in entries], indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def fingerprint(definitions: str) -> str:
    return hashlib.sha256(definitions.encode()).hexdigest()


def read_definitions(folder: Path) -> str:
    return (folder / FILE).read_text(encoding="utf-8")


def differences_in_definitions(expected: str, found: str) -> list[str]:
    """What came back otherwise than it was, in sentences, and no more of them than can be read."""
    before, after = _by_key(expected), _by_key(found)
    told = []
    for key in sorted(before.keys() | after.keys()):
        subject = " ".join(key)
        if key not in after:
            told.append(f"The {subject} is missing.")
        elif key not in before:
            told.append(f"The {subject} is not of this backup.")
        elif before[key] != after[key]:
            facts = before[key]["facts"].keys() | after[key]["facts"].keys()
            changed = [
                fact for fact in sorted(facts) if before[key]["facts"].get(fact) != after[key]["facts"].get(fact)
            ]
            told.append(f"The {subject} came back with another {' and '.join(changed) or 'table'}.")
    if len(told) > TOLD_AT_MOST:
        told[TOLD_AT_MOST:] = [f"So did {len(told) - TOLD_AT_MOST} more definitions."]
    return told


def _by_key(definitions: str) -> dict[tuple[str, str], dict]:
    return {(entry["kind"], entry["name"]): entry for entry in json.loads(definitions)}
