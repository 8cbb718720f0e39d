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
from itertools import groupby
from typing import Any

from django.urls import reverse

from barnetsplan.policy.facts import NOBODY, Actor
from tests import keys
from tests.stages import STAGES
from tests.world import World

Key = Callable[[World], Any]


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


def by_stage() -> Iterator[tuple[str, tuple[Page, ...]]]:
    """The pages and the writes of each stage, in the order of the story."""
    order = list(STAGES)
    listed = sorted((*PAGES, *WRITES), key=lambda page: order.index(page.stage))
    for stage, pages in groupby(listed, lambda page: page.stage):
        yield stage, tuple(pages)


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
    "birth_record",
    "birth_propose",
    "maturity_decide",
    "override_record",
    "releases_pause",
)

PAGES: tuple[Page, ...] = (
    *_pages("nothing", "linda", None, "advice_list", "advice_ask+"),
    *_pages("case_open", "maria", keys.case, "sharing+", "guest_invite+", "guests"),
    *_pages("nothing", "", None, "local_sign_in+", "local_invited+"),
    *_pages("nothing", "linda", None, "proofs"),
    Page("sharing", "case_open", "maria", keys.case, sent=keys.services_to_think_of),
    *_pages("circle_asked", "maria", keys.case, "sharing"),
    *_pages("gathered", "maria", keys.child, "disclose+"),
    Page("disclose", "gathered", "maria", keys.child, sent=keys.what_to_hand_out),
    Page("disclose", "gathered", "maria", keys.child, sent=keys.on_which_ground),
    *_pages("handed_out", "maria", keys.handed, "disclosure"),
    *_pages("handed_out", "stranger", keys.handed, "disclosure"),
    *_pages("handed_out", "stranger", None, *_DESK),
    *_pages("handed_out", "stranger", keys.child, "child"),
    *_pages("handed_out", "maria", keys.child, "child"),
    *_pages("handed_out", "leader", keys.child, "promise"),
    *_pages("handed_out", "sara", keys.child, "family_plan", "family_log"),
    *_pages("handed_out", "sara", keys.handed, "family_handed"),
    *_pages("handed_out", "sara", keys.handed_to_sara, "family_handed"),
    *_pages("handed_out", "maria", None, "desk", "advice_list"),
    *_pages("handed_out", "maria", keys.advice, "advice"),
    *_pages("handed_out", "linda", keys.advice, "advice"),
    *_pages(
        "nothing", "", None, "start", "leave", "harm", "help", "rights", "your_data", "accessibility", "demo_choose"
    ),
    *_pages("nothing", "linda", None, *_DESK, "notice+", "harm", "messages+"),
    *_pages("nothing", "", None, "session_ended", "code+"),
    *_pages("nothing", "linda", None, "sessions", "prove_again", "notice_receipt"),
    *_pages("nothing", "sara", None, "sessions", "prove_again"),
    *_pages("nothing", "sara", None, "harm", "rights", "messages+"),
    *_pages("nothing", "sara", keys.child, *_FAMILY),
    *_pages("concern_written", "linda", None, *_DESK),
    *_pages("concern_written", "linda", keys.child, "child"),
    *_pages("concern_written", "linda", keys.concern, "concern", "concern_send+"),
    *_pages("concern_written", "linda", keys.child, "writings"),
    *_pages("concern_written", "linda", keys.concern, "writing"),
    *_pages("concern_sent", "linda", keys.concern, "concern"),
    *_pages("concern_sent", "maria", None, *_DESK),
    *_pages("concern_sent", "maria", keys.child, "child"),
    *_pages("concern_sent", "maria", keys.concern, "concern", "case_start+", "short_call+"),
    *_pages("concern_sent", "sara", keys.child, *_FAMILY),
    *_pages("case_open", "linda", keys.concern, "concern"),
    *_pages("case_open", "maria", keys.child, "child"),
    *_pages(
        "case_open", "maria", keys.case, "case_areas+", "ask_family+", "ask_service+", "child_words+", "own_voice+"
    ),
    *_pages("case_open", "maria", keys.case, "wheel", "analysis+", "case_close_struck"),
    *_pages("family_asked", "sara", keys.child, *_FAMILY),
    *_pages("family_asked", "sara", keys.question_to_sara, "family_question+"),
    Page("child", "family_asked", "stranger", keys.child, status=404),
    *_pages("service_asked", "maria", None, *_DESK),
    *_pages("service_asked", "maria", keys.child, "child"),
    *_pages("service_asked", "maria", keys.talk, "consent_follow"),
    *_pages("service_asked", "maria", keys.case, "wheel", "wheel?omrade=hemmet", "ask_service+"),
    *_pages("service_asked", "maria", keys.child, "writings"),
    *_pages("service_asked", "maria", keys.voice_of_bvc, "writing"),
    *_pages("service_asked", "sara", keys.words_of_sara, "family_words_readers+"),
    *_pages("service_asked", "sara", keys.child, *_FAMILY),
    *_pages("service_asked", "sara", keys.talk, "family_consent+"),
    *_pages("service_asked", "sara", keys.question_to_sara, "family_question+"),
    *_pages("talk_agreed", "linda", None, *_DESK),
    *_pages("talk_agreed", "linda", keys.question, "question+"),
    *_pages("talk_agreed", "sara", keys.talk, "family_consent+"),
    *_pages("gathered", "linda", keys.question, "question"),
    *_pages("gathered", "maria", keys.case, "wheel", "wheel?omrade=relationer", "analysis+", "own_voice+"),
    *_pages("circle_asked", "maria", None, *_DESK),
    *_pages("circle_asked", "maria", keys.child, "child"),
    *_pages("circle_asked", "maria", keys.case, "analysis", "consent_ask+", "meeting_call+"),
    Page("consent_ask", "circle_asked", "maria", keys.case, sent=keys.a_preview),
    *_pages("circle_asked", "maria", keys.circle, "consent_follow", "consent_record+"),
    *_pages("circle_asked", "sara", keys.child, *_FAMILY),
    *_pages("circle_asked", "sara", keys.circle, "family_consent+"),
    *_pages("circle_asked", "sara", keys.child, "family_receipts"),
    *_pages("meeting_called", "sara", keys.receipt_of_sara, "family_receipt"),
    *_pages("meeting_called", "linda", None, *_DESK),
    *_pages("meeting_called", "linda", keys.meeting, "meeting"),
    *_pages("meeting_called", "maria", None, *_DESK),
    *_pages("meeting_called", "maria", keys.child, "child"),
    *_pages("meeting_called", "maria", keys.case, "meeting_call+"),
    *_pages("meeting_called", "maria", keys.meeting, "meeting", "meeting_lead+", "meeting_finish+"),
    *_pages("meeting_called", "sara", keys.child, *_FAMILY),
    *_pages("meeting_called", "sara", keys.meeting, "family_meeting+"),
    *_pages("board_written", "maria", keys.meeting, "meeting", "meeting_lead+", "meeting_finish+", "meeting_chair"),
    *_pages("meeting_called", "maria", keys.meeting, "meeting_move+", "meeting_paper"),
    *_pages("meeting_called", "maria", None, "meeting_paper_code+"),
    *_pages("meeting_called", "linda", keys.meeting, "meeting_times"),
    *_pages("meeting_called", "sara", keys.meeting, "family_meeting_times"),
    *_pages("nothing", "linda", None, "calendar"),
    *_pages("nothing", "sara", None, "calendar"),
    *_pages("board_written", "linda", keys.meeting, "meeting_room"),
    *_pages("board_written", "sara", keys.meeting, "family_meeting_room"),
    *_pages("version_with_family", "linda", keys.meeting, "meeting", "meeting_room", "meeting_how+"),
    *_pages(
        "version_with_family", "sara", keys.meeting, "family_meeting", "family_meeting_room", "family_meeting_how+"
    ),
    *_pages("version_with_family", "maria", keys.meeting, "meeting", "meeting_how+"),
    *_pages("version_with_family", "maria", keys.plan, "plan"),
    *_pages("version_with_family", "sara", keys.child, *_FAMILY),
    *_pages("version_with_family", "sara", keys.version, "family_version+"),
    *_pages("published", "linda", None, *_DESK),
    *_pages("published", "linda", keys.action_of_preschool, "action_report+"),
    *_pages("published", "maria", keys.plan, "plan"),
    *_pages("reported", "linda", None, *_DESK),
    *_pages("reported", "linda", keys.child, "child", "own_texts"),
    *_pages("reported", "linda", keys.plan, "plan"),
    *_pages("reported", "leila", None, *_DESK),
    *_pages("reported", "leila", keys.child, "child"),
    *_pages("reported", "leila", keys.plan, "plan", "plan?version=1", "plan_difference"),
    *_pages("reported", "maria", None, *_DESK),
    *_pages("reported", "maria", keys.child, "child"),
    *_pages("reported", "maria", keys.circle, "consent_follow"),
    *_pages("reported", "maria", keys.plan, "plan", "plan_end+", "coordination_offer+"),
    *_pages("reported", "maria", keys.plan, "plan_edit+", "plan_follow_up+"),
    *_pages("case_open", "maria", keys.case, "plan_paper+"),
    *_pages("reported", "sara", keys.child, *_FAMILY),
    *_pages("reported", "sara", keys.version, "family_version"),
    *_pages("reported", "sara", keys.circle, "family_consent"),
    *_pages("withdrawn", "leila", keys.plan, "plan"),
    *_pages("withdrawn", "maria", None, *_DESK),
    *_pages("withdrawn", "maria", keys.circle, "consent_follow"),
    *_pages("withdrawn", "sara", keys.child, *_FAMILY),
    *_pages("offered", "leila", None, *_DESK),
    *_pages("offered", "leila", keys.offer, "offer+"),
    *_pages("offered", "maria", keys.plan, "plan", "coordination_offer"),
    *_pages("ended", "leila", keys.plan, "plan"),
    *_pages("ended", "maria", None, *_DESK),
    *_pages("ended", "maria", keys.child, "child"),
    *_pages("ended", "maria", keys.plan, "plan"),
    *_pages("ended", "sara", keys.child, *_FAMILY),
    *_pages("sibling_known", "sara", None, "family_home"),
    *_pages("struck", "diarist", None, "struck_list", "received_list"),
    *_pages("taken_back", "diarist", None, "received_list"),
    *_pages("taken_back", "diarist", keys.received_by_preschool, "received+"),
    *_pages("struck", "diarist", keys.struck, "struck"),
    *_pages("case_open", "maria", keys.child, "child_protect+"),
    *_pages("case_open", "sara", keys.child, "family_protect+"),
    *_pages("nothing", "linda", None, "notice_unborn+"),
    *_pages("case_open", "maria", keys.child, "relations", *(f"{name}+" for name in _OF_FAMILY[1:])),
    *_pages("circle_asked", "maria", keys.child, "relations", "override_record+"),
    *_pages("guarded", "maria", None, *_DESK),
    *_pages("guarded", "linda", keys.child, "relations"),
    *_pages("guarded", "leila", keys.child, "relations", "whereabouts_hide+"),
    *_pages("watched", "linda", None, *_DESK, "harm_list"),
    *_pages("watched", "linda", keys.concern, "concern"),
    *_pages("watched", "linda", keys.report, "harm_report", "harm_print"),
    *_pages("watched", "maria", keys.undecided, "harm_decide+", "harm_report", "harm_print"),
    *_pages("watched", "diarist", None, "harm_register"),
    *_pages("watched", "diarist", keys.report, "harm_report"),
    *_pages("watched", "leila", None, *_DESK, "emergency+", "investigations+"),
    *_pages("watched", "leila", keys.opening, "emergency_opened"),
    *_pages("watched", "guard", None, *_DESK, "emergencies", "log_replay+"),
    *_pages("watched", "guard", keys.opening, "emergency_weigh+"),
    Page("log_replay", "watched", "guard", sent=keys.a_day),
    *_pages("watched", "reviewer", None, "log_review"),
    *_pages("watched", "reviewer", keys.raised, "log_raised+"),
    *_pages("watched", "sara", keys.child, "family_log", "family_replay"),
    Page("family_replay", "watched", "sara", keys.child, query="tjanst=&dag=2026-09-08"),
    *_pages("guarded", "manager", keys.child, "relations"),
    *_pages("guarded", "manager", keys.pause, "pause_lift+"),
    *_pages("guarded", "manager", keys.hiding, "whereabouts_review+"),
    *_pages("guarded", "manager", keys.proposal, "guardian_confirm"),
    *_pages("guarded", "maria", keys.proposal, "guardian_confirm"),
    *_pages("guarded", "sara", keys.child, *_FAMILY, "family_safety+"),
    *_pages("guarded", "daniel", keys.child, *_FAMILY),
    *_pages("protected", "maria", None, *_DESK),
    *_pages("protected", "maria", keys.child, "child", "protected_reason+"),
    *_pages("protected", "maria", keys.plan, "plan"),
    *_pages("protected", "officer", None, *_DESK, "protected"),
    *_pages("protected", "officer", keys.child, "protected_keep+"),
    *_pages("protected", "sara", keys.child, *_FAMILY),
    Page("child", "protected", "linda", keys.child, status=404),
    *_pages("accounts_kept", "keeper", None, *_DESK[:1], "local_accounts"),
    *_pages("accounts_kept", "keeper", keys.assignment_of_linda, "local_invite+"),
    *_pages("accounts_kept", "linda", None, "proofs", "proofs_add+", "proofs_password+"),
)

