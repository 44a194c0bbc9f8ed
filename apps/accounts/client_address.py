"""Whom a request comes from, as far as that can be known."""

from ipaddress import ip_address, ip_network

from django.conf import settings

UNKNOWN = "unknown"  # a socket without an address, or nonsense: all of these count as one


def client_address(request) -> str:
    """The IPv4 address of the visitor, or the /64 network of the IPv6 address: one household has a whole one."""
    try:
        address = ip_address(_written(request).strip())
    except ValueError:
        return UNKNOWN
    address = getattr(address, "ipv4_mapped", None) or address
    return str(address) if address.version == 4 else str(ip_network((address.packed, 64), strict=False))


def _written(request) -> str:
    direct = request.META.get("REMOTE_ADDR") or ""
    if not settings.BEHIND_PROXY:
        return direct  # X-Forwarded-For is whatever the visitor writes there
    # The last entry is the one that our proxy added; those before it came from outside.
    return request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2] or direct
