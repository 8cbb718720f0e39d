"""What a professional has written about a child, as clean text for the own record system; nothing is asked for again.

*Source:* PDL 3 ch., SoL 14 ch. (each keeps its own record); peers.md section 3 (who writes twice stops writing here).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from barnetsplan.people.models import Child
from barnetsplan.people.queries import name_of, names_of
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import (
    Action,
    ActionReport,
    Analysis,
    ChildView,
    Concern,
    Contact,
    Contribution,
    Dissent,
    Feedback,
    FollowUp,
    Goal,
    Informed,
    Invitation,
    MeetingNote,
    OwnWords,
    PaperPlan,
    Payload,
    PlanReference,
    Preparation,
    Question,
    SharingDecision,
    Sip,
)
from barnetsplan.records.queries import OpenEntry, open_visible
from barnetsplan.ui.pdf import Document, Part, Section, day_words

#: What each kind is called, and its fields with the words that stand before them; what is not named is no text.
_KINDS: Mapping[str, tuple[Promise | str, Mapping[str, Promise | str]]] = {
    Concern.KIND: (
        gettext_lazy("Det vi har märkt"),
        {
            "seen": gettext_lazy("Vad vi har sett"),
            "works": gettext_lazy("Vad som fungerar"),
            "child_says": gettext_lazy("Vad barnet säger"),
            "tried": gettext_lazy("Vad vi har prövat"),
        },
    ),
    Feedback.KIND: (gettext_lazy("Återkoppling"), {"text": ""}),
    Question.KIND: (gettext_lazy("Fråga"), {"text": ""}),
    Contribution.KIND: (
        gettext_lazy("Svar"),
        {
            "works": gettext_lazy("Det som fungerar"),
            "challenging": gettext_lazy("Det som är svårt"),
            "would_help": gettext_lazy("Det som skulle hjälpa"),
        },
    ),
    Analysis.KIND: (
        gettext_lazy("Analys"),
        {
            "summary": gettext_lazy("Sammanfattning"),
            "child_view": gettext_lazy("Barnets syn"),
            "own_service": gettext_lazy("Det egna verksamheten kan göra"),
            "other_service": gettext_lazy("Det en annan verksamhet kan göra"),
            "together": gettext_lazy("Det som behöver göras tillsammans"),
            "best_for_child": gettext_lazy("Barnets bästa"),
        },
    ),
    Invitation.KIND: (
        gettext_lazy("Kallelse till möte"),
        {
            "when": gettext_lazy("När"),
            "question": gettext_lazy("Frågan"),
            "where": gettext_lazy("Plats"),
            "child_takes_part": gettext_lazy("Så är barnet med"),
            "child_with": gettext_lazy("Barnet har valt"),
            "interpreter": gettext_lazy("Tolk"),
        },
    ),
    Preparation.KIND: (gettext_lazy("Att förbereda till möte"), {"text": ""}),
    Goal.KIND: (gettext_lazy("Mål i planen"), {"text": ""}),
    Goal.KIND: (gettext_lazy("Mål i planen"), {"text": "", "to_family": gettext_lazy("Till familjen")}),
    Action.KIND: (
        gettext_lazy("Insats i planen"),
        {
            "text": gettext_lazy("Vad"),
            "person": gettext_lazy("Vem"),
            "when": gettext_lazy("När"),
            "follow_up": gettext_lazy("Följs upp"),
            "to_family": gettext_lazy("Till familjen"),
        },
    ),
    ActionReport.KIND: (gettext_lazy("Hur en insats går"), {"text": ""}),
    Contact.KIND: (gettext_lazy("Kontaktperson"), {"name": "", "role": "", "phone": ""}),
    PaperPlan.KIND: (gettext_lazy("Plan som var på papper"), {"attached": gettext_lazy("Det som visas")}),
    PlanReference.KIND: (
        gettext_lazy("Att en annan plan finns"),
        {"owner": gettext_lazy("Vem som har den"), "contact": gettext_lazy("Vem man frågar")},
    ),
    Sip.KIND: (
        gettext_lazy("Planen är också en SIP"),
        {
            "overall": gettext_lazy("Övergripande ansvar"),
            "others": gettext_lazy("Det andra än kommun och region gör"),
        },
    ),
    OwnWords.KIND: (gettext_lazy("Egna ord"), {"text": ""}),
    Dissent.KIND: (gettext_lazy("Avvikande mening"), {"text": ""}),
    MeetingNote.KIND: (gettext_lazy("Anteckning från möte"), {"text": ""}),
    FollowUp.KIND: (gettext_lazy("Uppföljning"), {"text": ""}),
    Informed.KIND: (
        gettext_lazy("Uppgift som har lämnats ut"),
        {"recipient": gettext_lazy("Till"), "ground": gettext_lazy("Grund"), "what": gettext_lazy("Vad")},
    ),
    SharingDecision.KIND: (gettext_lazy("Beslut om att inte dela"), {"reason": gettext_lazy("Skäl")}),
    ChildView.KIND: (gettext_lazy("Barnets syn"), {"text": ""}),
}


_ROW: Final = 70


@dataclass(frozen=True, slots=True)
class Written:
    """One text: what it is, in which part of life, whose words, when, and its lines with the words before them."""

    id: UUID
    kind: str
    area: str
    voice: str
    at: datetime
    lines: tuple[tuple[str, str], ...]

    @property
    def heading(self) -> str:
        """What it is, and about what."""
        return f"{self.kind}: {self.area}" if self.area else self.kind

    @property
    def rows(self) -> int:
        """As many rows as the text takes on the page, at most what a screen holds."""
        return min(20, sum(1 + len(line) // _ROW for line in self.plain.split("\n")))

    @property
    def plain(self) -> str:
        """The text to copy, with its date and source last."""
        said = "\n".join(f"{label}: {text}" if label else text for label, text in self.lines)
        voice = "\n" + _("Sagt av: %(who)s") % {"who": self.voice} if self.voice else ""
        source = _("Skrivet i Barnets plan %(day)s.") % {"day": day_words(self.at)}
        return f"{self.heading}\n{said}{voice}\n{source}"


@dataclass(frozen=True, slots=True)
class WrittenCard:
    """All that the reader has written about a child, newest first."""

    child: UUID
    child_name: str
    texts: tuple[Written, ...]
    entries: tuple[UUID, ...]


def written_card(actor: Actor, child: Child, at: datetime) -> WrittenCard:
    """What the reader has written and may still read, in the child's, the family's or the own unit's voice."""
    seen = open_visible(actor.party_id, child=child, at=at)
    mine = [entry for entry in seen if entry.author == actor.person_id and entry.kind in _KINDS]
    name = name_of(child.person)
    voices = {child.pk: name, **names_of({entry.voice for entry in mine} - {child.pk, actor.party_id})}
    texts = tuple(_text(entry, voices) for entry in sorted(mine, key=lambda e: e.written_at, reverse=True))
    return WrittenCard(child.pk, name, texts, tuple(text.id for text in texts))


