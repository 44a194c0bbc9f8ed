"""The end of a whole transfer: a server that sends a byte now and then keeps within every timeout of a single read."""

import socket
import threading
import time


class Deadline:
    """Shuts the connection that it holds after so many seconds, in whatever step that is: handshake, headers, body.

    Use it with `with`. Looking up a name and connecting are not cut short: they end by their own timeouts.
    """

    def __init__(self, seconds: float):
        self.passed = False
        self._ends = time.monotonic() + seconds
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._pass)
        self._timer.daemon = True

    def __enter__(self) -> "Deadline":
        self._timer.start()
        return self

    def __exit__(self, *_) -> None:
        self._timer.cancel()
        self.let_go()

    def seconds_left(self) -> float:
        return self._ends - time.monotonic()

    def hold(self, connected: socket.socket) -> None:
        """Shut this connection at the end, and forget the one before."""
        with self._lock:
            self._forget()
            # A duplicate, since TLS takes the original's place; shutting either shuts the connection.
            self._socket = connected.dup()
            if self.passed:
                self._shut()

    def let_go(self) -> None:
        """Forget the connection, which stays open for the other side as long as it is held."""
        with self._lock:
            self._forget()

    def _pass(self) -> None:
        with self._lock:
            self.passed = True
            self._shut()

    def _shut(self) -> None:
        if self._socket:
            try:
                self._socket.shutdown(socket.SHUT_RDWR)
            except OSError:  # the other side was faster
                return

    def _forget(self) -> None:
        if self._socket:
            self._socket.close()
            self._socket = None
