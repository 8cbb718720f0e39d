"""What a unit has written, in the words of its kinds and fields; the fields of the wheel have the county's own."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from barnetsplan.practice.load import current
from barnetsplan.practice.parts import Reader
from barnetsplan.records.kinds import (
    ActionReport,
    Analysis,
    ChildView,
    Closing,
    Concern,
    Contribution,
    Feedback,
    MeetingNote,
    Payload,
)

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Words = Mapping[str, "_StrPromise"]

#: The kinds that are one unit's own text about a child, and can be kept from a guardian or struck one by one. What is
#: agreed in a plan is the plan's; a question is taken back with its request.
TITLES: Words = {
    Concern.KIND: _("Det som har uppmärksammats"),
    Feedback.KIND: _("Svar till den som uppmärksammade"),
    Contribution.KIND: _("Röst i hjulet"),
    Analysis.KIND: _("Analys"),
    ActionReport.KIND: _("Rapport om en insats"),
    ChildView.KIND: _("Vad barnet tycker"),
    MeetingNote.KIND: _("Anteckning från ett möte"),
    Closing.KIND: _("Avslutat ärende"),
}
#: Everything that can be received by a service, in the words of its kind.
KINDS: Words = {
    **TITLES,
    "question": _("Fråga"),
    "invitation": _("Kallelse till möte"),
    "preparation": _("Att förbereda till ett möte"),
    "goal": _("Mål"),
    "action": _("Insats"),
    "contact": _("Kontakt"),
    "paper_plan": _("Planen som var på papper"),
    "plan_reference": _("Att en annan plan finns"),
    "sip": _("Planen är också en SIP"),
    "own_words": _("Barnets och familjens ord"),
    "dissent": _("Avvikande mening"),
    "plan_answer": _("Svar på planen"),
    "follow_up": _("Uppföljning"),
    "extract": _("Utdrag"),
}
CHILD_WORDS = _("Barnets egna ord")
_FIELDS: Mapping[str, Words] = {
    Concern.KIND: {
        "seen": _("Vad har vi sett?"),
        "child_says": _("Vad säger barnet själv?"),
        "works": _("Det som fungerar"),
        "tried": _("Vad har vi provat, och hur gick det?"),
    },
    Feedback.KIND: {"text": _("Svar")},
    Analysis.KIND: {
        "summary": _("Sammanfattning"),
        "child_view": _("Barnets syn"),
        "own_service": _("Vad vi kan göra själva"),
        "other_service": _("Vad en annan verksamhet kan göra"),
        "together": _("Vad vi behöver göra tillsammans"),
        "best_for_child": _("Barnets bästa"),
    },
    ActionReport.KIND: {"text": _("Hur det går")},
    ChildView.KIND: {"text": _("Vad barnet tycker, eller varför det inte är frågat")},
    MeetingNote.KIND: {"text": _("Anteckning")},
    Closing.KIND: {"text": _("Ärendet")},
}


def parts_of(payload: Payload, *, reader: Reader) -> tuple[tuple[str, str, bool], ...]:
    """Every text of an entry under its heading; the last says whether the heading is the county's word."""
    if isinstance(payload, Contribution):
        columns = current().columns_for(reader)
        said = ((name, getattr(columns, name), True) for name in ("works", "challenging", "would_help"))
    else:
        said = ((name, str(words), False) for name, words in _FIELDS[payload.KIND].items())
    texts = ((heading, getattr(payload, name), official) for name, heading, official in said)
    return tuple(part for part in texts if part[1])
