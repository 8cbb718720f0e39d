"""Rows that Noel's story has no need of, each made by the product's own action, for tests that look at every table."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from barnetsplan.accounts.models import OneTimeCode
from barnetsplan.accounts.signing import record_sign_in
from barnetsplan.consent.actions import remind
from barnetsplan.consent.custody import restrict
from barnetsplan.consent.deciding import NewOverride, record_override
from barnetsplan.coordination.guarding import decide_maturity
from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import (
    GuardianshipSource,
    Impression,
    MaturityOutcome,
    OverrideKind,
    OverrideMeasure,
    RelationshipKind,
    SignInKind,
)
from barnetsplan.identity.actions import give_code, give_name
from barnetsplan.identity.models import Commission
from barnetsplan.keeping.actions import open_received
from barnetsplan.keeping.received import closed_in
from barnetsplan.meetings.actions import Call
from barnetsplan.meetings.feeds import begin_feed
from barnetsplan.meetings.how import tell_how
from barnetsplan.meetings.models import Meeting, ProposedTime
from barnetsplan.meetings.moving import answer_times, call_with_times
from barnetsplan.notices.actions import tell
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.people.maturity import WHOLE_PLAN
from barnetsplan.people.models import Person
from barnetsplan.people.relating import NewMaturity, NewRelationship, add_relationship
from barnetsplan.plans.circle import ask_for_circle
from barnetsplan.records.kinds import Invitation
from barnetsplan.sending.actions import ask_for_code
from barnetsplan.sending.kinds import Capacity, Channel
from barnetsplan.sending.routines import take_due
from barnetsplan.sending.tests.reached import SARA, decide, reached
from tests.world import World, made


def known_to_a_directory(world: World) -> None:
    """Maria has signed in with a commission of her own unit."""
    maria = Person.objects.select_related("key").get(pk=world.maria.person_id)
    give_name(person=maria, scheme="hsa", value="SE0000000000-0001", at=world.at)
    give_code(unit=world.bvc, scheme="hsa", code="SE0000000000-BVC")
    sign_in = record_sign_in(person=maria.pk, kind=SignInKind.EMPLOYEE, way="test", at=world.at)
    Commission.objects.create(
        sign_in=sign_in, employee_hash=b"x" * 32, commission="c", purpose="p", unit_code="u", provider_code="v"
    )


def given_a_code(world: World) -> None:
    """A code that nobody has used."""
    OneTimeCode.objects.create(
        child=world.noel,
        given_by_id=world.maria.person_id,
        unit=world.bvc,
        code_hash=b"x" * 32,
        given_at=world.at,
        valid_until=world.at + timedelta(minutes=10),
    )


def reminded(world: World) -> None:
    """Maria has asked about the school too, and has reminded those who do not answer."""
    services = {world.school.pk: ("hemmet",)}
    asking = ask_for_circle(
        case=world.case, token=uuid4(), services=services, last_day=None, by=world.maria, at=world.later()
    )
    made(remind(request=made(asking), by=world.maria, at=world.later()))


def told_how_it_was(world: World) -> None:
    """Linda has said how the meeting was."""
    said = {"heard": Impression.YES}
    made(tell_how(meeting=world.meeting, party=world.preschool.pk, answers=said, at=world.later()))


def called_with_times(world: World) -> Meeting:
    """Maria calls once more, with two times to choose between; one suits the preschool, and Linda has a calendar."""
    first = datetime(2026, 11, 2, 14, tzinfo=UTC)
    call = Call(
        case=world.case,
        meeting_id=uuid4(),
        payload=Invitation(when="2 november kl. 15", question="Hur går det?"),
        starts_at=first,
        units=[world.preschool.pk],
        by=world.maria,
        at=world.later(),
    )
    meeting = made(call_with_times(call, [first + timedelta(days=1)]))
    suits = [ProposedTime.objects.filter(meeting=meeting).earliest("starts_at").pk]
    party = made(world.linda.party)
    made(answer_times(meeting=meeting, party=party, suits=suits, rather_at=None, at=world.later()))
    begin_feed(by=world.linda, at=world.at)
    return meeting


def told_outside(world: World) -> None:
    """Sara wants letters, and something new waits; a code is on its way to her telephone; the night is planned."""
    reached(world, world.sara.pk, SARA)
    tell(party=world.sara.pk, child=world.noel.pk, kind=NoticeKind.CONSENT_NOTED, thing=uuid4(), at=world.later())
    decide(world.later())
    who = {"person": world.sara.pk, "capacity": Capacity.FAMILY}
    made(ask_for_code(**who, channel=Channel.SMS, text="+46701740605", at=world.at))
    take_due(at=world.at)


def received_opened(world: World) -> None:
    """The registrar opens what social services received, after Sara has taken back that they may read it."""
    world.employ_diarist(world.social)
    registrar = replace(world.diarist, domain=world.social.domain_id)
    closed = made(closed_in(registrar.domain, world.later()).select_related("disclosure").first())
    open_received(disclosure=closed.disclosure, reason="Begärd.", by=registrar, at=world.at)


def family_decided(world: World) -> None:
    """A relation without standing, a decision on maturity, one in place of Daniel's yes; and he is restricted."""
    relation = NewRelationship(
        id=uuid4(),
        child=world.noel,
        kind=RelationshipKind.CONTACT_PARENT,
        source=GuardianshipSource.SEEN_DECISION,
        by=world.maria,
        at=world.later(),
        name="Ove Ek",
    )
    made(add_relationship(relation))
    today = local_date(world.at)
    maturity = NewMaturity(
        id=uuid4(),
        child=world.noel,
        matter=WHOLE_PLAN,
        outcome=MaturityOutcome.TOGETHER,
        reason="Han förstår frågan.",
        review_on=today + timedelta(days=90),
        by=world.maria,
        at=world.later(),
    )
    made(decide_maturity(maturity))
    override = NewOverride(
        id=uuid4(),
        request=world.fresh(world.circle),
        services=frozenset({world.social.pk}),
        guardian=world.daniel.pk,
        kind=OverrideKind.SOCIAL_BOARD,
        measure=OverrideMeasure.OPEN_TREATMENT,
        evidence="Socialnämnden, dnr 12-26",
        decided_on=today,
        last_day=today + timedelta(days=30),
        by=world.maria,
        at=world.later(),
    )
    made(record_override(override))
    made(restrict(child=world.noel, person=world.daniel.pk, evidence="T 1-26", by=world.maria, at=world.later()))
