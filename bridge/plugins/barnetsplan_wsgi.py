"""What the web server starts: SATOSA, and around it a wall that lets no words of a fault into an address.

SATOSA writes why an answer was refused into the address to which the browser goes, and an assertion may be part of it.
"""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from satosa.wsgi import app as satosa

_WORDS = "error_description"


def _without_words(name: str, value: str) -> tuple[str, str]:
    address = urlsplit(value)
    if name.lower() != "location" or _WORDS not in address.query:
        return name, value
    query = [(each, text) for each, text in parse_qsl(address.query) if each != _WORDS]
    return name, address._replace(query=urlencode(query)).geturl()


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer as SATOSA does."""

    def begin(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
        return start_response(status, [_without_words(*each) for each in headers], *more)

    answer: Iterable[bytes] = satosa(environ, begin)
    return answer
