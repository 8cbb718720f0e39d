"""The forms of the second step: asking, answering area by area, and the analysis."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.forms import BoundField
from django.forms import Field as FormField
from django.utils.translation import gettext, gettext_lazy

from barnetsplan.cases.child_view_form import AsksChild
from barnetsplan.keeping.forms import ChildKeepingForm, KeepingForm, VoiceKeepingForm, WithKeeping
from barnetsplan.practice.load import current
from barnetsplan.practice.parts import Area, Reader
from barnetsplan.records.kinds import Analysis, Contribution
from barnetsplan.ui import forms
from barnetsplan.ui.marks import as_data

_COLUMNS = ("works", "challenging", "would_help")
#: How many lines stand open: both columns alike, and the wish below them.
_ROWS = {"works": 4, "challenging": 4, "would_help": 2}
_ANALYSIS = ("summary", "child_view", "own_service", "other_service", "together", "best_for_child")


def _area_choices(areas: Sequence[Area]) -> list[tuple[str, str]]:
    return [(area.key, as_data(area.label)) for area in areas]


class _AreasForm(forms.Form):
    """A form that asks about some of the areas that the case takes up."""

    def __init__(self, *args: Any, areas: Sequence[Area], **kwargs: Any) -> None:
        """All areas of the case are chosen beforehand; no others can be."""
        field = forms.SomeOf(
            label=gettext_lazy("Vilka områden gäller frågan?"),
            choices=_area_choices(areas),
            error_messages={"required": gettext_lazy("Välj minst ett område.")},
        )
        self.base_fields = {"areas": field, **type(self).base_fields}  # type: ignore[misc]
        kwargs["initial"] = {"areas": [area.key for area in areas], **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


class AskFamilyForm(_AreasForm):
    """What the family is asked."""

    text = forms.TextArea(
        label=gettext_lazy("Det här läser de"),
        help_text=gettext_lazy("Ändra som du vill. Skriv som du skulle säga det."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A text to begin from, so that nothing has to be written."""
        words = gettext(
            "Hej! Vi vill gärna höra hur ni ser på det. Vad är bra, vad är svårt och vad skulle hjälpa? "
            "Skriv det ni vill. Några ord räcker."
        )
        super().__init__(*args, initial={"text": words}, **kwargs)


class AskServiceForm(_AreasForm, AsksChild):
    """What another service is asked, after the family's yes."""

    unit = forms.FromList(
        label=gettext_lazy("Vilken verksamhet vill du fråga?"),
        error_messages={"required": gettext_lazy("Välj en verksamhet.")},
    )
    text = forms.TextArea(
        label=gettext_lazy("Din fråga till verksamheten"),
        help_text=gettext_lazy("Fråga bara om det som behövs. Verksamheten läser det här när familjen har sagt ja."),
        rows=4,
    )
    field_order = ("token", "unit", "areas", "text", "child_heard", "child_view")

    def __init__(self, *args: Any, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]], **kwargs: Any) -> None:
        """The units by municipality and sector."""
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        unit.choices = [("", gettext("Välj en verksamhet")), *groups]  # type: ignore[attr-defined]
        unit.widget.attrs["translate"] = "no"


@dataclass(frozen=True, slots=True)
class AreaFields:
    """One area with its fields and what helps to think."""

    area: Area
    definition: str
    prompts: tuple[str, ...]
    works: BoundField
    challenging: BoundField
    would_help: BoundField


