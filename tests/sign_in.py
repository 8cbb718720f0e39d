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
from barnetsplan.domain.vocabulary import FOR_A_UNIT, ActorKind, SignInKind
from barnetsplan.policy.facts import Actor
from tests.cast import World, made

CITIZEN, EMPLOYEE = SignInKind.CITIZEN, SignInKind.EMPLOYEE
_KINDS = {ActorKind.STAFF: EMPLOYEE, ActorKind.FAMILY: CITIZEN, ActorKind.GUEST: SignInKind.GUEST}


def client_for(_world: World, actor: Actor, *, level: int = 3, proved: datetime | None = None) -> Client:
    """A client signed in as this actor; who proved it just now, when nothing else is said."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session_of(actor, level=level, proved=proved)
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


def session_of(actor: Actor, *, level: int = 3, proved: datetime | None = None) -> str:
    """The key of a new session that acts as this actor, who proved at a moment who they are."""
    now = timezone.now()  # noqa: TID251  # sessions end by the real clock
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    kind = _KINDS[actor.kind]
    sign_in = proof_of(actor.person_id, kind, at=proved or now, level=level)
    if actor.kind in FOR_A_UNIT:
        begin_as_staff(session, Assignment.objects.get(pk=made(actor.assignment)), sign_in=sign_in, at=now)
    else:
        begin_as_family(session, Account.objects.get(person=actor.person), sign_in=sign_in, at=now)
    session.save()
    key: str = session.session_key
    return key
