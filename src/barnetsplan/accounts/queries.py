"""What the pages of signing in show."""

from collections.abc import Iterable
from dataclasses import dataclass

from barnetsplan.accounts.models import SignIn
from barnetsplan.accounts.ways import Way, ways_of
from barnetsplan.domain.vocabulary import ActorKind, SignInKind
from barnetsplan.policy.facts import Actor


@dataclass(frozen=True, slots=True)
class SignInCard:
    """The ways, by whom they are for."""

    family: tuple[Way, ...]
    staff: tuple[Way, ...]
    guests: tuple[Way, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is no way at all."""
        return not (self.family or self.staff or self.guests)


def sign_in_card(ways: Iterable[Way]) -> SignInCard:
    """The ways, by whom they are for; one that is for several stands in each place."""
    ways = tuple(ways)
    guests = tuple(way for way in ways if way.kind is SignInKind.GUEST)
    return SignInCard(
        family=tuple(way for way in ways if way.is_for(ActorKind.FAMILY)),
        staff=tuple(way for way in ways if way.is_for(ActorKind.STAFF) and way not in guests),
        guests=guests,
    )


def ways_again(actor: Actor) -> tuple[Way, ...]:
    """The ways in which somebody who is signed in proves again who they are: as they did, when that is still there."""
    if actor.signed_in_by is None or actor.sign_in is None:
        return ()
    way = SignIn.objects.filter(pk=actor.sign_in).values_list("way", flat=True).first()
    return ways_of(actor.signed_in_by, way or "")
