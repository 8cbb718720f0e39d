"""The part of a form that asks what the child thinks, before anybody else is asked (law.md CRC-01)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from barnetsplan.cases.child_view import HEARD, NewChildView
from barnetsplan.domain.disclosing import ChildHeard
from barnetsplan.ui import forms


class AsksChild(forms.Form):
    """Nothing is chosen beforehand, and one of the four must be; for a child who is not born it is not asked."""

    child_heard = forms.OneOf(
        label=_("Hur vet ni vad barnet tycker om att andra får veta?"),
        choices=[(heard.value, words) for heard, words in HEARD.items()],
    )
    child_view = forms.TextArea(
        label=_("Vad tycker barnet? Eller varför är barnet inte frågat?"),
        help_text=_("Gärna barnets egna ord. Det läses bara av er verksamhet och står inte i frågan till familjen."),
        rows=3,
    )

    def __init__(self, *args: Any, is_born: bool, **kwargs: Any) -> None:
        """Take the questions away where there is nobody to ask yet."""
        super().__init__(*args, **kwargs)
        if not is_born:
            del self.fields["child_heard"], self.fields["child_view"]

    @property
    def asks_child(self) -> bool:
        """Whether the questions stand on the page."""
        return "child_view" in self.fields

    @property
    def view_of_child(self) -> NewChildView | None:
        """What was answered; only after ``is_valid()``."""
        if not self.asks_child:
            return None
        said = self.cleaned_data
        return NewChildView(ChildHeard(said["child_heard"]), said["child_view"])
