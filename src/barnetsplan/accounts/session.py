"""A session acts as exactly one party; a professional session and a family session never mix (law.md IDN-02)."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.utils.module_loading import import_string

from barnetsplan.accounts.models import Account, Assignment, FamilySession
from barnetsplan.domain.vocabulary import ActorKind, Relation
from barnetsplan.people.queries import live, name_of
from barnetsplan.policy.facts import NOBODY, Actor
from barnetsplan.practice.load import current
from barnetsplan.statements import Statement, a_moment, an_id

_PERSON = "person"
_ASSIGNMENT = "assignment"
#: The party that the session claims to act for; what the claim is worth is found in ``actor_of``.
_PARTY = "party"
#: Absolute lengths (law.md 4.4): family one hour, staff eight.
_FAMILY_SECONDS = 60 * 60
_STAFF_SECONDS = 8 * 60 * 60

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


def begin_as_staff(session: SessionBase, assignment: Assignment) -> None:
    """Begin a session that acts for the unit of an assignment."""
    session.flush()
    session[_PERSON] = str(assignment.person_id)
    session[_ASSIGNMENT] = str(assignment.pk)
    session[_PARTY] = str(assignment.unit_id)
    session.set_expiry(_STAFF_SECONDS)


def begin_as_family(session: SessionBase, account: Account) -> None:
    """Begin a session that acts as the person."""
    session.flush()
    session[_PERSON] = session[_PARTY] = str(account.person_id)
    session.set_expiry(_FAMILY_SECONDS)
    session.save()
    if session.session_key is not None:
        FamilySession.objects.create(session_id=session.session_key, person_id=account.person_id)


def sign_in_as_family(session: SessionBase, account: Account, *, at: datetime) -> None:
    """Begin a session as the person, after the register has said whose guardian they are now (law.md FAM-02).

    Every way of signing in ends here. What asks the register lies above, and ``config`` names it.
    """
    import_string(settings.BEFORE_FAMILY_SIGN_IN)(account.person_id, at=at)
    begin_as_family(session, account)


def end_family_sessions(person: UUID) -> int:
    """End every session in which a person acts as family; returns how many. They may sign in anew.

    *Source:* law.md FAM-03 (the same second); a professional's session is another capacity, and goes on.
    """
    keys = list(FamilySession.objects.filter(person=person).values_list("session", flat=True))
    Session.objects.filter(pk__in=keys).delete()
    return len(keys)


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
    if assignment is None:
        return family_actor(UUID(person))
    return staff_actor(UUID(assignment), at=at)


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
        kind=ActorKind.STAFF,
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
