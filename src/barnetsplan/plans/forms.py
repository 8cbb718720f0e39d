"""What comes in from the pages of the plan: checked here, saved nowhere."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.forms import BoundField, Field
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from barnetsplan.access.refusals import words
from barnetsplan.cases.child_view import not_heard
from barnetsplan.cases.child_view_form import AsksChild
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.vocabulary import ActionStatus
from barnetsplan.keeping.forms import WithKeeping
from barnetsplan.plans.actions import Ending
from barnetsplan.plans.cards.asking import AskCard, Candidate
from barnetsplan.plans.cards.ending import EndCard
from barnetsplan.plans.words import STATUS
from barnetsplan.ui import forms


@dataclass(frozen=True, slots=True)
class ServiceChoice:
    """One service on the page: its box, and the boxes of background that count when it is ticked."""

    candidate: Candidate
    box: BoundWidget
    areas: BoundField | None
    has_areas: bool


class AskForm(AsksChild):
    """Which services the family is asked about, with which background, until when; nothing is ticked beforehand."""

    services = forms.SomeOf(label=_("Vilka verksamheter behöver vara med?"))
    last_day = forms.Day(label=_("Till och med vilken dag ska ett ja gälla?"), required=False)

    def __init__(self, *args: Any, card: AskCard, **kwargs: Any) -> None:
        """Offer the services and areas that the card holds."""
        self.card = card
        areas = {
            _areas_of(one.unit): forms.SomeOf(label=_("Bakgrund"), choices=card.areas, required=False)
            for one in card.candidates
            if card.areas
        }
        self.base_fields = _with(self, areas)  # type: ignore[misc]
        super().__init__(*args, is_born=card.is_born, **kwargs)
        services = self.fields["services"]
        # Here and not in the class: a class is made before anybody has said in which language they read.
        services.error_messages["required"] = words(Refused(Reason.CONSENT_WITHOUT_RECIPIENT))
        services.choices = [(str(one.unit), one.name) for one in card.candidates]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Areas count only with their service; the family is not asked more at once than it can take in."""
        given = super().clean() or {}
        chosen = set(given.get("services", ()))
        for one in self.card.candidates:
            if given.get(_areas_of(one.unit)) and str(one.unit) not in chosen:
                self.say(_areas_of(one.unit), _("Kryssa också i verksamheten, eller ta bort områdena."))
        count = len(self.chosen(given))
        if count > self.card.max_questions:
            self.say("services", _too_many(count, self.card.max_questions))
        self._check_day(given.get("last_day"))
        return given

    def _check_day(self, day: date | None) -> None:
        if day is not None and day < self.card.today:
            self.say("last_day", words(Refused(Reason.ANSWER_LATER_THAN_END)))
        elif day is not None and day > self.card.latest_day:
            self.say("last_day", words(Refused(Reason.CONSENT_TOO_LONG)))

    def chosen(self, given: Mapping[str, Any] | None = None) -> Mapping[UUID, Collection[str]]:
        """The areas of each ticked service, in the order of the page."""
        data = self.cleaned_data if given is None else given
        ticked = set(data.get("services", ()))
        units = [one.unit for one in self.card.candidates if str(one.unit) in ticked]
        return {unit: tuple(data.get(_areas_of(unit), ())) for unit in units}

    @property
    def service_choices(self) -> tuple[ServiceChoice, ...]:
        """The services as the page lays them out."""
        boxes = {str(box.data["value"]): box for box in self["services"].subwidgets}
        return tuple(
            ServiceChoice(
                candidate=one,
                box=boxes[str(one.unit)],
                areas=(areas := self[_areas_of(one.unit)] if self.card.areas else None),
                has_areas=bool(areas and (areas.value() or areas.errors)),
            )
            for one in self.card.candidates
        )


def _with(form: forms.Form, more: Mapping[str, Field]) -> dict[str, Field]:
    """The fields of a form's class and these: given before the form is made, so that all get the house's look."""
    return {**type(form).base_fields, **more}


