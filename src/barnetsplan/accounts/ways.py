"""The ways of signing in: each room that has some names them in the settings, and the page lists them all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from barnetsplan.domain.vocabulary import ActorKind, SignInKind
from barnetsplan.policy.assurance import CAPACITIES


@dataclass(frozen=True, slots=True)
class Way:
    """One way: what it is called, what it proves, and the address where it begins.

    ``key`` is what ``SignIn.way`` says. ``words`` tells in a sentence what one needs for it. ``leave`` is where one is
    led after signing out, when one can sign out where one was proved too.
    """

    key: str
    label: str | Promise
    kind: SignInKind
    address: str
    words: str | Promise = ""
    leave: str = ""

    def is_for(self, capacity: ActorKind) -> bool:
        """Whether one can act so after it."""
        return capacity in CAPACITIES[self.kind]


Ways = Callable[[], Iterable[Way]]


def all_ways() -> tuple[Way, ...]:
    """Every way that this installation has, in the order of the settings."""
    return tuple(way for path in settings.SIGN_IN_WAYS for way in _named(path)())


def ways_of(kind: SignInKind, key: str = "") -> tuple[Way, ...]:
    """The ways that prove the same kind of thing; that with the key alone, where it is still there."""
    same = tuple(way for way in all_ways() if way.kind is kind)
    return tuple(way for way in same if way.key == key) or same


def _named(path: str) -> Ways:
    ways: Ways = import_string(path)
    return ways
