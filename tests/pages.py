"""Every page of the house as data: its address, who opens it, and how far Noel's story must have come.

For tests that look at all pages: whether every text can be translated, whether anything is clipped, and who of the
cast may open what. A page stands once for each reader and each stage in which it shows something else; ``WRITES``
are the addresses that only take a form and show no page of their own.

    for stage, pages in by_stage():
        tell(world, stage)
        for page in pages:
            answer = client_for(world, reader(world, page)).get(page.address(world))
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID, uuid4

from django.urls import reverse

from barnetsplan.audit.record import Event, record
from barnetsplan.cases.advice import ask_advice
from barnetsplan.cases.disclosing import Handing, hand_out
from barnetsplan.cases.models import Advice
from barnetsplan.consent.actions import keep_paper
from barnetsplan.consent.models import ConsentAnswer
from barnetsplan.consent.papers import NewPaper
from barnetsplan.consent.queries import find_request
from barnetsplan.coordination.actions import record_investigation
from barnetsplan.coordination.models import Investigation
from barnetsplan.domain.decisions import Reason
from barnetsplan.domain.disclosing import DomainKind, Stated
from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.periods import local_date
from barnetsplan.domain.protection import Protection
from barnetsplan.domain.vocabulary import (
    Answer,
    Ground,
    GuardianshipSource,
    Layer,
)
from barnetsplan.duties.actions import Emergency, open_in_emergency, review
from barnetsplan.duties.models import EmergencyOpening, Raised
from barnetsplan.family.actions import answer_consent
from barnetsplan.gathering.models import Question
from barnetsplan.handover.actions import offer_coordination
from barnetsplan.handover.models import Offer
from barnetsplan.keeping.actions import strike
from barnetsplan.notices.models import Notice
from barnetsplan.noticing.actions import write_concern_about
from barnetsplan.people.actions import add_guardianship, admit_person
from barnetsplan.people.models import Child, Pause, ProposedGuardian, WhereaboutsHidden
from barnetsplan.plans.actions import Ending, end_plan
from barnetsplan.policy.facts import NOBODY, Actor
from barnetsplan.policy.grounds import rule_of
from barnetsplan.protection.actions import protect
from barnetsplan.records.kinds import Concern, Contribution
from barnetsplan.records.models import Disclosure, Entry, Received, Struck
from barnetsplan.reporting.actions import ToReport, answer_harm, decide_report
from barnetsplan.reporting.models import HarmAnswer
from tests import world as story
from tests.duties import officer
from tests.guarding import guarded, unguarded
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
    """Daniel has signed a paper too, and Maria has scanned it."""
    scan = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
    asked = made(find_request(world.circle.pk))
    made(keep_paper(NewPaper(uuid4(), asked, world.daniel.pk, scan, date(2026, 9, 8), world.maria, world.later())))
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
    "protected": protected,
}


@dataclass(frozen=True, slots=True)
class Page:
    """One page as one reader meets it; ``actor`` is a name in the cast, or nothing where nobody is signed in.

    A page with ``sent`` is what answers when this has been filled in and sent.
    """

    name: str
    stage: str
    actor: str = ""
    key: Key | None = None
    query: str = ""
    has_form: bool = False
    status: int = 200
    sent: Callable[[World], Mapping[str, Any]] | None = None

    def __str__(self) -> str:
        """What a failing test calls it."""
        return "-".join(part for part in (self.stage, self.actor or "nobody", self.name, self.query) if part)

    def address(self, world: World) -> str:
        """Where it is, in this world."""
        path = reverse(self.name, args=[self.key(world)] if self.key else [])
        return f"{path}?{self.query}" if self.query else path


def reader(world: World, page: Page) -> Actor:
    """Who opens the page, as an actor."""
    who = getattr(world, page.actor) if page.actor else NOBODY
    return who if isinstance(who, Actor) else world.as_guardian(who)


def tell(world: World, until: str) -> World:
    """Tell the story until this stage, on from where it is."""
    order = list(STAGES)
    for stage in order[: order.index(until) + 1]:
        if stage not in world.told:
            STAGES[stage](world)
            world.told.add(stage)
    return world


def by_stage() -> Iterator[tuple[str, tuple[Page, ...]]]:
    """The pages and the writes of each stage, in the order of the story."""
    order = list(STAGES)
    listed = sorted((*PAGES, *WRITES), key=lambda page: order.index(page.stage))
    for stage, pages in groupby(listed, lambda page: page.stage):
        yield stage, tuple(pages)


def _child(world: World) -> Any:
    return world.noel.pk


def _concern(world: World) -> Any:
    return world.concern.pk


def _case(world: World) -> Any:
    return world.case.pk


def _talk(world: World) -> Any:
    return world.talk.pk


def _circle(world: World) -> Any:
    return world.circle.pk


def _meeting(world: World) -> Any:
    return world.meeting.pk


def _plan(world: World) -> Any:
    return world.plan.pk


def _version(world: World) -> Any:
    return world.version.pk


def _question(world: World) -> Any:
    return world.question.pk


def _question_to_sara(world: World) -> Any:
    return Question.objects.get(to=world.sara.pk).pk


def _action_of_preschool(world: World) -> Any:
    return world.bildschema


def _offer(_world: World) -> Any:
    return Offer.objects.get().pk


def _voice_of_bvc(world: World) -> Any:
    return Entry.objects.get(owner=world.bvc.pk, kind=Contribution.KIND, area="utveckling", superseded_by=None).pk


def received_by_preschool(world: World) -> Any:
    """A disclosure of which nothing is open to the preschool any longer."""
    rows = Received.objects.filter(recipient=world.preschool.pk, release__ended_at__isnull=False)
    return made(rows.order_by("received_at", "pk").first()).disclosure_id


def _struck(_world: World) -> Any:
    return Struck.objects.get().entry_id


def _words_of_sara(world: World) -> Any:
    return Entry.objects.filter(owner=world.sara.pk, kind=Contribution.KIND).order_by("written_at")[0].pk


def _receipt_of_sara(world: World) -> Any:
    return ConsentAnswer.objects.filter(giver=world.sara.pk, row__request=world.circle.pk)[0].receipt


def _notice(world: World) -> Any:
    return Notice.objects.filter(party=world.bvc.pk).order_by("made_at")[0].pk


def _pause(_world: World) -> Any:
    return Pause.objects.get().pk


def _proposal(_world: World) -> Any:
    return ProposedGuardian.objects.get().pk


def _hiding(_world: World) -> Any:
    return WhereaboutsHidden.objects.get().pk


def _report(world: World) -> Any:
    return HarmAnswer.objects.get(person=world.linda.person).pk


def _undecided(world: World) -> Any:
    return HarmAnswer.objects.get(person=world.maria.person).pk


def _opening(_world: World) -> Any:
    return EmergencyOpening.objects.get().pk


def _handed(world: World) -> Any:
    return world.handed.pk


def _handed_to_sara(world: World) -> Any:
    return world.handed_to_sara.pk


def _advice(_world: World) -> Any:
    return Advice.objects.get().pk


def _what_to_hand_out(world: World) -> Mapping[str, Any]:
    return {"token": uuid4(), "step": "ground", "text": "Kort.", "recipient": world.social.pk}


def _on_which_ground(world: World) -> Mapping[str, Any]:
    return {**_what_to_hand_out(world), "step": "conditions", "ground": Ground.HEALTH_SOCIAL_U18.value}


def _services_to_think_of(world: World) -> Mapping[str, Any]:
    return {"token": uuid4(), "step": "answers", "services": [world.social.pk, world.school.pk]}


def _raised(world: World) -> Any:
    return Raised.objects.get(person=world.maria.person).pk


def _investigation(_world: World) -> Any:
    return Investigation.objects.get().pk


def _a_day(world: World) -> Mapping[str, Any]:
    return {
        "token": uuid4(),
        "number": world.noel_number.formatted,
        "unit": world.social.pk,
        "day": local_date(world.at).isoformat(),
        "reason": "En händelse utreds.",
    }


def _a_preview(world: World) -> Mapping[str, Any]:
    return {"token": uuid4(), "step": "preview", "services": [world.social.pk]}


def _pages(stage: str, actor: str, key: Key | None, *names: str) -> tuple[Page, ...]:
    """Several pages of one reader about one thing; a name that ends with ``+`` has a form."""
    made_of = [name.removesuffix("+").partition("?") for name in names]
    return tuple(
        Page(bare, stage, actor, key, query, name.endswith("+"))
        for name, (bare, _mark, query) in zip(names, made_of, strict=True)
    )


_DESK = ("desk", "children")
_FAMILY = ("family_plan", "family_words+", "family_access", "family_log", "family_contacts")

_OF_FAMILY = (
    "relations",
    "custody_restrict",
    "guardian_propose",
    "relationship_add",
    "maturity_decide",
    "override_record",
    "releases_pause",
)

PAGES: tuple[Page, ...] = (
    *_pages("nothing", "linda", None, "advice_list", "advice_ask+"),
    *_pages("case_open", "maria", _case, "sharing+"),
    Page("sharing", "case_open", "maria", _case, sent=_services_to_think_of),
    *_pages("circle_asked", "maria", _case, "sharing"),
    *_pages("gathered", "maria", _child, "disclose+"),
    Page("disclose", "gathered", "maria", _child, sent=_what_to_hand_out),
    Page("disclose", "gathered", "maria", _child, sent=_on_which_ground),
    *_pages("handed_out", "maria", _handed, "disclosure"),
    *_pages("handed_out", "stranger", _handed, "disclosure"),
    *_pages("handed_out", "stranger", None, *_DESK),
    *_pages("handed_out", "stranger", _child, "child"),
    *_pages("handed_out", "maria", _child, "child"),
    *_pages("handed_out", "leader", _child, "promise+"),
    *_pages("handed_out", "sara", _child, "family_plan", "family_log"),
    *_pages("handed_out", "sara", _handed, "family_handed"),
    *_pages("handed_out", "sara", _handed_to_sara, "family_handed"),
    *_pages("handed_out", "maria", None, "desk", "advice_list"),
    *_pages("handed_out", "maria", _advice, "advice"),
    *_pages("handed_out", "linda", _advice, "advice"),
    *_pages("nothing", "", None, "start", "leave", "harm", "rights", "your_data", "accessibility", "demo_choose"),
    *_pages("nothing", "linda", None, *_DESK, "notice+", "harm"),
    *_pages("nothing", "sara", None, "harm", "rights"),
    *_pages("nothing", "sara", _child, *_FAMILY),
    *_pages("concern_written", "linda", None, *_DESK),
    *_pages("concern_written", "linda", _child, "child"),
    *_pages("concern_written", "linda", _concern, "concern", "concern_send+"),
    *_pages("concern_written", "linda", _child, "writings"),
    *_pages("concern_written", "linda", _concern, "writing"),
    *_pages("concern_sent", "linda", _concern, "concern"),
    *_pages("concern_sent", "maria", None, *_DESK),
    *_pages("concern_sent", "maria", _child, "child"),
    *_pages("concern_sent", "maria", _concern, "concern", "case_start+"),
    *_pages("concern_sent", "sara", _child, *_FAMILY),
    *_pages("case_open", "linda", _concern, "concern"),
    *_pages("case_open", "maria", _child, "child"),
    *_pages("case_open", "maria", _case, "case_areas+", "ask_family+", "ask_service+", "child_words+", "own_voice+"),
    *_pages("case_open", "maria", _case, "wheel", "analysis+"),
    *_pages("family_asked", "sara", _child, *_FAMILY),
    *_pages("family_asked", "sara", _question_to_sara, "family_question+"),
    Page("child", "family_asked", "stranger", _child, status=404),
    *_pages("service_asked", "maria", None, *_DESK),
    *_pages("service_asked", "maria", _child, "child"),
    *_pages("service_asked", "maria", _talk, "consent_follow"),
    *_pages("service_asked", "maria", _case, "wheel", "wheel?omrade=hemmet", "ask_service+"),
    *_pages("service_asked", "maria", _child, "writings"),
    *_pages("service_asked", "maria", _voice_of_bvc, "writing"),
    *_pages("service_asked", "sara", _words_of_sara, "family_words_readers+"),
    *_pages("service_asked", "sara", _child, *_FAMILY),
    *_pages("service_asked", "sara", _talk, "family_consent+"),
    *_pages("service_asked", "sara", _question_to_sara, "family_question+"),
    *_pages("talk_agreed", "linda", None, *_DESK),
    *_pages("talk_agreed", "linda", _question, "question+"),
    *_pages("talk_agreed", "sara", _talk, "family_consent+"),
    *_pages("gathered", "linda", _question, "question"),
    *_pages("gathered", "maria", _case, "wheel", "wheel?omrade=relationer", "analysis+", "own_voice+"),
    *_pages("circle_asked", "maria", None, *_DESK),
    *_pages("circle_asked", "maria", _child, "child"),
    *_pages("circle_asked", "maria", _case, "analysis", "consent_ask+", "meeting_call+"),
    Page("consent_ask", "circle_asked", "maria", _case, sent=_a_preview),
    *_pages("circle_asked", "maria", _circle, "consent_follow", "consent_record+"),
    *_pages("circle_asked", "sara", _child, *_FAMILY),
    *_pages("circle_asked", "sara", _circle, "family_consent+"),
    *_pages("circle_asked", "sara", _child, "family_receipts"),
    *_pages("meeting_called", "sara", _receipt_of_sara, "family_receipt"),
    *_pages("meeting_called", "linda", None, *_DESK),
    *_pages("meeting_called", "linda", _meeting, "meeting"),
    *_pages("meeting_called", "maria", None, *_DESK),
    *_pages("meeting_called", "maria", _child, "child"),
    *_pages("meeting_called", "maria", _case, "meeting_call+"),
    *_pages("meeting_called", "maria", _meeting, "meeting", "meeting_lead+", "meeting_finish+"),
    *_pages("meeting_called", "sara", _child, *_FAMILY),
    *_pages("meeting_called", "sara", _meeting, "family_meeting+"),
    *_pages("board_written", "maria", _meeting, "meeting", "meeting_lead+", "meeting_finish+"),
    *_pages("version_with_family", "maria", _meeting, "meeting"),
    *_pages("version_with_family", "maria", _plan, "plan"),
    *_pages("version_with_family", "sara", _child, *_FAMILY),
    *_pages("version_with_family", "sara", _version, "family_version+"),
    *_pages("published", "linda", None, *_DESK),
    *_pages("published", "linda", _action_of_preschool, "action_report+"),
    *_pages("published", "maria", _plan, "plan"),
    *_pages("reported", "linda", None, *_DESK),
    *_pages("reported", "linda", _child, "child"),
    *_pages("reported", "linda", _plan, "plan"),
    *_pages("reported", "leila", None, *_DESK),
    *_pages("reported", "leila", _child, "child"),
    *_pages("reported", "leila", _plan, "plan", "plan?version=1"),
    *_pages("reported", "maria", None, *_DESK),
    *_pages("reported", "maria", _child, "child"),
    *_pages("reported", "maria", _circle, "consent_follow"),
    *_pages("reported", "maria", _plan, "plan", "plan_end+", "coordination_offer+"),
    *_pages("reported", "sara", _child, *_FAMILY),
    *_pages("reported", "sara", _version, "family_version"),
    *_pages("reported", "sara", _circle, "family_consent"),
    *_pages("withdrawn", "leila", _plan, "plan"),
    *_pages("withdrawn", "maria", None, *_DESK),
    *_pages("withdrawn", "maria", _circle, "consent_follow"),
    *_pages("withdrawn", "sara", _child, *_FAMILY),
    *_pages("offered", "leila", None, *_DESK),
    *_pages("offered", "leila", _offer, "offer+"),
    *_pages("offered", "maria", _plan, "plan", "coordination_offer"),
    *_pages("ended", "leila", _plan, "plan"),
    *_pages("ended", "maria", None, *_DESK),
    *_pages("ended", "maria", _child, "child"),
    *_pages("ended", "maria", _plan, "plan"),
    *_pages("ended", "sara", _child, *_FAMILY),
    *_pages("sibling_known", "sara", None, "family_home"),
    *_pages("struck", "diarist", None, "struck_list", "received_list"),
    *_pages("taken_back", "diarist", None, "received_list"),
    *_pages("taken_back", "diarist", received_by_preschool, "received+"),
    *_pages("struck", "diarist", _struck, "struck"),
    *_pages("case_open", "maria", _child, "child_protect+"),
    *_pages("case_open", "sara", _child, "family_protect+"),
    *_pages("nothing", "linda", None, "notice_unborn+"),
    *_pages("case_open", "maria", _child, "relations", *(f"{name}+" for name in _OF_FAMILY[1:])),
    *_pages("circle_asked", "maria", _child, "relations", "override_record+"),
    *_pages("guarded", "maria", None, *_DESK),
    *_pages("guarded", "linda", _child, "relations"),
    *_pages("guarded", "leila", _child, "relations", "whereabouts_hide+"),
    *_pages("watched", "linda", None, *_DESK, "harm_list"),
    *_pages("watched", "linda", _concern, "concern"),
    *_pages("watched", "linda", _report, "harm_report+", "harm_print"),
    *_pages("watched", "maria", _undecided, "harm_decide+", "harm_report", "harm_print"),
    *_pages("watched", "diarist", None, "harm_register"),
    *_pages("watched", "diarist", _report, "harm_report"),
    *_pages("watched", "leila", None, *_DESK, "emergency+", "investigations+"),
    *_pages("watched", "leila", _opening, "emergency_opened"),
    *_pages("watched", "guard", None, *_DESK, "emergencies", "log_replay+"),
    *_pages("watched", "guard", _opening, "emergency_weigh+"),
    Page("log_replay", "watched", "guard", sent=_a_day),
    *_pages("watched", "reviewer", None, "log_review"),
    *_pages("watched", "reviewer", _raised, "log_raised+"),
    *_pages("watched", "sara", _child, "family_log", "family_replay+"),
    Page("family_replay", "watched", "sara", _child, query="tjanst=&dag=2026-09-08"),
    *_pages("guarded", "manager", _child, "relations"),
    *_pages("guarded", "manager", _pause, "pause_lift+"),
    *_pages("guarded", "manager", _hiding, "whereabouts_review+"),
    *_pages("guarded", "manager", _proposal, "guardian_confirm"),
    *_pages("guarded", "maria", _proposal, "guardian_confirm"),
    *_pages("guarded", "sara", _child, *_FAMILY, "family_safety+"),
    *_pages("guarded", "daniel", _child, *_FAMILY),
    *_pages("protected", "maria", None, *_DESK),
    *_pages("protected", "maria", _child, "child", "protected_reason+"),
    *_pages("protected", "maria", _plan, "plan"),
    *_pages("protected", "officer", None, *_DESK, "protected"),
    *_pages("protected", "officer", _child, "protected_keep+"),
    *_pages("protected", "sara", _child, *_FAMILY),
    Page("child", "protected", "linda", _child, status=404),
)

#: Addresses that only take a form; each leads on to a page that says how it went.
WRITES: tuple[Page, ...] = (
    *_pages("handed_out", "maria", _handed, "disclosure_end"),
    *_pages("handed_out", "maria", _advice, "advice_answer"),
    *_pages("nothing", "linda", None, "sign_out"),
    *_pages("concern_sent", "maria", _concern, "concern_receive"),
    *_pages("concern_sent", "maria", _notice, "notice_done"),
    *_pages("gathered", "maria", _case, "voices_release"),
    *_pages("gathered", "maria", _voice_of_bvc, "writing_keep", "writing_lift", "writing_strike"),
    *_pages("circle_asked", "maria", _circle, "consent_remind"),
    *_pages("meeting_called", "linda", _meeting, "meeting_reply"),
    *_pages("version_with_family", "maria", _plan, "plan_publish"),
    *_pages("reported", "sara", _circle, "family_consent_change"),
    *_pages("watched", "linda", _concern, "harm_answer"),
    *_pages("watched", "linda", _report, "harm_feedback"),
    *_pages("watched", "leila", _investigation, "investigation_end"),
)
#: Addresses that stand in no list: a draft is named by its form, the demonstration brings its own people, the sign-in
#: is a page only where there is no demonstration, and a file to save is no page.
ELSEWHERE = frozenset(
    {
        *("draft_save", "demo_enter", "sign_in"),
        *("consent_paper", "family_receipt_pdf", "family_receipt_record"),
        # The family sends a plan only where it lies in its own space (plans/tests/test_custody.py).
        "family_plan_send",
    },
)
