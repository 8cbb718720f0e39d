"""Beginning a session as a chosen person of the demonstration."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from barnetsplan.accounts.entering import Opening
from barnetsplan.accounts.models import Account, Assignment, SignIn
from barnetsplan.accounts.session import capacity_of
from barnetsplan.accounts.signing import record_sign_in
from barnetsplan.domain.vocabulary import ActorKind, SignInKind
from barnetsplan.people.queries import live
from barnetsplan.policy.facts import Actor

WAY: Final = "demo"


@dataclass(frozen=True, slots=True)
class Entrance:
    """Whom somebody has chosen to be, and the proof that stands in for a real one."""

    opening: Opening
    sign_in: SignIn


def chosen(key: UUID, *, at: datetime) -> Entrance | None:
    """The professional (key of an assignment) or private person (key of a person); nothing when nobody has this key."""
    mine = Assignment.objects.filter(live(at), pk=key, person__account__isnull=False)
    assignment = mine.select_related("unit").first()
    if assignment is not None:
        return Entrance(Opening(key, capacity_of(assignment)), prove(assignment.person_id, at=at))
    if Account.objects.filter(person=key).exists():
        return Entrance(Opening(key, ActorKind.FAMILY), prove(key, at=at))
    return None


def signed_in(actor: Actor, *, at: datetime) -> Actor:
    """The actor as one of the demonstration's own sessions has it, for what is signed while the stories are played."""
    sign_in = prove(actor.person_id, at=at)
    return replace(actor, sign_in=sign_in.pk, signed_in_by=SignInKind.DEMO, level=sign_in.level, proved_at=at)


def prove(person: UUID, *, at: datetime) -> SignIn:
    """Write down that somebody is taken to be this person, as strongly as everything here may ask."""
    return record_sign_in(person=person, kind=SignInKind.DEMO, way=WAY, acr=WAY, level=3, at=at)
