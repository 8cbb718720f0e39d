"""Answers to the questions of a request as they come in: from the giver's own page, or written down by the asker."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.forms import BoundField, Field
from django.utils.translation import gettext_lazy as _

from barnetsplan.consent.queries import Part
from barnetsplan.domain.vocabulary import Answer, Layer
from barnetsplan.plans.cards.questions import AskedService
from barnetsplan.ui import forms
from barnetsplan.ui.marks import as_data

_YES_NO = ((Answer.YES.value, _("Ja")), (Answer.NO.value, _("Nej")))
_NO_ANSWER = _("Svara ja eller nej på den här frågan.")


class AskedForm(forms.Form):
    """One yes or no for each question, and boxes for the background; nothing is chosen beforehand.

    *Source:* law.md CON-08.
    """

    def __init__(
        self, *args: Any, services: Collection[AskedService], every_question: bool = True, **kwargs: Any
    ) -> None:
        """Make the fields from the questions; each must be answered where ``every_question`` says so."""
        self.services = services
        fields = {name: field for service in services for name, field in _fields(service, every_question)}
        self.base_fields = {**type(self).base_fields, **fields}  # type: ignore[misc]
        super().__init__(*args, **kwargs)

    def blocks(self) -> Iterable[tuple[AskedService, BoundField, BoundField | None]]:
        """Each service with its bound fields, for the page."""
        for service in self.services:
            yield service, self[main_name(service)], self[area_name(service)] if service.background else None

    @property
    def parts(self) -> Mapping[Part, Answer]:
        """The answer to every answered part; without the map there is no background. Only after ``is_valid()``."""
        said: dict[Part, Answer] = {}
        for service in self.services:
            answer = self.cleaned_data.get(main_name(service))
            if not answer:
                continue
            main = Answer(answer)
            said |= {(service.service, service.main.layer, area): main for area in service.main.part_areas}
            ticked = set(self.cleaned_data.get(area_name(service), [])) if main is Answer.YES else set()
            for area in service.background.areas if service.background else ():
                wish = Answer.YES if area.key in ticked else Answer.NO
                said[service.service, Layer.BACKGROUND.value, area.key] = wish
        return said


def _fields(service: AskedService, required: bool) -> Iterable[tuple[str, Field]]:  # noqa: FBT001
    yield (
        main_name(service),
        forms.OneOf(
            label=as_data(service.main.question),
            choices=_YES_NO,
            required=required,
            error_messages={"required": _NO_ANSWER},
        ),
    )
    if service.background:
        choices = [(area.key, as_data(area.label)) for area in service.background.areas]
        label = as_data(service.background.question)
        yield area_name(service), forms.SomeOf(label=label, choices=choices, required=False)


def main_name(service: AskedService) -> str:
    """The name of the yes-or-no field of a service's question."""
    return f"{service.main.layer}_{service.service.hex}"


def area_name(service: AskedService) -> str:
    """The name of the boxes for a service's background."""
    return f"areas_{service.service.hex}"
