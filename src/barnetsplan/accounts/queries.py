"""What the pages of signing in show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from barnetsplan.accounts.models import Session, SignIn
from barnetsplan.accounts.ways import Way, all_ways, ways_of
from barnetsplan.domain.vocabulary import ActorKind, SignInKind
from barnetsplan.policy.facts import Actor
from barnetsplan.vault.masters import keyed_hash


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


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session as its person sees it; ``handle`` names it on the page, and opens nothing."""

    handle: str
    begun_at: datetime
    agent: str
    way: str
    unit: str
    is_this: bool


@dataclass(frozen=True, slots=True)
class SessionsCard:
    """One's own sessions in the capacity in which one acts; the other capacity is another page (law.md IDN-02)."""

    rows: tuple[SessionRow, ...]
    for_staff: bool

    @property
    def has_others(self) -> bool:
        """Whether there is another than this."""
        return any(not row.is_this for row in self.rows)


def own_sessions(actor: Actor, *, at: datetime) -> QuerySet[Session]:
    """The sessions of the one who acts, in the same capacity, that have not ended."""
    own = Session.objects.filter(person=actor.person_id, expire_date__gt=at)
    match actor.kind:
        case ActorKind.STAFF:
            return own.filter(assignment__unit__guest=False)
        case ActorKind.GUEST:
            return own.filter(assignment=actor.assignment)
        case _:
            return own.filter(assignment__isnull=True)


def handle_of(session_key: str) -> str:
    """What names a session on a page: it cannot be turned into the key that opens it."""
    return keyed_hash(session_key, purpose="session on a page").hex()[:32]


def sessions_card(actor: Actor, this: str, *, at: datetime) -> SessionsCard:
    """One's own sessions, this first and then the newest."""
    labels = {way.key: str(way.label) for way in all_ways()}
    found = own_sessions(actor, at=at).select_related("sign_in", "assignment__unit").order_by("-begun_at")
    rows = [
        SessionRow(
            handle=handle_of(row.session_key),
            begun_at=row.begun_at,
            agent=row.agent,
            way=labels.get(row.sign_in.way, ""),
            unit=row.assignment.unit.name if row.assignment else "",
            is_this=row.session_key == this,
        )
        for row in found
        if row.begun_at is not None and row.sign_in is not None
    ]
    return SessionsCard(tuple(sorted(rows, key=lambda row: not row.is_this)), actor.kind is not ActorKind.FAMILY)


def ways_again(actor: Actor) -> tuple[Way, ...]:
    """The ways in which somebody who is signed in proves again who they are: as they did, when that is still there."""
    if actor.signed_in_by is None or actor.sign_in is None:
        return ()
    return ways_of(actor.signed_in_by, _key_of_way(actor))


def leave_of(actor: Actor) -> str:
    """Where one who signs out is led, so that they can sign out where they were proved too; often nowhere."""
    key = _key_of_way(actor)
    return next((way.leave for way in all_ways() if way.key == key), "")


def _key_of_way(actor: Actor) -> str:
    if actor.sign_in is None:
        return ""
    return SignIn.objects.filter(pk=actor.sign_in).values_list("way", flat=True).first() or ""
