"""A part of the story: Noel is guarded against Daniel, and then no longer; and what else stands on the family's page."""

from datetime import date, timedelta
from uuid import uuid4

from barnetsplan.consent.custody import answer_proposal
from barnetsplan.consent.deciding import NewOverride, record_override
from barnetsplan.consent.queries import find_request
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
from barnetsplan.domain.vocabulary import (
    GuardianshipKind,
    GuardianshipSource,
    OverrideKind,
    OverrideMeasure,
    PauseSaidAs,
    RelationshipKind,
    WhereaboutsGround,
)
from barnetsplan.people.models import Pause, ProposedGuardian, WhereaboutsHidden
from barnetsplan.people.register import RegisteredPerson
from barnetsplan.people.relating import NewHiding, NewRelationship, Proposed, add_relationship
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
    _beside(world)
    return world


def _beside(world: World) -> None:
    """Noel is with a foster parent some days, and a decision stands in Daniel's place towards social services."""
    foster = NewRelationship(
        id=uuid4(),
        child=world.noel,
        kind=RelationshipKind.FOSTER_PARENT,
        source=GuardianshipSource.SEEN_DECISION,
        name="Kim Berg",
        by=world.maria,
        at=world.later(),
    )
    made(add_relationship(foster))
    decision = NewOverride(
        id=uuid4(),
        request=made(find_request(world.circle.pk)),
        services=[world.social.pk],
        guardian=world.daniel.pk,
        kind=OverrideKind.SOCIAL_BOARD,
        measure=OverrideMeasure.OPEN_TREATMENT,
        evidence="Dnr 12-26",
        decided_on=local_date(world.at),
        last_day=local_date(world.at + timedelta(days=30)),
        by=world.maria,
        at=world.later(),
    )
    made(record_override(decision))


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