def _areas_of(unit: UUID) -> str:
    return f"areas_{unit.hex}"


def _too_many(count: int, most: int) -> str:
    return ngettext(
        "Det blir %(count)s fråga. Ställ högst %(most)s åt gången, så att familjen orkar läsa.",
        "Det blir %(count)s frågor. Ställ högst %(most)s åt gången, så att familjen orkar läsa.",
        count,
    ) % {"count": count, "most": most}


class ReportForm(WithKeeping):
    """How an action goes."""

    status = forms.OneOf(
        label=_("Hur går det?"),
        choices=[(status.value, STATUS[status]) for status in ActionStatus if status is not ActionStatus.AGREED],
        option_hints={ActionStatus.COULD_NOT.value: _("Skriv nedan vad som kom i vägen och vad som händer nu.")},
    )
    text = forms.TextArea(
        label=_("En mening om hur det går"),
        help_text=_("Familjen läser den. Skriv så att ett barn kan förstå."),
        required=False,
        rows=3,
    )

    def clean(self) -> dict[str, Any]:
        """What could not be done is explained to the family."""
        given = super().clean() or {}
        if given.get("status") == ActionStatus.COULD_NOT and not given.get("text"):
            self.say("text", _("Skriv vad som kom i vägen och vad som händer nu."))
        return given


_WHY_NO_WORDS = _("Saknas barnets ord? Skriv varför.")
_NOBODY_ELSE = _("Behövs om ni inte har skrivit vad barnet säger. Läses bara av er verksamhet.")


class EndForm(forms.Form):
    """How it went with each goal, and what the family says of what the plan gave."""

    def __init__(self, *args: Any, card: EndCard, **kwargs: Any) -> None:
        """One field for each goal, or one for the whole plan; one for each in the family."""
        self.card = card
        goals = {f"goal_{n}": forms.TextArea(label=_("Hur gick det?"), rows=3) for n in range(len(self._goals))}
        words_of = {
            f"words_{n}": forms.TextArea(label=_("Vad gav planen?"), rows=3, required=False)
            for n in range(len(card.voices))
        }
        why = {"why_no_words": forms.TextArea(label=_WHY_NO_WORDS, help_text=_NOBODY_ELSE, rows=2, required=False)}
        self.base_fields = _with(self, {**goals, **words_of, **(why if card.is_born else {})})  # type: ignore[misc]
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """The child's words stand there, or why they do not (law.md CRC-01)."""
        given: dict[str, Any] = super().clean() or {}
        if self.card.is_born and not given.get("words_0") and not given.get("why_no_words"):
            self.say("why_no_words", _("Skriv vad barnet säger, eller varför det inte är med."))
        return given

    @property
    def _goals(self) -> tuple[tuple[UUID | None, str], ...]:
        return self.card.goals or ((None, ""),)

    @property
    def goal_fields(self) -> list[tuple[str, BoundField]]:
        """Each goal with its field."""
        return [(text, self[f"goal_{number}"]) for number, (_goal, text) in enumerate(self._goals)]

    @property
    def word_fields(self) -> list[tuple[str, BoundField]]:
        """Each name in the family with its field, the child's first."""
        return [(name, self[f"words_{number}"]) for number, (_voice, name) in enumerate(self.card.voices)]

    @property
    def ending(self) -> Ending:
        """What was written, each text with an id that the same form sent twice gives again."""
        given = self.cleaned_data
        goals = [(goal, given[f"goal_{number}"]) for number, (goal, _text) in enumerate(self._goals)]
        said = [(voice, given[f"words_{number}"]) for number, (voice, _name) in enumerate(self.card.voices)]
        ids = (UUID(int=self.entry_id.int ^ number) for number in range(len(goals) + len(said)))
        return Ending(
            outcomes=[(next(ids), goal, text) for goal, text in goals],
            words=[(entry_id, voice, text) for entry_id, (voice, text) in zip(ids, said, strict=True) if text],
            child_view=not_heard(given.get("why_no_words", "")),
        )