def _text(entry: OpenEntry, voices: Mapping[UUID, str]) -> Written:
    """A text in the voice of a unit, or of the plan, is what the writer wrote and names nobody."""
    kind, _labels = _KINDS[entry.kind]
    return Written(
        id=entry.id,
        kind=str(kind),
        area=current().area(entry.area).label if entry.area else "",
        voice=voices.get(entry.voice, ""),
        at=entry.written_at,
        lines=tuple(_lines(entry.kind, entry.payload)),
    )


def _lines(kind: str, payload: Payload) -> Iterator[tuple[str, str]]:
    labels = _KINDS[kind][1]
    if isinstance(payload, PlanReference):
        yield "", current().other_plan(payload.plan).label
    given = {field.name: getattr(payload, field.name) for field in fields(payload)}
    for name, label in labels.items():
        if given[name]:
            yield str(label), str(given[name])


def printed(card: WrittenCard, *, for_whom: Actor, on: datetime) -> Document:
    """The same as a document for the record: each text with its day."""
    copy_for = f"{for_whom.name}, {for_whom.unit_name}"
    return Document(
        title=_("Skrivet om %(name)s") % {"name": card.child_name},
        language=get_language() or "sv",
        sections=tuple(Section(f"{text.heading}, {day_words(text.at)}", tuple(_parts(text))) for text in card.texts),
        footer=_("Ur Barnets plan %(day)s, för %(who)s") % {"day": day_words(on), "who": copy_for},
        copy_for=copy_for,
    )


def _parts(text: Written) -> Iterator[Part]:
    labelled = tuple((label, words) for label, words in text.lines if label)
    if labelled:
        yield Part("facts", rows=labelled)
    for label, words in text.lines:
        if not label:
            yield Part("text", words)
    if text.voice:
        yield Part("text", _("Sagt av: %(who)s") % {"who": text.voice})
