"""A client whose session acts as one of the cast, as after a real sign-in."""

from importlib import import_module

from django.conf import settings
from django.test import Client

from barnetsplan.accounts.models import Account, Assignment
from barnetsplan.accounts.session import begin_as_family, begin_as_staff
from barnetsplan.domain.vocabulary import ActorKind
from barnetsplan.policy.facts import Actor
from tests.cast import World, made


def client_for(_world: World, actor: Actor) -> Client:
    """A client signed in as this actor."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session_of(actor)
    return client


def session_of(actor: Actor) -> str:
    """The key of a new session that acts as this actor."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    if actor.kind is ActorKind.STAFF:
        begin_as_staff(session, Assignment.objects.get(pk=made(actor.assignment)))
    else:
        begin_as_family(session, Account.objects.get(person=actor.person))
    session.save()
    key: str = session.session_key
    return key
