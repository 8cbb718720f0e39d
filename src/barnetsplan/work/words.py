"""How the desk says what waits: the words of every kind of notice for a unit, and where each leads."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import TermKind
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.practice.load import current
from barnetsplan.ui.templatetags.ui import day as day_words

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: From so many days before its date something is near.
_NEAR = 7


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """The words of one kind, the page that opens, and how it ends.

    ``by_hand`` is the button that ends what only has to be known, or is done elsewhere (then it is a ``task``);
    without it the page that opens ends it. ``to_child`` opens the child's page in place of the thing's own.
    """

    title: "_StrPromise"
    opens: str
    by_hand: "_StrPromise | str" = ""
    task: bool = False
    to_child: bool = False

    @property
    def must_be_done(self) -> bool:
        """Whether somebody has to do something, and not only to know."""
        return self.task or not self.by_hand


_READ = _("Jag har läst")
KINDS: Mapping[str, NoticeWords] = {
    NoticeKind.CONCERN_CAME: NoticeWords(_("Nytt: någon är orolig för ett barn"), "concern"),
    NoticeKind.CONCERN_RECEIVED: NoticeWords(_("Mottaget: ni blir uppringda"), "concern", _READ),
    NoticeKind.QUESTION_CAME: NoticeWords(_("Svara på en fråga"), "question"),
    NoticeKind.QUESTION_ANSWERED: NoticeWords(_("Ett svar har kommit"), "wheel", _READ),
    NoticeKind.CONSENT_READY: NoticeWords(_("Familjen har svarat om samtycke"), "consent_follow", _READ),
    NoticeKind.CALL_AFTER_WITHDRAWAL: NoticeWords(
        _("Ring: ett ja har tagits tillbaka"), "consent_follow", _("Jag har ringt"), task=True
    ),
    NoticeKind.CUSTODY_CHANGED: NoticeWords(
        _("Vårdnaden har ändrats: fråga om samtycke på nytt"), "relations", _READ, to_child=True
    ),
    NoticeKind.GUARDIAN_PROPOSED: NoticeWords(
        _("Bekräfta vad en kollega har sett om vårdnaden"), "relations", to_child=True
    ),
    NoticeKind.RELEASES_PAUSED: NoticeWords(
        _("Ta ställning: utlämnanden till vårdnadshavarna är pausade"), "relations", to_child=True
    ),
    NoticeKind.WHEREABOUTS_REVIEW: NoticeWords(_("Ompröva beslutet om hemlig vistelseort"), "relations", to_child=True),
    NoticeKind.MATURITY_REVIEW: NoticeWords(_("Se över beslutet om mognad"), "relations", _READ, to_child=True),
    NoticeKind.CHILD_WANTS_TALK: NoticeWords(
        _("Prata med barnet, som har skrivit till er"), "child", _("Vi har pratat"), task=True, to_child=True
    ),
    NoticeKind.CHILD_SAID_NO: NoticeWords(
        _("Prata med barnet: ett nej om vem som får läsa"), "consent_follow", _("Vi har pratat"), task=True
    ),
    NoticeKind.CALL_FOR_ANSWER: NoticeWords(
        _("Ring: ett svar om samtycke saknas"), "consent_follow", _("Jag har ringt"), task=True
    ),
    NoticeKind.CONSENT_ASK_AGAIN: NoticeWords(
        _("Fråga familjen igen: ett samtycke slutar gälla"), "consent_follow", _("Vi frågar inte igen"), task=True
    ),
    NoticeKind.DISCLOSURE_CAME: NoticeWords(_("Ni har fått uppgifter om ett barn"), "disclosure", _READ),
    NoticeKind.INVITED: NoticeWords(_("Svara på en kallelse till möte"), "meeting"),
    NoticeKind.MEETING_OFF: NoticeWords(_("Ett möte är inställt"), "meeting", _READ),
    NoticeKind.MEETING_SETTLED: NoticeWords(_("Tiden för ett möte är bestämd"), "meeting", _READ),
    NoticeKind.FOLLOW_UP_MOVED: NoticeWords(_("Uppföljningen av en plan har fått en ny dag"), "plan", _READ),
    NoticeKind.PLAN_ANSWERED: NoticeWords(_("Familjen har svarat på planen"), "plan", _READ),
    NoticeKind.FAMILY_WROTE: NoticeWords(_("Familjen har skrivit till planen"), "plan", _READ),
    NoticeKind.PLAN_PUBLISHED: NoticeWords(_("Planen har en ny version"), "plan", _READ),
    NoticeKind.ACTION_TO_REPORT: NoticeWords(_("Berätta hur det går med er insats"), "action_report"),
    NoticeKind.ACTION_LATE: NoticeWords(_("Er insats skulle ha kommit igång: berätta hur det går"), "action_report"),
    NoticeKind.ACTION_LATE_ELSEWHERE: NoticeWords(
        _("Ring verksamheten: den har inte berättat hur det går med sin insats"),
        "child",
        _("Jag har ringt"),
        task=True,
        to_child=True,
    ),
    NoticeKind.CALL_INSTEAD: NoticeWords(
        _("Ring: nås inte digitalt, och något väntar på svar"), "child", _("Jag har ringt"), task=True, to_child=True
    ),
    NoticeKind.COORDINATION_OFFERED: NoticeWords(_("Svara på en överlämning: ni föreslås hålla ihop planen"), "offer"),
    NoticeKind.COORDINATION_ANSWERED: NoticeWords(_("Överlämningen har fått svar"), "child", _READ, to_child=True),
    NoticeKind.PROTECTION_SET: NoticeWords(
        _("Ett barn har fått skydd: bestäm vilka som får öppna"),
        "protected_keep",
        _("Listan är klar"),
        task=True,
        to_child=True,
    ),
    NoticeKind.PROTECTION_WAITS: NoticeWords(
        _("En andra person behövs för ett skyddat barn"), "protected_keep", to_child=True
    ),
    NoticeKind.EMERGENCY_OPENED: NoticeWords(_("Ta ställning: ett barn har nödöppnats"), "emergency_weigh"),
    NoticeKind.PROTECTED_TRIED: NoticeWords(
        _("Någon utanför listan har försökt öppna ett skyddat barn"),
        "protected_keep",
        _("Jag har tagit reda på det"),
        task=True,
        to_child=True,
    ),
    NoticeKind.STRUCK: NoticeWords(
        _(
            "Återkallat: en text som ni har öppnat stod på fel barn. Glöm den, och ta bort det ni har skrivit av. "
            "Bygger ert ärende bara på den: avsluta det"
        ),
        "child",
        _READ,
        to_child=True,
    ),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A status word and its look."""

    words: str
    kind: str = "plain"


