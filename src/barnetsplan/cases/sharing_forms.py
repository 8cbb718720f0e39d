"""The forms of the guard: which services are needed, and one small question about each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from barnetsplan.cases.sharing import Near
from barnetsplan.cases.words import SHARING
from barnetsplan.domain.disclosing import SharingAnswer
from barnetsplan.ui import forms
from barnetsplan.ui.marks import as_data


class ServicesForm(forms.Form):
    """Which services the plan may need; none is ticked beforehand."""

    services = forms.SomeOf(
        label=_("Vilka verksamheter kan behövas runt barnet?"),
        error_messages={"required": _("Välj minst en verksamhet.")},
    )

    def __init__(self, *args: Any, services: Sequence[Near], **kwargs: Any) -> None:
        """Offers the services around the child's home."""
        super().__init__(*args, **kwargs)
        self.near = {str(one.id): one for one in services}
        self.fields["services"].choices = [  # type: ignore[attr-defined]
            (key, as_data(f"{one.name} · {one.sector}")) for key, one in self.near.items()
        ]

    @property
    def chosen(self) -> tuple[Near, ...]:
        """The services that are ticked, in the order of the page."""
        ticked = set(self.cleaned_data["services"])
        return tuple(one for key, one in self.near.items() if key in ticked)


class AnswerForm(forms.ReadingForm):
    """The question about one service; a decision not to share has its reason."""

    answer = forms.OneOf(label=_("Skulle uppgiften lämnas ändå?"))
    reason = forms.TextArea(
        label=_("Varför?"),
        help_text=_("Behövs om ni inte frågar familjen. Bara er enhet läser det."),
        required=False,
        rows=2,
    )

    def __init__(self, *args: Any, service: Near, **kwargs: Any) -> None:
        """Offers the answers that can be true of this service."""
        super().__init__(*args, prefix=f"s-{service.id}", **kwargs)
        self.service = service
        self.fields["answer"].choices = [(answer.value, SHARING[answer]) for answer in service.answers]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Everything but a question to the family has a reason."""
        said = super().clean() or {}
        if said.get("answer", SharingAnswer.ASK) != SharingAnswer.ASK and not said.get("reason"):
            self.say("reason", _("Skriv varför, i minst en hel mening."))
        return said


@dataclass(frozen=True, slots=True)
class Answers:
    """The question about each of the services that are ticked."""

    forms: tuple[AnswerForm, ...]

    def is_valid(self) -> bool:
        """Whether each is answered."""
        each = [form.is_valid() for form in self.forms]
        return all(each)

    @property
    def given(self) -> Mapping[UUID, tuple[SharingAnswer, str]]:
        """The answers by service."""
        return {
            form.service.id: (SharingAnswer(form.cleaned_data["answer"]), form.cleaned_data["reason"])
            for form in self.forms
        }


def answers(data: Any, services: Sequence[Near]) -> Answers:
    """The questions, empty or as they were sent."""
    return Answers(tuple(AnswerForm(data, service=service) for service in services))
