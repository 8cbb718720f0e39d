"""The forms of advice: a question and an answer that name nobody."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from barnetsplan.access.refusals import words
from barnetsplan.cases.advice import Adviser
from barnetsplan.cases.scanning import Found
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.ui import forms
from barnetsplan.ui.marks import Data

_TEXT = _("Skriv så att ingen går att känna igen: inget namn, ingen ort, ingen dag.")
_SURE = _("Jag har läst igenom texten. Ingen går att känna igen.")


class _Nameless(forms.Form):
    """A text that is looked through: numbers stop it, names are shown once and weighed by the one who writes."""

    sure = forms.Tick(label=_SURE, required=False)

    def __init__(self, *args: Any, look: Callable[[str], Found], **kwargs: Any) -> None:
        """`look` finds what could point somebody out."""
        super().__init__(*args, **kwargs)
        self._look = look
        self.found = Found()

    def clean(self) -> dict[str, Any]:
        """A number must go; a name is either taken away, or the writer has seen it and says that it is none."""
        said = super().clean() or {}
        self.found = self._look(said.get("text") or "")
        if self.found.numbers:
            self.say("text", words(Refused(Reason.NAMES_SOMEBODY)))
        elif self.found.names and not said.get("sure"):
            self.say(
                "sure", _("Läs igenom det som är markerat. Ta bort det, eller kryssa i att ingen går att känna igen.")
            )
        return said


class AskAdviceForm(_Nameless):
    """The question, and whom it goes to."""

    to = forms.FromList(label=_("Vem vill du rådfråga?"))
    text = forms.TextArea(label=_("Vad vill du rådfråga om?"), help_text=_TEXT)
    field_order = ("token", "to", "text", "sure")

    def __init__(self, *args: Any, advisers: Sequence[Adviser], **kwargs: Any) -> None:
        """Offers the units that advise."""
        super().__init__(*args, **kwargs)
        offered = [(str(one.id), Data(f"{one.name} · {one.sector}")) for one in advisers]
        self.fields["to"].choices = [("", _("Välj en enhet")), *offered]  # type: ignore[attr-defined]

    @property
    def unit(self) -> UUID:
        """The unit that is asked."""
        return UUID(self.cleaned_data["to"])


class AnswerAdviceForm(_Nameless):
    """The answer."""

    text = forms.TextArea(label=_("Ert svar"), help_text=_TEXT)
    field_order = ("token", "text", "sure")
