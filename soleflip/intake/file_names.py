"""What to call a fetched file, without giving away the key that was needed to fetch it."""

import re
from collections.abc import Iterator
from email.message import Message
from itertools import pairwise
from urllib.parse import unquote, urlsplit

from soleflip.intake.addresses import Address

LONGEST = 255  # letters
LIKE_A_FILE = re.compile(r".*\w.*\.(csv|tsv|txt|xml|json|gz|zip)", re.IGNORECASE)
SAYS_KEY = re.compile(r"(.*[_-]|api|access)?(key|token|secret|pass|password|auth|sig|signature)", re.IGNORECASE)
LIKE_A_KEY = re.compile(r"(?=.*\d)(?=.*[a-z])[\w-]{16,}", re.IGNORECASE)


def file_name_of(disposition: str | None, addresses: list[Address]) -> str:
    """The name that the server gives the file, else the last part of its path, else the host.

    `addresses` are those visited, from the one that was named to the one that had the feed. A name that repeats a
    key out of their paths, queries or logins is not used.
    """
    last = addresses[-1]
    secrets = {secret for address in addresses for secret in _secrets(address)}
    for name in (_disposed(disposition), unquote(urlsplit(last.text).path)):
        name = "".join(letter for letter in re.split(r"[/\\]", name)[-1] if letter.isprintable()).strip()[-LONGEST:]
        if LIKE_A_FILE.fullmatch(name) and not any(secret in name for secret in secrets):
            return name
    return last.host


def _disposed(disposition: str | None) -> str:
    message = Message()
    message["Content-Disposition"] = disposition or ""
    try:
        return message.get_filename("")
    except (ValueError, LookupError, TypeError):  # what the standard library says to some malformed ones
        return ""


def _secrets(address: Address) -> Iterator[str]:
    """What looks like a key, or follows a word that says so: /apikey/0123abc, ?token=0123abc."""
    parts = urlsplit(address.text)
    pieces = [unquote(piece) for piece in re.split(r"[/?&;=]", f"{parts.path}?{parts.query}")]
    yield from (piece for piece in pieces if LIKE_A_KEY.fullmatch(piece))
    yield from (piece for word, piece in pairwise(pieces) if piece and SAYS_KEY.fullmatch(word))
    yield from filter(None, address.login.split(":"))
