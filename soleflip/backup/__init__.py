"""Backups of the database: made by pg_dump, with a manifest that says what is in them, and restored to be believed.

Knows nothing of SoleFlip's tables. What other code calls is `create`, which makes a backup and returns its manifest,
and `newest`, which says how old the last complete one is.
"""

from soleflip.backup.creation import create
from soleflip.backup.errors import BackupError
from soleflip.backup.folders import newest
from soleflip.backup.manifest import Manifest

__all__ = ["BackupError", "Manifest", "create", "newest"]
