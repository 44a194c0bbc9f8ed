"""What goes wrong while a feed is fetched, told to the person who imports it."""

import gzip
import socket
import ssl
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException

from urllib3 import exceptions

from soleflip.intake.deadline import Deadline

ANEW = "Copy the address anew from Awin."
LATER = "Try again later."
STATUSES = {
    401: f"the feed's address or its key is not accepted there. {ANEW}",
    403: f"the feed's address or its key is not accepted there. {ANEW}",
    404: f"there is no feed at this address. {ANEW}",
    410: f"the feed is there no more. {ANEW}",
    429: f"it has been asked too often in a short time. {LATER}",
}
PASSING = frozenset({429, 500, 502, 503, 504})


class FetchError(Exception):
    """A sentence for the user: what is wrong, at which host, and what to do. It never holds path, query or password.

    `passes` says that another try may help, `pause` how many seconds the server asks to wait before it.
    """

    def __init__(self, sentence: str, *, passes: bool = False, pause: float | None = None):
        super().__init__(sentence)
        self.passes = passes
        self.pause = pause


def refused_answer(host: str, status: int, pause: float | None) -> FetchError:
    """What to tell of an answer that is no feed."""
    if status in STATUSES:
        reason = STATUSES[status]
    elif status >= 500:
        reason = f"that server has a trouble of its own. {LATER}"
    else:
        reason = f"that is no feed. {ANEW}"
    return FetchError(f"{host} answered {status}: {reason}", passes=status in PASSING, pause=pause)


@contextmanager
def told_as_sentence(host: str, deadline: Deadline) -> Iterator[None]:
    """Turn what the network does into a FetchError. Nothing is chained to it: libraries' errors may name the path."""
    try:
        yield
    except (OSError, HTTPException, exceptions.HTTPError, EOFError, UnicodeError, zlib.error) as error:
        raise (_overdue(host) if deadline.passed else _told(error, host)) from None
    if deadline.passed:  # a connection that was shut looks like the end of a body without a Content-Length
        raise _overdue(host)


def _overdue(host: str) -> FetchError:
    return FetchError(f"{host} takes longer than the whole transfer may: try again later, or allow more time.")


def _told(error: Exception, host: str) -> FetchError:
    match error:
        case ssl.SSLCertVerificationError():
            return FetchError(
                f"{host} shows a certificate that cannot be trusted ({error.verify_message}): check the address for "
                "typing errors, and whether this machine's certificates and clock are up to date."
            )
        case UnicodeError():
            return FetchError("The feed's address has a host name that cannot be: check it for typing errors.")
        case socket.gaierror():
            said = "is not found by name: check the address for typing errors, and this machine's network."
        case ConnectionRefusedError():
            said = "refuses the connection: check host and port of the address, or try again later."
        case TimeoutError() | exceptions.TimeoutError():
            said = f"does not answer in time. {LATER}"
        case ssl.SSLError() | exceptions.SSLError():
            said = "does not speak https as it should: check scheme and port of the address, or try again later."
        case gzip.BadGzipFile() | zlib.error():
            said = f"sent damaged data. {LATER}"
        case EOFError() | ConnectionError() | exceptions.ProtocolError():
            said = f"broke the transfer off. {LATER}"
        case OSError():
            said = f"cannot be reached ({error.strerror}): check this machine's network."
        case _:
            said = "does not speak HTTP as it should: check host and port of the address, or try again later."
    return FetchError(f"{host} {said}", passes=True)
