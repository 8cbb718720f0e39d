"""An answer that was heard or came on paper, as the one who asked writes it down."""

from typing import Any
from uuid import UUID

from django.forms import HiddenInput, UUIDField
from django.utils.translation import gettext_lazy as _

from barnetsplan.access.refusals import words
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.vocabulary import ConsentWay
from barnetsplan.plans.asked_form import AskedForm, area_name, main_name
from barnetsplan.plans.cards.recording import RecordCard
from barnetsplan.practice.load import current
from barnetsplan.ui import forms
from barnetsplan.ui.marks import as_data

_WRITTEN_DOWN = (ConsentWay.ORAL, ConsentWay.PAPER)


class RecordForm(AskedForm):
    """How the answer came, on which day, and what it was; a question that was not answered is left as it is."""

    vem = UUIDField(widget=HiddenInput)
    way = forms.OneOf(label=_("Hur kom svaret?"))
    heard_on = forms.Day(label=_("Vilken dag sa eller skrev personen det?"))
    paper = forms.Scanned(
        label=_("Det skannade papperet"),
        help_text=_("Behövs när svaret kom på papper. PDF, JPEG eller PNG, högst 5 megabyte."),
        required=False,
    )

    def __init__(self, *args: Any, card: RecordCard, **kwargs: Any) -> None:
        """Offer the ways that are written down, and the questions to this giver."""
        self.card = card
        super().__init__(*args, services=card.services, every_question=False, **kwargs)
        self.initial["vem"] = card.giver
        ways = [current().consent_way(way.value) for way in _WRITTEN_DOWN]
        way = self.fields["way"]
        if isinstance(way, forms.OneOf):
            way.choices = [(one.key, as_data(one.label)) for one in ways]
            way.option_hints = {one.key: as_data(one.text) for one in ways}

    def clean(self) -> dict[str, Any]:
        """A paper is there when the answer came on it; the day has been; something was answered."""
        given = super().clean() or {}
        if given.get("way") == ConsentWay.PAPER and not given.get("paper") and "paper" not in self.errors:
            self.say("paper", _("Välj filen med det skannade papperet. Den får vara högst 5 megabyte."))
        day = given.get("heard_on")
        if day is not None and not self.card.asked_on <= day <= self.card.today:
            late = day > self.card.today
            self.say("heard_on", words(Refused(Reason.HEARD_LATER)) if late else _("Frågan var inte ställd då."))
        if not any(given.get(main_name(service)) for service in self.services):
            self.say(main_name(self.card.services[0]), _("Skriv vad personen svarade på minst en fråga."))
        for service in self.services:
            if given.get(area_name(service)) and not given.get(main_name(service)):
                self.say(area_name(service), _("Skriv också ja eller nej på frågan ovanför."))
        return given

    @property
    def giver(self) -> UUID:
        """Whose answer it is. Only after ``is_valid()``."""
        return self.card.giver

    @property
    def content(self) -> bytes | None:
        """The scanned file, when there is one. Only after ``is_valid()``."""
        paper = self.cleaned_data.get("paper")
        return paper.read() if paper and self.cleaned_data["way"] == ConsentWay.PAPER else None
