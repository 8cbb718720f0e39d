"""A client whose session acts as one of the cast, as after a real sign-in."""

from datetime import datetime
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.test import Client
from django.utils import timezone

from barnetsplan.accounts.models import Account, Assignment, SignIn
from barnetsplan.accounts.session import begin_as_family, begin_as_staff
from barnetsplan.accounts.signing import record_sign_in
from barnetsplan.domain.vocabulary import ActorKind, SignInKind
from barnetsplan.policy.facts import Actor
from tests.cast import World, made

CITIZEN, EMPLOYEE = SignInKind.CITIZEN, SignInKind.EMPLOYEE


def client_for(_world: World, actor: Actor, *, level: int = 3, at: datetime | None = None) -> Client:
    """A client signed in as this actor; a moment ago, when nothing else is said."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session_of(actor, level=level, at=at)
    return client


def proof_of(person: UUID, kind: SignInKind, *, at: datetime, level: int = 3) -> SignIn:
    """That this person proved who they are, as an identity provider tells it."""
    return record_sign_in(
        person=person,
        kind=kind,
        way="test",
        issuer="https://idp.example",
        acr=f"http://id.elegnamnden.se/loa/1.0/loa{level}",
        level=level,
        transaction="txn-1",
        at=at,
    )


def session_of(actor: Actor, *, level: int = 3, at: datetime | None = None) -> str:
    """The key of a new session that acts as this actor; signed in at a moment, which is now when nothing is said."""
    at = at or timezone.now()  # noqa: TID251  # requests in tests read the real clock
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    if actor.kind is ActorKind.STAFF:
        assignment = Assignment.objects.get(pk=made(actor.assignment))
        begin_as_staff(session, assignment, sign_in=proof_of(actor.person_id, EMPLOYEE, at=at, level=level), at=at)
    else:
        account = Account.objects.get(person=actor.person)
        begin_as_family(session, account, sign_in=proof_of(actor.person_id, CITIZEN, at=at, level=level), at=at)
    session.save()
    key: str = session.session_key
    return key
