"""Fields for what the child and the guardians say, and for a drawing that goes with the child's words."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.forms import Field
from django.utils.translation import gettext_lazy as _

from barnetsplan.access.refusals import words
from barnetsplan.domain.decisions import Refused
from barnetsplan.files.checking import Kept, checked
from barnetsplan.records.kinds import OwnWords
from barnetsplan.revising.sheet import Row
from barnetsplan.ui import forms

HAS_BEEN: Final = _("Dagen har redan varit. Välj en dag som kommer.")
SHOWS: Final = _("Skriv med några ord vad bilden eller papperet visar.")


def words_field() -> Field:
    """What somebody says."""
    return forms.TextArea(label=_("Egna ord, så som de sades"), rows=2, required=False)


def drawing_fields() -> dict[str, Field]:
    """A drawing to the child's words, and what it shows."""
    drawing = forms.Scanned(
        label=_("En teckning som barnet har gjort, eller ett papper"),
        help_text=_("Bild eller PDF, högst 5 megabyte. Var bilden är tagen sparas inte."),
        required=False,
    )
    return {"drawing": drawing, "drawing_shows": forms.Line(label=_("Vad visar den?"), required=False)}


def kept_file(form: forms.ReadingForm, given: dict[str, Any], name: str) -> Kept | None:
    """A file made anew, or nothing with a sentence beside the field that says why it cannot be kept."""
    file = given.get(name)
    if not file:
        return None
    kept = checked(file.read())
    if isinstance(kept, Refused):
        form.say(name, words(kept))
        return None
    return kept


def check_drawing(form: forms.ReadingForm, given: dict[str, Any]) -> None:
    """A drawing goes with the child's words, and is told in words for those who cannot see it."""
    given["drawn"] = kept_file(form, given, "drawing")
    if given.get("drawing") and not given.get("drawing_shows"):
        form.say("drawing_shows", SHOWS)
    if given.get("drawing") and not given.get("words_0"):
        form.say("words_0", _("Teckningen hör till barnets ord. Skriv vad barnet säger om den."))
    if given.get("drawing_shows") and not given.get("drawing"):
        form.say("drawing", _("Välj filen igen. Webbläsaren glömmer den när sidan visas på nytt."))


def new_words(given: Mapping[str, Any], voices: Sequence[tuple[UUID, str]]) -> tuple[Row, ...]:
    """What each says now, the child's with its drawing."""
    rows = []
    for number, (voice, _name) in enumerate(voices):
        text, file = given.get(f"words_{number}", ""), given.get("drawn") if number == 0 else None
        if text:
            shows = given.get("drawing_shows", "") if file else ""
            rows.append(Row(OwnWords(text=text, attached=shows), voice=voice, file=file))
    return tuple(rows)
