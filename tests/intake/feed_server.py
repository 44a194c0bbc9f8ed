"""A web server on this machine that answers as it is told, well or badly."""

import datetime
import ipaddress
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Answer = Callable[["Handler"], None]


@dataclass
class Request:
    path: str
    headers: Message


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.close_connection = True
        feed = self.server.feed
        feed.requests.append(Request(self.path, self.headers))
        answer = feed.answers.pop(0) if len(feed.answers) > 1 else feed.answers[0]
        with suppress(OSError):  # the client may go at any time
            answer(self)

    def log_message(self, *_):
        pass


class QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        """Handshakes that fail are what some tests are about."""


class FeedServer:
    """Gives one answer after the other, the last one again and again, and remembers what it was asked."""

    def __init__(self, server: QuietServer, scheme: str):
        self.answers: list[Answer] = [answer(body=b"feed")]
        self.requests: list[Request] = []
        self.was_heard_out = False  # dripping to the end
        self.port = server.server_port
        self.origin = f"{scheme}://127.0.0.1:{self.port}"
        server.feed = self


@contextmanager
def serving(certificate: Path | None = None):
    server = QuietServer(("127.0.0.1", 0), Handler)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    feed = FeedServer(server, "https" if certificate else "http")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield feed
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def answer(status: int = 200, *, body: bytes = b"", length: int | None = -1, **headers: str) -> Answer:
    """An answer with a body; `length` None for one without Content-Length, or a number that is a lie."""

    def write(handler: Handler):
        start(handler, status, headers, len(body) if length == -1 else length)
        handler.wfile.write(body)

    return write


def start(handler: Handler, status: int, headers: dict[str, str], length: int | None):
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    if length is not None:
        handler.send_header("Content-Length", str(length))
    handler.end_headers()


def chunked(*chunks: bytes, ends: bool = True) -> Answer:
    def write(handler: Handler):
        start(handler, 200, {"Transfer-Encoding": "chunked"}, None)
        for chunk in chunks:
            handler.wfile.write(b"%x\r\n%b\r\n" % (len(chunk), chunk))
        if ends:
            handler.wfile.write(b"0\r\n\r\n")

    return write


def raw(text: bytes) -> Answer:
    """An answer as it goes over the wire, from the status line on."""
    return lambda handler: handler.wfile.write(text)


def dripping(at_once: bytes, slowly: bytes, gap: float = 0.05) -> Answer:
    """Sends the second part byte by byte. It does come to an end: whoever waits gets a whole answer."""

    def write(handler: Handler):
        handler.wfile.write(at_once)
        for byte in slowly:
            time.sleep(gap)
            handler.wfile.write(bytes([byte]))
        handler.server.feed.was_heard_out = True

    return write


def redirect(location: str, status: int = 302, **headers: str) -> Answer:
    return answer(status, Location=location, **headers)


def certificate_for_this_machine(folder: Path) -> Path:
    """A file with a key and a certificate for 127.0.0.1 that it signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    file = folder / "127.0.0.1.pem"
    file.write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(pem)
    )
    return file
