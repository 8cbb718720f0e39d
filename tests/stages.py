"""The stages of the story at which the pages are looked at: each is told on the world of the cast."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from barnetsplan.audit.record import Event, record
from barnetsplan.cases.advice import ask_advice
from barnetsplan.cases.disclosing import Handing, hand_out
from barnetsplan.consent.actions import keep_paper
from barnetsplan.consent.papers import NewPaper
from barnetsplan.consent.queries import find_request
from barnetsplan.coordination.actions import record_investigation
from barnetsplan.domain.decisions import Reason
from barnetsplan.domain.disclosing import DomainKind, Stated
from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.periods import local_date
from barnetsplan.domain.protection import Protection
from barnetsplan.domain.vocabulary import (
    Answer,
    Ground,
    GuardianshipSource,
    InvolvementReason,
    Layer,
)
from barnetsplan.duties.actions import Emergency, open_in_emergency, review
from barnetsplan.family.actions import NewWords, answer_consent, write_own_words
from barnetsplan.handover.actions import offer_coordination
from barnetsplan.keeping.actions import strike
from barnetsplan.noticing.actions import write_concern_about
from barnetsplan.people.actions import add_guardianship, admit_person, involve
from barnetsplan.people.models import Child
from barnetsplan.plans.actions import Ending, end_plan
from barnetsplan.policy.grounds import rule_of
from barnetsplan.protection.actions import protect
from barnetsplan.records.kinds import Concern, OwnWords
from barnetsplan.records.models import Disclosure
from barnetsplan.reporting.actions import ToReport, answer_harm, decide_report
from tests import world as story
from tests.duties import officer
from tests.files import a_document, a_picture
from tests.guarding import guarded, unguarded
from tests.outside import has_a_local_account
from tests.world import World, made, parts

Key = Callable[[World], Any]


def _nothing_yet(world: World) -> World:
    return world


def withdrawn(world: World) -> World:
    """Sara has taken back one area of background from social services."""
    area = {"layer": Layer.BACKGROUND.value, "area": "hemmet"}
    made(
        answer_consent(
            request=made(find_request(world.circle.pk)),
            parts={
                part: Answer.WITHDRAWN
                for part in parts(world, world.circle, Answer.WITHDRAWN, only=area)
                if part[0] == world.social.pk
            },
            by=world.as_guardian(world.sara),
            at=world.later(),
        ),
    )
    return world


def taken_back(world: World) -> World:
    """Sara has taken back the background that the preschool read; its registrar has what it received."""
    asked = made(find_request(world.circle.pk))
    background = parts(world, world.circle, Answer.WITHDRAWN, only={"layer": Layer.BACKGROUND.value})
    of_preschool = {part: Answer.WITHDRAWN for part in background if part[0] == world.preschool.pk}
    made(answer_consent(request=asked, parts=of_preschool, by=world.as_guardian(world.sara), at=world.later()))
    return world


def on_paper(world: World) -> World:
    """Daniel has signed a paper too, and Maria has scanned it; Sara has sent a drawing with her words."""
    scan, asked = a_document(), made(find_request(world.circle.pk))
    made(keep_paper(NewPaper(uuid4(), asked, world.daniel.pk, scan, date(2026, 9, 8), world.maria, world.later())))
    words = NewWords(
        child=world.noel,
        payload=OwnWords(text="Så här ser det ut.", attached="Noels teckning av boken."),
        entry_id=uuid4(),
        readers=(),
        by=world.as_guardian(world.sara),
        at=world.later(),
        file=a_picture(),
    )
    made(write_own_words(words))
    return world


def offered(world: World) -> World:
    """Maria has asked social services to hold the plan together."""
    made(
        offer_coordination(plan=world.plan, offer_id=uuid4(), to=world.social.pk, by=world.maria, at=world.later()),
    )
    return world


def ended(world: World) -> World:
    """The plan has ended, with what it gave."""
    ending = Ending(outcomes=[(uuid4(), None, "Lugnare morgnar.")], words=[(uuid4(), world.noel.pk, "Jag leker mer.")])
    made(end_plan(plan=world.plan, ending=ending, by=world.maria, at=world.later()))
    return world


def sibling_known(world: World) -> World:
    """Noel has a sister; her family's page is no longer his page."""
    number = make_invented(date(2019, 5, 6), 7)
    sister = Child.objects.create(
        person=admit_person(name="Alva Lindqvist", number=number, at=world.at), born_on=date(2019, 5, 6)
    )
    add_guardianship(child=sister, guardian=world.sara.pk, source=GuardianshipSource.REGISTER, valid_from=world.later())
    return world


def struck(world: World) -> World:
    """Linda has written about another child on Noel's page, and has struck it; the registrar has it still."""
    wrong = write_concern_about(
        world.noel,
        entry_id=uuid4(),
        payload=Concern(seen="Alva sover dåligt.", child_says="Jag är trött."),
        by=world.linda,
        at=world.later(),
    )
    strike(entry=wrong, reason="Hör till systern.", by=world.linda, at=world.later())
    world.employ_diarist()
    return world


