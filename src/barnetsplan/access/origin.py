"""From where a request comes, for counting tries and for nothing else; it is stored as a keyed hash alone, or not."""

from ipaddress import IPv6Address, ip_address
from typing import Final

from django.conf import settings

from barnetsplan.access.request import ActorRequest

_OF_HOUSEHOLD: Final = 64


def address_of(request: ActorRequest) -> str:
    """The address: behind the proxy that ends https, the one that it has added last."""
    through = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    return through.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def net_of(address: str) -> str:
    """The address, or of an IPv6 one the network that one subscriber has."""
    try:
        read = ip_address(address)
    except ValueError:
        return "unknown"
    return str(int(read) >> _OF_HOUSEHOLD) if isinstance(read, IPv6Address) else str(read)