def time_mark(*, made_at: datetime, due_on: date | None, at: datetime, must_be_done: bool) -> Mark:
    """How long something has waited, or by when it is to be done; what is only to be known has its day.

    *Source:* interface.md rule 2 (lateness is shown to the unit that owns it); deadlines of the practice model.
    """
    today = local_date(at)
    if due_on is not None:
        return _by_day(due_on, today, must_be_done=must_be_done)
    days = (today - local_date(made_at)).days
    if days < 1:
        return Mark(gettext("I dag"))
    if not must_be_done:
        return Mark(day_words(made_at, "short"))
    words = ngettext("Har väntat %(days)d dag", "Har väntat %(days)d dagar", days) % {"days": days}
    return Mark(words, "late" if days >= current().deadlines.call_back_days else "wait")


def _by_day(due_on: date, today: date, *, must_be_done: bool) -> Mark:
    left = (due_on - today).days
    if left < 0 and must_be_done:
        return Mark(format_html(gettext("Skulle vara klart {day}"), day=day_words(due_on, "short")), "late")
    words = format_html(gettext("Senast {day}"), day=day_words(due_on, "short"))
    return Mark(words, "wait" if 0 <= left <= _NEAR else "plain")


def waited(since: datetime, *, at: datetime) -> str:
    """How long somebody else has been waited for, in days."""
    days = (local_date(at) - local_date(since)).days
    return gettext("I dag") if days < 1 else ngettext("%(days)d dag", "%(days)d dagar", days) % {"days": days}


def functions_in_words(held: Collection[TermKind]) -> str:
    """The functions of a unit around a child, in the model's own words."""
    return current().listed(current().term(kind.value).label for kind in TermKind if kind in held)


def age_words(age: int | None) -> str:
    """An age as it is said after a name."""
    if age is None:
        return gettext("inte född än")
    return gettext("under ett år") if age == 0 else gettext("%(age)d år") % {"age": age}