#: Addresses that only take a form; each leads on to a page that says how it went.
WRITES: tuple[Page, ...] = (
    *_pages("handed_out", "maria", keys.handed, "disclosure_end"),
    *_pages("handed_out", "maria", keys.advice, "advice_answer"),
    *_pages("nothing", "linda", None, "sign_out"),
    *_pages("concern_sent", "maria", keys.concern, "concern_receive"),
    *_pages("concern_sent", "maria", keys.notice, "notice_done"),
    *_pages("gathered", "maria", keys.case, "voices_release"),
    *_pages("gathered", "maria", keys.voice_of_bvc, "writing_keep", "writing_lift", "writing_strike"),
    *_pages("circle_asked", "maria", keys.circle, "consent_remind"),
    *_pages("meeting_called", "linda", keys.meeting, "meeting_reply"),
    *_pages("meeting_called", "maria", keys.meeting, "meeting_more"),
    *_pages("version_with_family", "maria", keys.plan, "plan_publish"),
    *_pages("reported", "maria", keys.plan, "follow_up_move"),
    *_pages("reported", "sara", keys.circle, "family_consent_change"),
    *_pages("watched", "linda", keys.concern, "harm_answer"),
    *_pages("watched", "linda", keys.report, "harm_feedback"),
    *_pages("watched", "leila", keys.investigation, "investigation_end"),
    *_pages("guarded", "maria", keys.relation, "relationship_end"),
    *_pages("guarded", "maria", keys.override, "override_end"),
    *_pages("nothing", "linda", keys.sms, "messages_address", "messages_code", "messages_forget"),
    *_pages("nothing", "sara", keys.sms, "messages_address", "messages_code", "messages_forget"),
    *_pages("accounts_kept", "keeper", keys.assignment_of_linda, "local_end"),
    *_pages("accounts_kept", "linda", None, "proofs_codes"),
    *_pages("accounts_kept", "linda", keys.passkey, "proofs_remove"),
)
#: Addresses that stand in no list: a draft is named by its form, the demonstration brings its own people, the sign-in
#: is a page only where there is no demonstration, and a file to save is no page.
ELSEWHERE = frozenset(
    {
        *("draft_save", "demo_enter", "sign_in"),
        *(
            "provider_start",
            "provider_answer",
            "provider_keys",
            "provider_signed_out",
            "provider_left",
            "provider_sign_out",
        ),
        # They show something only while somebody signs in, or has come by a code (accounts/tests, work/tests/test_codes.py).
        *("sign_in_choose", "prove_send", "code_home", "code_write", "code_give", "session_end"),
        *("consent_paper", "consent_blank", "family_receipt_pdf", "family_receipt_record"),
        *("plan_pdf", "family_plan_pdf", "own_texts_pdf", "attachment"),
        *("meeting_pdf", "family_meeting_pdf", "family_words_pdf"),
        # A calendar takes them, and a screen in a meeting reads a number (meetings/tests/test_times.py, test_pulse.py).
        *("meeting_calendar", "family_meeting_calendar", "calendar_feed", "meeting_pulse"),
        # They answer a script, or stand between an invitation and the account that it leads to (credentials/tests).
        *(
            "local_ask_passkey",
            "local_passkey",
            "local_ask_new_passkey",
            "proofs_ask",
            "local_app",
            "local_new_passkey",
        ),
        # A guest is nobody in Noel's story; what it meets is told in guests/tests.
        *("guest_home", "guest_end"),
        # The family sends a plan only where it lies in its own space (plans/tests/test_custody.py).
        "family_plan_send",
    },
)