def watched(world: World) -> World:
    """Linda has reported and Maria has not decided; Leila investigates and has opened in an emergency; Maria is raised."""
    answer = answer_harm(concern=world.concern, may_harm=True, by=world.linda, at=world.later())
    report = ToReport(reported=True, reason="Blåmärken.", municipality="Lessebo", on=local_date(world.at))
    made(decide_report(answer=answer, decision=report, decision_id=uuid4(), at=world.later()))
    answer_harm(concern=world.concern, may_harm=True, by=world.maria, at=world.later())
    record_investigation(
        child=world.noel.pk,
        opened_on=local_date(world.at),
        asked=[world.preschool.pk],
        by=world.leila,
        at=world.later(),
    )
    world.guard = officer(world, "security_officer", beside=world.social)
    world.reviewer = officer(world, "log_reviewer", beside=world.bvc, name="Rut Granskare", serial=11)
    reason = "Barnet är ensamt hemma i natt och polisen ringer från lägenheten nu genast."
    made(open_in_emergency(emergency=Emergency(world.noel_number, reason, uuid4()), by=world.leila, at=world.later()))
    stopped = Reason.TOO_MANY_CHILDREN.value
    record(Event(act="child:open", at=world.later(), actor=world.maria, permitted=False, code=stopped))
    review(since=world.at, until=world.later(), at=world.at)
    return world


def handed_out(world: World) -> World:
    """Maria has handed out on other grounds than consent: to a school, to Sara as a party, and to an association.

    Nothing has been promised yet; Linda has asked Maria's unit for advice without naming anybody.
    """
    world.handed = _hand_out(world, Ground.NO_HARM_ASSESSMENT, world.school.pk, "Skolan behöver veta.")
    world.handed_to_sara = _hand_out(world, Ground.PARTY_10_3, world.sara.pk, "Det ni får veta som part.")
    world.employ_leader()
    _hand_out(world, Ground.NO_HARM_ASSESSMENT, world.leader.party_id, "Noel vill spela fotboll.")
    made(ask_advice(advice_id=uuid4(), to=world.bvc.pk, text="Hur gör ni?", by=world.linda, at=world.later()))
    return world


def _hand_out(world: World, ground: Ground, recipient: UUID, text: str) -> Disclosure:
    return made(
        hand_out(
            Handing(
                id=uuid4(),
                child=world.noel,
                entries=(),
                text=text,
                recipient=recipient,
                rule=made(rule_of(ground, None, DomainKind.HEALTH)),
                stated=frozenset(Stated),
                reason="Det står klart att ingen far illa av att de får veta.",
                by=world.maria,
                at=world.later(),
            ),
        ),
    )


def accounts_kept(world: World) -> World:
    """Linda has an account from her own organisation, and somebody there answers for the accounts."""
    has_a_local_account(world)
    world.keeper = officer(world, "account_manager", beside=world.preschool, name="Gun Ask", serial=13)
    return world


def known_to_the_nurse(world: World) -> World:
    """The school nurse of the company is around Noel, where there is one."""
    nurse = getattr(world, "people", {}).get("school_nurse")
    if nurse is not None:
        involve(unit=nurse.party_id, child=world.noel.pk, reason=InvolvementReason.NOTICED, at=world.later())
    return world


def protected(world: World) -> World:
    """Maria has protected Noel: she alone goes on opening him, until the officers have decided the list."""
    world.employ_officer()
    made(protect(person=world.noel.pk, protection=Protection.NAMED, reason="Hot.", by=world.maria, at=world.later()))
    return world


#: The story in order; each stage begins where the one before it ended.
STAGES: Mapping[str, Callable[[World], World]] = {
    "nothing": _nothing_yet,
    "concern_written": story.concern_written,
    "concern_sent": story.concern_sent,
    "case_open": story.case_open,
    "family_asked": story.family_asked,
    "service_asked": story.service_asked,
    "talk_agreed": story.talk_agreed,
    "gathered": story.gathered,
    "circle_asked": story.circle_asked,
    "meeting_called": story.meeting_called,
    "board_written": story.board_written,
    "version_with_family": story.version_with_family,
    "published": story.published,
    "reported": story.reported,
    "guarded": guarded,
    "unguarded": unguarded,
    "on_paper": on_paper,
    "withdrawn": withdrawn,
    "offered": offered,
    "ended": ended,
    "sibling_known": sibling_known,
    "struck": struck,
    "watched": watched,
    "taken_back": taken_back,
    "handed_out": handed_out,
    "known_to_the_nurse": known_to_the_nurse,
    "protected": protected,
    "accounts_kept": accounts_kept,
}


def tell(world: World, until: str) -> World:
    """Tell the story until this stage, on from where it is."""
    order = list(STAGES)
    for stage in order[: order.index(until) + 1]:
        if stage not in world.told:
            STAGES[stage](world)
            world.told.add(stage)
    return world