class VoiceForm(WithKeeping):
    """What works, what is challenging and what would help, area by area, in the words of the one who speaks."""

    reader: Reader = "staff"
    asks: type[KeepingForm] = VoiceKeepingForm
    keeping: KeepingForm

    def __init__(
        self,
        *args: Any,
        areas: Sequence[Area],
        said: Mapping[str, Contribution],
        draft: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        """The fields begin with what was said before; an unfinished draft is newer and stands over it."""
        self.areas = areas
        words = current().columns_for(self.reader)
        made: dict[str, FormField] = {
            f"{area.key}_{column}": forms.TextArea(
                label=as_data(getattr(words, column)), required=False, rows=_ROWS[column]
            )
            for area in areas
            for column in _COLUMNS
        }
        self.base_fields = {**made, **type(self).base_fields}  # type: ignore[misc]
        before = {
            f"{area.key}_{column}": getattr(said[area.key], column)
            for area in areas
            if area.key in said
            for column in _COLUMNS
        }
        typed = {name: text for name, text in draft.items() if name in made}
        super().__init__(*args, initial={**before, **typed}, **kwargs)

    @property
    def groups(self) -> tuple[AreaFields, ...]:
        """The fields by area, for the page."""
        return tuple(
            AreaFields(
                area=area,
                definition=area.definition_for(self.reader),
                prompts=area.prompts_for(self.reader),
                **{column: self[f"{area.key}_{column}"] for column in _COLUMNS},
            )
            for area in self.areas
        )

    @property
    def answers(self) -> dict[str, Contribution]:
        """What is said on each area; only after ``is_valid()``."""
        return {
            area.key: Contribution(**{column: self.cleaned_data[f"{area.key}_{column}"] for column in _COLUMNS})
            for area in self.areas
        }


def about_adults(form: VoiceForm) -> tuple[UUID, ...]:
    """The guardians whose own life some of it is about; only after ``is_valid()``."""
    return form.keeping.about_adults if isinstance(form.keeping, VoiceKeepingForm) else ()


class ChildWordsForm(VoiceForm):
    """What the child says, and who the child lets read it; nobody is chosen beforehand."""

    reader: Reader = "child"
    asks = ChildKeepingForm
    readers = forms.SomeOf(
        label=gettext_lazy("Vem får läsa det här?"),
        required=False,
        help_text=gettext_lazy("Fråga om en person i taget. Kryssa bara i dem som barnet säger ja till."),
    )

    def __init__(self, *args: Any, readers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """The family one by one, and the units that are there already."""
        super().__init__(*args, **kwargs)
        choices = [(party, as_data(name)) for party, name in readers]
        self.fields["readers"].choices = choices  # type: ignore[attr-defined]


class AnalysisForm(WithKeeping):
    """The model's three questions and what they lead to (model.md 2.2)."""

    own_service = forms.TextArea(required=False, rows=2)
    other_service = forms.TextArea(required=False, rows=2)
    together = forms.TextArea(required=False, rows=2)
    summary = forms.TextArea(label=gettext_lazy("Sammanfattning: vad är det vi ser?"), rows=4)
    child_view = forms.TextArea(
        label=gettext_lazy("Vad vill barnet?"),
        help_text=gettext_lazy("Skriv så att barnet kan känna igen sig. Skriv varför om ni inte vet."),
        rows=3,
    )
    best_for_child = forms.TextArea(
        label=gettext_lazy("Vad är bäst för barnet, och varför?"),
        required=False,
        rows=3,
    )
    outcome = forms.OneOf(label=gettext_lazy("Vad kom ni fram till?"))
    services = forms.SomeOf(
        label=gettext_lazy("Vilka verksamheter behövs?"),
        required=False,
        help_text=gettext_lazy("Inget skickas. Familjen får frågan om var och en i nästa steg."),
    )

    field_order = (
        "token",
        "child_view",
        "own_service",
        "other_service",
        "together",
        "best_for_child",
        "summary",
        "outcome",
        "services",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The questions and the outcomes are the county's."""
        self.base_fields = {**type(self).base_fields, "outcome": _outcomes()}  # type: ignore[misc]
        super().__init__(*args, **kwargs)
        names = ("own_service", "other_service", "together")
        for name, question in zip(names, current().questions, strict=True):
            self.fields[name].label = as_data(question.text)
            self.fields[name].help_text = as_data(question.help)
        sectors = [(sector.label, as_data(sector.label)) for sector in current().sectors]
        self.fields["services"].choices = sectors  # type: ignore[attr-defined]

    @property
    def payload(self) -> Analysis:
        """The content of the entry; only after ``is_valid()``."""
        texts = {name: self.cleaned_data[name] for name in _ANALYSIS}
        return Analysis(**texts, services=tuple(self.cleaned_data["services"]))


def _outcomes() -> forms.OneOf:
    outcomes = current().outcomes
    return forms.OneOf(
        label=gettext_lazy("Vad kom ni fram till?"),
        choices=[(outcome.code, as_data(outcome.label)) for outcome in outcomes],
        option_hints={outcome.code: as_data(outcome.text) for outcome in outcomes},
    )


def analysis_initial(written: Mapping[str, str | list[str]], draft: Mapping[str, str]) -> dict[str, str | list[str]]:
    """The analysis as it stands, with an unfinished draft over it; boxes are kept as lines."""
    typed: dict[str, str | list[str]] = {**draft}
    if draft:
        typed["services"] = draft.get("services", "").splitlines()
    return {**written, **typed}
