"""Where a feed lies, and the question whether we may go there."""

import base64
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import unquote, urljoin

from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from soleflip.intake.fetch_errors import ANEW, FetchError

PORTS = {"http": 80, "https": 443}
NAT64 = IPv6Network("64:ff9b::/96")


@dataclass(frozen=True)
class Address:
    """An address of http or https. Only scheme, host and port may be shown: path and query hold keys."""

    scheme: str
    host: str
    port: int
    text: str = field(repr=False)
    target: str = field(repr=False)  # path and query, as they are sent
    login: str = field(repr=False, default="")  # user:password

    @property
    def origin(self) -> tuple[str, str, int]:
        return self.scheme, self.host, self.port

    @property
    def authorization(self) -> dict[str, str]:
        """The header for user and password, which are for this origin and nobody else."""
        if not self.login:
            return {}
        return {"Authorization": "Basic " + base64.b64encode(self.login.encode()).decode()}


def named_address(text: str) -> Address:
    """The address that the operator gives. Raises FetchError when it is none of http or https."""
    text = text.strip()
    url = _parsed(text)
    if url is None or url.scheme not in PORTS or not url.host:
        raise FetchError(
            f"The feed's address cannot be used: it must begin with https:// or http:// and a plain host name. {ANEW}"
        )
    return _address(url, text, unquote(url.auth or ""))


def redirected(here: Address, location: str) -> Address:
    """Where a redirect leads. Raises FetchError when it is no address of http or https, or leaves https."""
    try:
        text = urljoin(here.text, location)
        url = _parsed(text)
    except ValueError:
        url = None
    if url is None or url.scheme not in PORTS or not url.host:
        raise FetchError(f"{here.host} leads to an address that is none of http or https: that is not followed. {ANEW}")
    if here.scheme == "https" and url.scheme != "https":
        raise FetchError(f"{here.host} leads from https to http, where anyone may read along: not followed. {ANEW}")
    # A redirect brings no login of its own; the operator's stays with the operator's origin.
    next_address = _address(url, text, "")
    return _address(url, text, here.login) if next_address.origin == here.origin else next_address


def is_public(address: str) -> bool:
    """Whether an IP address leads into the internet, wherever it hides an IPv4 address too."""
    ip = ip_address(address)
    if isinstance(ip, IPv6Address) and (hidden := _hidden(ip)):
        ip = hidden
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or (ip.version == 6 and ip.is_site_local))


def _hidden(ip: IPv6Address) -> IPv4Address | None:
    """The IPv4 address to which an IPv6 address of IPv4-mapped, 6to4 or NAT64 kind leads."""
    if ip in NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour


def _parsed(text: str) -> Url | None:
    try:
        return parse_url(text)
    except LocationParseError:
        return None


def _address(url: Url, text: str, login: str) -> Address:
    host = url.host.strip("[]")
    port = PORTS[url.scheme] if url.port is None else url.port
    return Address(url.scheme, host, port, text, url.request_uri, login)
