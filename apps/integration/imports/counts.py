"""How many rows an import read, and where each of them ended."""

from dataclasses import dataclass


@dataclass
class Counts:
    """Rows of the file. Each is in one of added, changed, unchanged, duplicates and errors."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    duplicates: int = 0  # their key stands in the file before
    errors: int = 0
    notes: int = 0  # of all these, those that staff should look at although they are no errors

    @property
    def processed(self) -> int:
        """Rows that ended in data."""
        return self.added + self.changed

    @property
    def skipped(self) -> int:
        """Rows with nothing to do."""
        return self.unchanged + self.duplicates

    @property
    def read(self) -> int:
        """All rows."""
        return self.processed + self.skipped + self.errors

    def for_batch(self) -> dict[str, int]:
        """As the columns of import_batches have it."""
        return {
            "total_records": self.read,
            "processed_records": self.processed,
            "added_records": self.added,
            "skipped_records": self.skipped,
            "duplicate_records": self.duplicates,
            "error_records": self.errors,
        }

    def __str__(self):
        return (
            f"read {self.read:,} = processed {self.processed:,} ({self.added:,} added, {self.changed:,} changed) "
            f"+ skipped {self.skipped:,} ({self.unchanged:,} unchanged, {self.duplicates:,} duplicates) "
            f"+ errors {self.errors:,}"
        )
