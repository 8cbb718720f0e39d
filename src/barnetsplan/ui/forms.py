"""Forms of the house: fields with Swedish sentences, and the base class of every form that writes."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from copy import copy
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from barnetsplan.files.virus import scanned
from barnetsplan.ui.marks import Data

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Words: TypeAlias = "str | _StrPromise"

MAX_TEXT: Final = 20_000
MAX_LINE: Final = 300
_DAY_FORMATS: Final = ("%Y-%m-%d", "%y%m%d", "%Y%m%d", "%d.%m.%Y", "%d/%m/%Y", "%d/%m %Y")

SENTENCES: Final[Mapping[str, Words]] = {
    "required": _("Skriv något här."),
    "invalid": _("Det här går inte att läsa. Skriv om det."),
    "invalid_choice": _("Välj ett av alternativen."),
    "invalid_list": _("Välj ett eller flera av alternativen."),
    "max_length": _("Texten är för lång: högst %(limit_value)d tecken. Nu är den %(show_value)d."),
    "min_length": _("Texten är för kort: minst %(limit_value)d tecken."),
    "null_characters_not_allowed": _("Texten innehåller ett tecken som inte går att spara."),
}
PICK_SENTENCE: Final = _("Välj ett alternativ.")
TICK_SENTENCE: Final = _("Kryssa i rutan för att gå vidare.")


class TokenInput(forms.HiddenInput):
    """Carries the id of the new entry; a broken one is replaced, so that the next try can succeed."""

    def format_value(self, value: Any) -> str:
        """The id that was sent, or a fresh one."""
        try:
            return str(uuid.UUID(str(value)))
        except ValueError:
            return str(uuid.uuid4())


class Token(forms.UUIDField):
    """The id of what the form will write; a form sent twice brings the same id twice."""

    widget = TokenInput
    default_error_messages = {
        "required": _("Sidan var för gammal. Läs igenom det du skrev och spara igen."),
        "invalid": _("Sidan var för gammal. Läs igenom det du skrev och spara igen."),
    }


class Line(forms.CharField):
    """One line of text."""

    def __init__(self, *, short: bool = False, **kwargs: Any) -> None:
        """`short` makes the box as narrow as what it holds: a number, a postcode."""
        kwargs.setdefault("max_length", MAX_LINE)
        super().__init__(**kwargs)
        # The browser must not cut what is pasted: a sentence says that it is too long, and nothing is lost.
        self.widget.attrs.pop("maxlength", None)
        if short:
            self.widget.attrs["class"] = "short"


class IdentityNumberLine(Line):
    """A box for an identity number; the room that asks decides what a right number is."""

    def __init__(self, **kwargs: Any) -> None:
        """Digits on the phone's keyboard, nothing remembered by the browser."""
        kwargs.setdefault("help_text", _("Tolv siffror, till exempel 20170412-9812."))
        super().__init__(short=True, **kwargs)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}


class PhoneLine(Line):
    """A box for a telephone number."""

    def __init__(self, **kwargs: Any) -> None:
        """The phone's own keypad; nothing remembered, since the number is often someone else's."""
        kwargs.setdefault("max_length", 30)
        kwargs.setdefault("widget", forms.TelInput(attrs={"inputmode": "tel", "autocomplete": "off"}))
        super().__init__(short=True, **kwargs)


class TextArea(forms.CharField):
    """Room for what someone has to say, at most 20 000 characters."""

    def __init__(self, *, rows: int = 5, **kwargs: Any) -> None:
        """`rows` is how many lines stand open from the start."""
        kwargs.setdefault("max_length", MAX_TEXT)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)
        self.widget.attrs.pop("maxlength", None)
        self.widget.attrs.setdefault("autocomplete", "off")

    def to_python(self, value: str | None) -> str | None:
        """The text with plain line ends, as a reader would count it."""
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if text else text


class Day(forms.DateField):
    """A date: picked where the browser has a calendar, typed where it has none."""

    default_error_messages = {
        "invalid": _("Skriv datumet som år-månad-dag, till exempel 2026-12-15."),
        "required": _("Välj en dag."),
    }

    def __init__(self, **kwargs: Any) -> None:
        """Accepts the ways in which Swedes type a date."""
        kwargs.setdefault("input_formats", _DAY_FORMATS)
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "autocomplete": "off"}))
        kwargs.setdefault("help_text", _("År-månad-dag, till exempel 2026-12-15."))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A date as the browser's calendar wants it."""
        return value.isoformat() if isinstance(value, date) else value


class Clock(forms.TimeField):
    """A time of day."""

    default_error_messages = {
        "invalid": _("Skriv tiden som timme och minut, till exempel 15.00."),
        "required": _("Välj en tid."),
    }

    def __init__(self, **kwargs: Any) -> None:
        """Accepts a point as well as a colon between hour and minute."""
        kwargs.setdefault("input_formats", ("%H:%M", "%H.%M", "%H:%M:%S"))
        kwargs.setdefault("widget", forms.TimeInput(format="%H:%M", attrs={"type": "time", "autocomplete": "off"}))
        super().__init__(**kwargs)


