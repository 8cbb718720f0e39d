"""The ways out of the program, as the settings name them; what is unsafe or half said stops the start."""

from typing import Final
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

#: In place of a way out: one line a message in the state folder, for the demonstration and for development.
FILE: Final = "file"
_HERE: Final = frozenset({"127.0.0.1", "::1", "localhost"})
_PORTS: Final = {"smtp": 587, "smtps": 465}


def mail(way: str, *, demo: bool) -> str:
    """``smtp://user:password@host:587`` (STARTTLS, demanded) or ``smtps://…:465``; plain only on this machine."""
    _only_in_demo(way, "MAIL", demo=demo)
    place = urlsplit(way)
    if way not in {"", FILE} and (place.scheme not in {*_PORTS, "smtp+plain"} or not place.hostname):
        raise ImproperlyConfigured("BARNETSPLAN_MAIL must be smtp://… or smtps://… with a host.")
    if place.scheme == "smtp+plain" and place.hostname not in _HERE:
        raise ImproperlyConfigured("BARNETSPLAN_MAIL without TLS (smtp+plain) reaches this machine only.")
    return way


def sms(way: str, *, demo: bool) -> str:
    """``https://user:password@host/path`` of whoever sends text messages; without TLS only on this machine."""
    _only_in_demo(way, "SMS", demo=demo)
    place = urlsplit(way)
    if way not in {"", FILE} and (place.scheme not in {"https", "http"} or not place.hostname):
        raise ImproperlyConfigured("BARNETSPLAN_SMS must be https://… with a host.")
    if place.scheme == "http" and place.hostname not in _HERE:
        raise ImproperlyConfigured("BARNETSPLAN_SMS without TLS reaches this machine only.")
    return way


def _only_in_demo(way: str, name: str, *, demo: bool) -> None:
    if way == FILE and not demo:
        raise ImproperlyConfigured(f"BARNETSPLAN_{name}=file belongs to the demonstration: it writes down who is told.")


def check(*, mail: str, mail_from: str, sms: str, site: str) -> None:
    """What a message needs is there: from whom, and where to sign in."""
    if mail and "@" not in mail_from:
        raise ImproperlyConfigured("BARNETSPLAN_MAIL_FROM must be an address when there is BARNETSPLAN_MAIL.")
    if (mail or sms) and not site:
        raise ImproperlyConfigured("BARNETSPLAN_SITE_ADDRESS must say where people sign in.")


def smtp(way: str) -> tuple[str, int, str, str, bool, bool]:
    """Django's settings for it: host, port, user, password, STARTTLS, TLS from the start."""
    place = urlsplit(way if way != FILE else "")
    return (
        place.hostname or "localhost",
        place.port or _PORTS.get(place.scheme, 25),
        unquote(place.username or ""),
        unquote(place.password or ""),
        place.scheme == "smtp",
        place.scheme == "smtps",
    )
