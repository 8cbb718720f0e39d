"""From where a request comes, for counting tries and for nothing else; it is stored as a keyed hash alone."""

from django.conf import settings

from barnetsplan.access.request import ActorRequest


def address_of(request: ActorRequest) -> str:
    """The address: behind the proxy that ends https, the one that it has added last."""
    through = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    return through.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
