"""The short way's one form: five fields must be filled in, and all the rest may be left (architecture.md 5.5)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.forms import BoundField, Field
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from barnetsplan.cases.child_view import NewChildView, not_heard
from barnetsplan.domain.disclosing import ChildHeard
from barnetsplan.domain.vocabulary import ConsentWay, MeetingWay
from barnetsplan.meetings.clocks import in_words, moment_of
from barnetsplan.meetings.forms import offer
from barnetsplan.meetings.short_cards import ShortCard
from barnetsplan.meetings.short_way import SaidYes
from barnetsplan.meetings.words import WAYS
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import Invitation
from barnetsplan.ui import forms
from barnetsplan.ui.marks import as_data

_ALL_NEEDED = _(
    "Alla behöver säga ja innan någon verksamhet kallas. Har någon inte svarat, öppna ärendet och fråga som vanligt."
)
_NO_PAPER = _("Välj filen med det skannade papperet, eller säg att svaret var muntligt.")


class ShortForm(forms.Form):
    """What the child says or why not, who is called, who has said yes, and when."""

    child_says = forms.TextArea(
        label=_("Vad säger barnet självt om att andra får veta?"),
        rows=2,
        help_text=_("Barnets egna ord. Läses bara av er verksamhet."),
        error_messages={"required": _("Skriv vad barnet säger, eller i rutan under varför barnet inte är frågat.")},
    )
    why_not = forms.Line(label=_("Eller: varför är barnet inte frågat?"), required=False)
    services = forms.SomeOf(label=_("Vilka verksamheter kallas?"))
    yeses = forms.SomeOf(label=_("Vilka har sagt ja?"))
    day = forms.Day(label=_("Vilken dag?"))
    clock = forms.Clock(label=_("Vilken tid?"))
    way = forms.OneOf(label=_("Hur ses ni?"), choices=list(WAYS.items()), initial=MeetingWay.PLACE, required=False)
    where = forms.Line(label=_("Var?"), required=False)
    question = forms.TextArea(label=_("Vad ska mötet handla om?"), rows=2, required=False)

    def __init__(self, *args: Any, card: ShortCard, at: datetime, **kwargs: Any) -> None:
        """Offers the services nearby and those who must answer; nothing is ticked beforehand."""
        ways = {name: field for giver, words in card.givers for name, field in _way_of(giver, words)}
        self.base_fields = {**type(self).base_fields, **ways}  # type: ignore[misc]
        super().__init__(*args, **kwargs)
        self._at, self._card = at, card
        offer(self, "services", [(str(one.id), as_data(f"{one.name} · {one.sector}")) for one in card.services])
        offer(self, "yeses", [(str(giver), as_data(name)) for giver, name in card.givers])
        if not card.is_born:
            del self.fields["child_says"], self.fields["why_not"]
        elif self.is_bound and self.data.get(self.add_prefix("why_not"), "").strip():
            self.fields["child_says"].required = False

    def clean(self) -> dict[str, Any]:
        """Everybody has said yes, a paper is there where it was on paper, and the time has not been."""
        found: dict[str, Any] = super().clean() or {}
        found["starts_at"] = moment_of(self, found, "day", "clock", at=self._at)
        said = set(found.get("yeses", ()))
        if said and said != {str(giver) for giver, _name in self._card.givers}:
            self.say("yeses", _ALL_NEEDED)
        for giver, _name in self._card.givers:
            if found.get(_way(giver)) == ConsentWay.PAPER and not found.get(_paper(giver)):
                self.say(_paper(giver), _NO_PAPER)
        return found

    @property
    def papers(self) -> tuple[tuple[BoundField, BoundField], ...]:
        """How each answered, and the paper."""
        return tuple((self[_way(giver)], self[_paper(giver)]) for giver, _name in self._card.givers)

    @property
    def said_yes(self) -> tuple[SaidYes, ...]:
        """The yes of each; after ``is_valid()``."""
        return tuple(self._yes(giver) for giver, _name in self._card.givers)

    def _yes(self, giver: UUID) -> SaidYes:
        way = ConsentWay(self.cleaned_data[_way(giver)] or ConsentWay.ORAL)
        paper = self.cleaned_data[_paper(giver)] if way is ConsentWay.PAPER else None
        return SaidYes(giver, way, paper.read() if paper else None)

    @property
    def units(self) -> tuple[UUID, ...]:
        """The services that are called."""
        return tuple(UUID(unit) for unit in self.cleaned_data["services"])

    @property
    def starts_at(self) -> datetime:
        """When the meeting begins."""
        starts_at: datetime = self.cleaned_data["starts_at"]
        return starts_at

    @property
    def view_of_child(self) -> NewChildView | None:
        """What the child says, or why it has not been asked."""
        says = self.cleaned_data.get("child_says", "")
        return NewChildView(ChildHeard.SAID, says) if says else not_heard(self.cleaned_data.get("why_not", ""))

    def invitation(self) -> Invitation:
        """The call; where nothing is said of the question, it is the one that every meeting has."""
        found = self.cleaned_data
        asked = gettext("Vad behöver {name}, och vem gör vad?").format(name=self._card.first_name)
        return Invitation(
            when=in_words(self.starts_at),
            where=found["where"],
            question=found["question"] or asked,
            way=found["way"] or MeetingWay.PLACE.value,
        )


def _way_of(giver: UUID, name: str) -> tuple[tuple[str, Field], ...]:
    ways = [current().consent_way(way.value) for way in (ConsentWay.ORAL, ConsentWay.PAPER)]
    choices = [(one.key, as_data(one.label)) for one in ways]
    how = forms.OneOf(label=as_data(name), choices=choices, initial=ConsentWay.ORAL.value, required=False)
    return (_way(giver), how), (_paper(giver), forms.Scanned(label=_("Det skannade papperet"), required=False))


def _way(giver: UUID) -> str:
    return f"way_{giver.hex}"


def _paper(giver: UUID) -> str:
    return f"paper_{giver.hex}"
