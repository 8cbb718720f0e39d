"""The words of the duties' pages: why reading is looked at, what came of it, and what somebody did."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from barnetsplan.duties.kinds import RaisedKind, Weighing

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

KINDS: Mapping[RaisedKind, "_StrPromise"] = {
    RaisedKind.MANY_CHILDREN: _("Öppnade ovanligt många barn på en timme och blev stoppad"),
    RaisedKind.REFUSED_OFTEN: _("Försökte många gånger öppna något utan att arbeta med barnet"),
    RaisedKind.OWN_FAMILY: _("Försökte öppna ett barn i den egna familjen"),
    RaisedKind.SAME_SURNAME: _("Läste om ett barn med samma efternamn i familjen"),
    RaisedKind.EMERGENCY: _("Nödöppnade ett barn"),
    RaisedKind.SAMPLE: _("Stickprov"),
}
OUTCOMES: Mapping[Weighing, "_StrPromise"] = {
    Weighing.IN_ORDER: _("Det var i sin ordning"),
    Weighing.TALKED: _("Jag har talat med personen eller chefen"),
    Weighing.REPORTED: _("Det är anmält som en händelse"),
}
#: What somebody did, by the first part of the act.
THINGS: Mapping[str, "_StrPromise"] = {
    "child": _("barnets sida"),
    "concern": _("en oro"),
    "case": _("ärendet"),
    "question": _("en fråga"),
    "consent": _("samtycken"),
    "meeting": _("ett möte"),
    "plan": _("planen"),
    "action": _("en insats"),
    "offer": _("en överlämning"),
    "emergency": _("en nödöppning"),
    "protected": _("ett skyddat barn"),
    "investigation": _("en utredning"),
}
SOMETHING: "_StrPromise" = _("något annat")

#: Kinds of entries, as one of many; a kind without words is told as something else.
ENTRIES: Mapping[str, "_StrPromise"] = {
    "concern": _("oro som någon har skrivit"),
    "question": _("fråga"),
    "contribution": _("röst till hjulet"),
    "analysis": _("analys"),
    "feedback": _("svar till den som uppmärksammade"),
    "invitation": _("kallelse till möte"),
    "preparation": _("önskan om förberedelse till möte"),
    "goal": _("mål"),
    "action": _("insats"),
    "commitment": _("åtagande"),
    "action_report": _("rapport om en insats"),
    "contact": _("kontaktuppgift"),
    "paper_plan": _("plan som var på papper"),
    "plan_reference": _("uppgift om att en annan plan finns"),
    "sip": _("uppgift om att planen är en SIP"),
    "own_words": _("familjens egna ord"),
    "dissent": _("avvikande mening"),
    "plan_answer": _("svar på planen"),
    "meeting_note": _("anteckning från mötet"),
    "follow_up": _("uppföljning"),
}
