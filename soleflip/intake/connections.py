"""A connection to where a feed lies, which looks at whom it talks to before it says anything.

No proxies: behind one we could not see where a redirect leads. Neither cookies nor .netrc: nothing here reads them.
"""

import logging
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util.connection import create_connection

from soleflip.intake.addresses import Address, is_public
from soleflip.intake.deadline import Deadline
from soleflip.intake.fetch_errors import ANEW, FetchError, told_as_sentence

CONNECT_SECONDS = 10
READ_SECONDS = 60
FEW = 4  # a name may have thousands of addresses, each with a timeout of its own

# urllib3 warns of headers that it cannot parse, and writes the whole address with its key into that warning.
logging.getLogger("urllib3.connection").addFilter(lambda record: "url=" not in record.getMessage())


class GuardedConnection(HTTPConnection):
    """Connects to public addresses only, unless the operator named the host."""

    is_named = False
    deadline: Deadline

    def _new_conn(self) -> socket.socket:
        found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        failure: OSError | None = None
        for *_, (ip, *_) in found[:FEW]:
            self._refuse_private(ip)
            try:
                connected = create_connection((ip, self.port), self.timeout, socket_options=self.socket_options)
            except OSError as error:
                failure = error
                continue
            try:
                self._refuse_private(connected.getpeername()[0])  # what counts is where we are, not what DNS said
                self.deadline.hold(connected)
            except BaseException:
                connected.close()
                raise
            return connected
        raise failure or socket.gaierror("no address")

    def _refuse_private(self, ip: str) -> None:
        if not self.is_named and not is_public(ip):
            raise FetchError(
                f"A redirect leads to {self.host}, which is not a public address on the internet: not followed. {ANEW}"
            )


class GuardedTLSConnection(GuardedConnection, HTTPSConnection):
    """The same over TLS, which begins once the address is found good."""


@contextmanager
def connected_to(address: Address, deadline: Deadline, *, is_named: bool) -> Iterator[HTTPConnection]:
    """A connection for one request. Raises FetchError when there is none, or when the address is refused."""
    if address.scheme == "https":
        connection = GuardedTLSConnection(
            address.host, address.port, timeout=CONNECT_SECONDS, ssl_context=ssl.create_default_context()
        )
    else:
        connection = GuardedConnection(address.host, address.port, timeout=CONNECT_SECONDS)
    connection.is_named = is_named
    connection.deadline = deadline
    try:
        with told_as_sentence(address.host, deadline):
            connection.connect()
        connection.timeout = READ_SECONDS
        yield connection
    finally:
        connection.close()
        deadline.let_go()
