"""How often one may try: counted by account and address together, and by address; nobody else can use them up.

*Source:* law.md 4.1 (ASVS 6.3.1, 6.3.5); ADR 0020: what a stranger does elsewhere never stops the owner.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from barnetsplan import context
from barnetsplan.access.origin import net_of
from barnetsplan.credentials.models import Attempt
from barnetsplan.vault.masters import keyed_hash

JOB: Final = "credentials"
_WITHIN: Final = timedelta(minutes=15)
_FORGOTTEN: Final = timedelta(days=1)
MOST_OF_ONE: Final = 5
MOST_OF_PLACE: Final = 30


@dataclass(frozen=True, slots=True)
class Trying:
    """Who tries, as two hashes; from a known device the address does not matter, for the device stands for it."""

    who: bytes
    place: bytes
    known: bool = False


def trying(name: str, address: str, *, device: str = "") -> Trying:
    """Who tries to open an account (or, without a name, something that needs none)."""
    where = f"device {device}" if device else net_of(address)
    return Trying(
        who=keyed_hash(f"{name}|{where}", purpose="attempt-who"),
        place=keyed_hash(where, purpose="attempt-place"),
        known=bool(device),
    )


def may_try(who: Trying, *, at: datetime) -> bool:
    """Count a try, and say whether it is one too many.

    The try is stored before it is counted, so that many at once are not each the first.
    """
    with context.job(JOB, at=at):
        Attempt.objects.filter(at__lt=at - _FORGOTTEN).delete()
        Attempt.objects.create(who=who.who, place=who.place, at=at)
    with context.job(JOB, at=at):
        lately = Attempt.objects.filter(at__gt=at - _WITHIN)
        of_place = 0 if who.known else lately.filter(place=who.place).count()
        return lately.filter(who=who.who).count() <= MOST_OF_ONE and of_place <= MOST_OF_PLACE


def forget(who: Trying, *, at: datetime) -> None:
    """Let the tries of one who succeeded be forgotten; what else came from there is not."""
    with context.job(JOB, at=at):
        Attempt.objects.filter(who=who.who).delete()
