"""What goes wrong with the embedded server, told to the person who runs the project."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError


class EmbeddedServerError(OperationalError):
    """One sentence for the user: what went wrong, where, and what to do."""


@contextmanager
def told_as_sentence(what: str) -> Iterator[None]:
    """Turn what the operating system refuses (a full or read-only disk, a permission) into a sentence."""
    try:
        yield
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        raise EmbeddedServerError(
            f"{what}: {error.strerror or error}{where}; mend that, or set SOLEFLIP_DATA_DIR to another folder."
        ) from error
