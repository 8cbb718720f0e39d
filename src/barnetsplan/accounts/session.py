"""A session acts as exactly one party; a professional session and a family session never mix (law.md IDN-02)."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.utils.module_loading import import_string

from barnetsplan.access.sessions import ENDS, IDLE
from barnetsplan.accounts.models import Account, Assignment, Session, SignIn
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.vocabulary import ActorKind, Relation, SignInKind
from barnetsplan.people.queries import live, name_of
from barnetsplan.policy.assurance import CAPACITIES
from barnetsplan.policy.facts import NOBODY, Actor
from barnetsplan.practice.load import current
from barnetsplan.statements import Statement, a_moment, an_id

_PERSON = "person"
_ASSIGNMENT = "assignment"
#: The party that the session claims to act for; what the claim is worth is found in ``actor_of``.
_PARTY = "party"
_SIGN_IN = "sign_in"
_KIND = "kind"
_LEVEL = "level"
_PROVED = "proved_at"
#: What the session tells its own person about itself, and by what its provider finds it.
AGENT: Final = "agent"
PROVIDER_SESSION: Final = "provider_session"

_ACCOUNT = Statement(
    lambda: (
        Account.objects.select_related("person__key")
        .only("person__key", "person__sealed_name")
        .filter(person=an_id("person"))
    ),
)
_ASSIGNMENT_NOW = Statement(
    lambda: Assignment.objects.select_related("person__key", "unit").filter(
        live(a_moment("at")),
        pk=an_id("assignment"),
        person__account__isnull=False,
    ),
)


class WrongCapacity(Exception):
    """This proof of who somebody is makes no such session (law.md IDN-02); whoever asks for it has a fault."""


def begin_as_staff(session: SessionBase, assignment: Assignment, *, sign_in: SignIn, at: datetime) -> None:
    """Begin a session that acts for the unit of an assignment."""
    lasts = current().signing_in
    _begin(session, assignment.person_id, capacity_of(assignment), sign_in, at)
    session[_ASSIGNMENT] = str(assignment.pk)
    session[_PARTY] = str(assignment.unit_id)
    _let_last(session, at, idle=lasts.staff_idle, in_all=lasts.staff_in_all)


def capacity_of(assignment: Assignment) -> ActorKind:
    """In which capacity an assignment lets somebody act: at work, or as the one guest of a unit outside the system."""
    return ActorKind.GUEST if assignment.unit.guest else ActorKind.STAFF


def begin_as_family(session: SessionBase, account: Account, *, sign_in: SignIn, at: datetime) -> None:
    """Begin a session that acts as the person."""
    lasts = current().signing_in
    _begin(session, account.person_id, ActorKind.FAMILY, sign_in, at)
    session[_PARTY] = str(account.person_id)
    in_all = lasts.code_session if sign_in.kind == SignInKind.CODE else lasts.family_in_all
    _let_last(session, at, idle=lasts.family_idle, in_all=in_all)


def sign_in_as_family(session: SessionBase, account: Account, *, sign_in: SignIn, at: datetime) -> None:
    """Begin a session as the person, after the register has said whose guardian they are now (law.md FAM-02).

    Every way of signing in ends here. What asks the register lies above, and ``config`` names it.
    """
    import_string(settings.BEFORE_FAMILY_SIGN_IN)(account.person_id, at=at)
    begin_as_family(session, account, sign_in=sign_in, at=at)


def _begin(session: SessionBase, person: UUID, capacity: ActorKind, sign_in: SignIn, at: datetime) -> None:
    if capacity not in CAPACITIES[SignInKind(sign_in.kind)] or sign_in.person_id != person:
        raise WrongCapacity(f"A proof of kind '{sign_in.kind}' makes no session of kind '{capacity}' for this person.")
    kept = {name: session[name] for name in (AGENT, PROVIDER_SESSION) if name in session}
    # A new key: whoever knew the old one knows nothing of this session.
    session.flush()
    session.update(kept)
    session[_PERSON] = str(person)
    session["begun_at"] = at.isoformat()
    _prove(session, sign_in)


def _prove(session: SessionBase, sign_in: SignIn) -> None:
    session[_SIGN_IN] = str(sign_in.pk)
    session[_KIND] = sign_in.kind
    session[_LEVEL] = sign_in.level
    session[_PROVED] = sign_in.at.isoformat()


def _let_last(session: SessionBase, at: datetime, *, idle: int, in_all: int) -> None:
    session[IDLE] = idle * 60
    session[ENDS] = (at + timedelta(minutes=in_all)).isoformat()


def prove_again(session: SessionBase, sign_in: SignIn, *, at: datetime) -> Refused | None:
    """Take a fresh proof into a session that goes on: of the same person, in the same way, and no weaker.

    The key of the session changes; how long it lasts in all does not. *Source:* law.md 4.4, IDN-02.
    """
    same = session.get(_PERSON) == str(sign_in.person_id) and session.get(_KIND) == sign_in.kind
    if not same or sign_in.level < session[_LEVEL] or sign_in.at > at:
        return Refused(Reason.SAME_PERSON_NEEDED)
    session.cycle_key()
    _prove(session, sign_in)
    return None


def end_family_sessions(person: UUID) -> int:
    """End every session in which a person acts as family; returns how many. They may sign in anew.

    *Source:* law.md FAM-03 (the same second); a professional's session is another capacity, and goes on.
    """
    return Session.objects.filter(person=person, assignment__isnull=True).delete()[0]


def end_staff_sessions(person: UUID) -> int:
    """End every session in which a person acts for a unit; returns how many. *Source:* law.md IDN-23."""
    return Session.objects.filter(person=person, assignment__isnull=False).delete()[0]


def end_provider_session(provider_session: bytes) -> int:
    """End the sessions that began by one session of a provider, which says that it has ended; returns how many."""
    return Session.objects.filter(provider_session=provider_session).delete()[0]


def claimed_by(session: SessionBase) -> tuple[UUID, UUID] | None:
    """The person and the party that a session claims to act as; ``actor_of`` finds whether they still do."""
    person, party = session.get(_PERSON), session.get(_PARTY)
    return None if person is None or party is None else (UUID(person), UUID(party))


def actor_of(session: SessionBase, *, at: datetime) -> Actor:
    """Who the session acts as now: an ended assignment or a removed account is nobody at the next request."""
    person = session.get(_PERSON)
    if person is None:
        return NOBODY
    assignment = session.get(_ASSIGNMENT)
    actor = family_actor(UUID(person)) if assignment is None else staff_actor(UUID(assignment), at=at)
    if actor is NOBODY:
        return NOBODY
    return replace(
        actor,
        sign_in=UUID(session[_SIGN_IN]),
        signed_in_by=SignInKind(session[_KIND]),
        level=session[_LEVEL],
        proved_at=datetime.fromisoformat(session[_PROVED]),
    )


def family_actor(person: UUID) -> Actor:
    """The person with an account, acting for themselves and their children; without one, nobody."""
    account = _ACCOUNT.first(person=person)
    if account is None:
        return NOBODY
    return Actor(kind=ActorKind.FAMILY, person=person, party=person, name=name_of(account.person))


def staff_actor(assignment: UUID, *, at: datetime) -> Actor:
    """The professional acting for the unit of an assignment that holds at this moment; otherwise nobody."""
    row = _ASSIGNMENT_NOW.first(assignment=assignment, at=at)
    if row is None:
        return NOBODY
    role = current().role(row.role)
    return Actor(
        kind=capacity_of(row),
        person=row.person_id,
        party=row.unit_id,
        role=row.role,
        domain=row.unit.domain_id,
        assignment=row.pk,
        may_hold_bba=role.may_hold_bba,
        duties=frozenset(Relation(duty) for duty in role.duties),
        name=name_of(row.person),
        unit_name=row.unit.name,
    )
