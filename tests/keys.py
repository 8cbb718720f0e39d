"""Of which thing a page is: found in the world as it stands at the stage."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from barnetsplan.cases.models import Advice
from barnetsplan.consent.models import ConsentAnswer, Override
from barnetsplan.coordination.models import Investigation
from barnetsplan.credentials.models import Passkey
from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import (
    Ground,
    RelationshipKind,
)
from barnetsplan.duties.models import EmergencyOpening, Raised
from barnetsplan.gathering.models import Question
from barnetsplan.handover.models import Offer
from barnetsplan.notices.models import Notice
from barnetsplan.people.models import Pause, ProposedGuardian, Relationship, WhereaboutsHidden
from barnetsplan.records.kinds import Contribution
from barnetsplan.records.models import Entry, Received, Struck
from barnetsplan.reporting.models import HarmAnswer
from barnetsplan.sending.kinds import Channel
from tests.world import World, made


def child(world: World) -> Any:
    return world.noel.pk


def concern(world: World) -> Any:
    return world.concern.pk


def case(world: World) -> Any:
    return world.case.pk


def talk(world: World) -> Any:
    return world.talk.pk


def circle(world: World) -> Any:
    return world.circle.pk


def meeting(world: World) -> Any:
    return world.meeting.pk


def plan(world: World) -> Any:
    return world.plan.pk


def version(world: World) -> Any:
    return world.version.pk


def question(world: World) -> Any:
    return world.question.pk


def question_to_sara(world: World) -> Any:
    return Question.objects.get(to=world.sara.pk).pk


def action_of_preschool(world: World) -> Any:
    return world.bildschema


def offer(_world: World) -> Any:
    return Offer.objects.get().pk


def voice_of_bvc(world: World) -> Any:
    return Entry.objects.get(owner=world.bvc.pk, kind=Contribution.KIND, area="utveckling", superseded_by=None).pk


def received_by_preschool(world: World) -> Any:
    """A disclosure of which nothing is open to the preschool any longer."""
    rows = Received.objects.filter(recipient=world.preschool.pk, release__ended_at__isnull=False)
    return made(rows.order_by("received_at", "pk").first()).disclosure_id


def struck(_world: World) -> Any:
    return Struck.objects.get().entry_id


def words_of_sara(world: World) -> Any:
    return Entry.objects.filter(owner=world.sara.pk, kind=Contribution.KIND).order_by("written_at")[0].pk


def receipt_of_sara(world: World) -> Any:
    return ConsentAnswer.objects.filter(giver=world.sara.pk, row__request=world.circle.pk)[0].receipt


def notice(world: World) -> Any:
    return Notice.objects.filter(party=world.bvc.pk).order_by("made_at")[0].pk


def pause(_world: World) -> Any:
    return Pause.objects.get().pk


def proposal(_world: World) -> Any:
    return ProposedGuardian.objects.get().pk


def relation(_world: World) -> Any:
    # Whoever has no custody of Noel stands beside the story (tests/architecture/company.py).
    return Relationship.objects.exclude(kind=RelationshipKind.PARENT_WITHOUT_CUSTODY).get().pk


def override(_world: World) -> Any:
    return Override.objects.get().pk


def assignment_of_linda(world: World) -> Any:
    return world.linda.assignment


def passkey(_world: World) -> Any:
    return Passkey.objects.get().pk


def sms(_world: World) -> Any:
    return Channel.SMS.value


def hiding(_world: World) -> Any:
    return WhereaboutsHidden.objects.get().pk


def report(world: World) -> Any:
    return HarmAnswer.objects.get(person=world.linda.person).pk


def undecided(world: World) -> Any:
    return HarmAnswer.objects.get(person=world.maria.person).pk


def opening(_world: World) -> Any:
    return EmergencyOpening.objects.get().pk


def handed(world: World) -> Any:
    return world.handed.pk


def handed_to_sara(world: World) -> Any:
    return world.handed_to_sara.pk


def advice(_world: World) -> Any:
    return Advice.objects.get().pk


def what_to_hand_out(world: World) -> Mapping[str, Any]:
    return {"token": uuid4(), "step": "ground", "text": "Kort.", "recipient": world.social.pk}


def on_which_ground(world: World) -> Mapping[str, Any]:
    return {**what_to_hand_out(world), "step": "conditions", "ground": Ground.HEALTH_SOCIAL_U18.value}


def services_to_think_of(world: World) -> Mapping[str, Any]:
    return {"token": uuid4(), "step": "answers", "services": [world.social.pk, world.school.pk]}


def raised(world: World) -> Any:
    return Raised.objects.get(person=world.maria.person).pk


def investigation(_world: World) -> Any:
    return Investigation.objects.get().pk


def a_day(world: World) -> Mapping[str, Any]:
    return {
        "token": uuid4(),
        "number": world.noel_number.formatted,
        "unit": world.social.pk,
        "day": local_date(world.at).isoformat(),
        "reason": "En händelse utreds.",
    }


def a_preview(world: World) -> Mapping[str, Any]:
    return {"token": uuid4(), "step": "preview", "services": [world.social.pk]}
