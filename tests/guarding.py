"""A part of the story: Noel is guarded against Daniel, and then no longer."""

from datetime import date
from uuid import uuid4

from barnetsplan.consent.custody import answer_proposal
from barnetsplan.coordination.guarding import (
    NewPause,
    begin_pause,
    hide_whereabouts,
    lift_pause,
    propose,
    review_whereabouts,
)
from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import GuardianshipKind, GuardianshipSource, PauseSaidAs, WhereaboutsGround
from barnetsplan.people.models import Pause, ProposedGuardian, WhereaboutsHidden
from barnetsplan.people.register import RegisteredPerson
from barnetsplan.people.relating import NewHiding, Proposed
from barnetsplan.protection.actions import confirm_lowering
from barnetsplan.protection.queries import live_marks
from tests.world import World, made


def guarded(world: World) -> World:
    """Sara has said that Daniel may not read; a new guardian waits for a second person; the whereabouts are hidden."""
    world.employ_manager()
    made(begin_pause(_saras_word(world)))
    made(propose(_a_new_guardian(world)))
    hiding = NewHiding(
        id=uuid4(),
        child=world.noel,
        hidden_from=world.daniel.pk,
        ground=WhereaboutsGround.SECRECY,
        reason="Hot.",
        by=world.maria,
        at=world.later(),
    )
    made(hide_whereabouts(hiding))
    return world


def _saras_word(world: World) -> NewPause:
    return NewPause(
        id=uuid4(),
        child=world.noel,
        about=world.daniel.pk,
        reason="Han blir arg.",
        said_as=PauseSaidAs.GUARDIAN,
        by=world.as_guardian(world.sara),
        at=world.later(),
    )


def _a_new_guardian(world: World) -> Proposed:
    return Proposed(
        id=uuid4(),
        child=world.noel,
        adult=RegisteredPerson(make_invented(date(1990, 6, 1), 1), "Alva Ek"),
        kind=GuardianshipKind.APPOINTED_GUARDIAN,
        source=GuardianshipSource.SEEN_DECISION,
        seen_on=local_date(world.at),
        evidence="T 12-26",
        by=world.maria,
        at=world.later(),
    )


def unguarded(world: World) -> World:
    """The head of the child health centre has decided, and a second person shows the places again."""
    boss = world.manager
    made(lift_pause(pause=Pause.objects.get(), reason="Utrett.", by=boss, at=world.later()))
    made(answer_proposal(proposal=ProposedGuardian.objects.get(), confirm=False, by=boss, at=world.later()))
    hidden = WhereaboutsHidden.objects.get()
    made(review_whereabouts(hidden=hidden, keep=False, reason="Inget hot.", by=boss, at=world.later()))
    for mark in live_marks(world.noel.pk):
        made(confirm_lowering(child=world.noel.pk, mark=mark.pk, by=world.maria, at=world.later()))
    world.noel.refresh_from_db()
    return world