class OneOf(forms.ChoiceField):
    """Radio buttons; `option_hints` gives a line under an option, by its value."""

    def __init__(self, *, option_hints: Mapping[str, Words] | None = None, **kwargs: Any) -> None:
        """Shows every option at once."""
        kwargs.setdefault("widget", forms.RadioSelect)
        super().__init__(**kwargs)
        self.option_hints = dict(option_hints or {})


class SomeOf(forms.MultipleChoiceField):
    """Boxes to tick; `option_hints` gives a line under an option, by its value."""

    def __init__(self, *, option_hints: Mapping[str, Words] | None = None, **kwargs: Any) -> None:
        """Shows every option at once."""
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(**kwargs)
        self.option_hints = dict(option_hints or {})


class ListInput(forms.Select):
    """A list in which the lines that are data say that they are not to be translated."""

    def create_option(self, name: str, value: Any, label: int | str, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """One line."""
        option: dict[str, Any] = super().create_option(name, value, label, *args, **kwargs)
        if isinstance(label, Data):
            option["attrs"]["translate"] = "no"
        return option


class FromList(forms.ChoiceField):
    """A list to choose one from, where there are too many for radio buttons."""

    widget = ListInput


class Scanned(forms.FileField):
    """A scanned paper: a file that the room itself checks, whatever its name says."""

    default_error_messages = {
        "required": _("Välj filen med det skannade papperet. Den får vara högst 5 megabyte."),
        "empty": _("Filen är tom. Skanna papperet igen."),
        "missing": _("Välj filen med det skannade papperet. Den får vara högst 5 megabyte."),
        "invalid": _("Välj filen med det skannade papperet. Den får vara högst 5 megabyte."),
    }

    def __init__(self, **kwargs: Any) -> None:
        """Offers the kinds that a scanner makes, and says it where nobody looks for viruses."""
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}))
        if not scanned():
            kwargs["help_text"] = format_lazy("{} {}", kwargs.get("help_text", ""), _("Här söks inga virus i filer."))
        super().__init__(**kwargs)


class Tick(forms.BooleanField):
    """One box to tick."""


class ReadingForm(forms.Form):
    """A form that writes nothing: a filter, a question to the page."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Gives every field its look and its sentences."""
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _dress(field)
            _speak(field)

    @property
    def required_count(self) -> int:
        """How many visible fields must be filled in. *Source:* architecture.md 5.5, the short way is counted."""
        return sum(bound.field.required for bound in self.visible_fields())

    def say(self, field: str | None, sentence: Words) -> None:
        """Puts a sentence beside a field, or at the top: for what only the action could find out."""
        self.add_error(field, forms.ValidationError(str(sentence)))


class Form(ReadingForm):
    """A form that writes; its hidden token is the id of the new entry, so a form sent twice is found out."""

    token = Token()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A new page gets a new token; a page that comes back with errors keeps the one it has."""
        super().__init__(*args, **kwargs)
        self.initial = {"token": uuid.uuid4(), **self.initial}

    def renew(self) -> None:
        """Takes a new token in place of one that belongs to something else, so that the next try can succeed."""
        typed: Any = copy(self.data)
        typed[self.add_prefix("token")] = str(uuid.uuid4())
        self.data = typed

    @property
    def entry_id(self) -> uuid.UUID:
        """The id that the new entry shall have; only after `is_valid()`."""
        token: uuid.UUID = self.cleaned_data["token"]
        return token


def _dress(field: forms.Field) -> None:
    widget = field.widget
    if widget.is_hidden:
        return
    widget.attrs["class"] = f"ds-input {widget.attrs.get('class', '')}".strip()
    if field.required and not isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        widget.attrs["aria-required"] = "true"


def _speak(field: forms.Field) -> None:
    """Replaces Django's own sentences with ours, and leaves those that a room has written."""
    ours = dict(SENTENCES)
    if isinstance(field, forms.BooleanField):
        ours["required"] = TICK_SENTENCE
    elif isinstance(field, forms.ChoiceField):
        ours["required"] = PICK_SENTENCE
    for code, sentence in ours.items():
        if code in field.error_messages and field.error_messages[code] == _django_default(field, code):
            field.error_messages[code] = sentence
    for validator in field.validators:
        kind = getattr(validator, "code", "")
        if kind in ours:
            field.error_messages.setdefault(kind, ours[kind])


def _django_default(field: forms.Field, code: str) -> Words | None:
    for cls in type(field).__mro__:
        messages = cls.__dict__.get("default_error_messages", {})
        if code in messages:
            return messages[code] if cls.__module__.startswith("django.") else None
    return None
