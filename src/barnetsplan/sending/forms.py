"""What comes in from the page on which one chooses how to be told."""

import re
from collections.abc import Collection
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.forms import ChoiceField, EmailInput
from django.utils.translation import gettext_lazy as _

from barnetsplan.sending.actions import Choice
from barnetsplan.sending.kinds import Channel, Rhythm
from barnetsplan.sending.texts import LANGUAGES
from barnetsplan.ui import forms
from barnetsplan.ui.marks import as_data

_CHANNELS: Final = {
    Channel.EMAIL: _("Med e-post"),
    Channel.SMS: _("Med sms"),
    Channel.IN_APP: _("Bara här, när jag loggar in"),
    Channel.NEVER: _("Skicka aldrig något. Ring mig i stället"),
}
_AT_WORK: Final = {**_CHANNELS, Channel.NEVER: _("Skicka aldrig något")}
_RHYTHMS: Final = {
    Rhythm.AT_ONCE: _("När något är nytt, högst en gång i timmen"),
    Rhythm.DAILY: _("Högst en gång om dagen, på morgonen"),
}
#: Swedish numbers as people write them, and those of other countries with their own prefix.
_INTERNATIONAL: Final = re.compile(r"\+[1-9][0-9]{7,14}")
_SWEDISH: Final = re.compile(r"0[1-9][0-9]{6,11}")
_LONGEST_ADDRESS: Final = 254
_email = EmailValidator()


def _hours(first: int) -> list[tuple[str, str]]:
    return [(str(hour), as_data(f"{hour:02}.00")) for hour in range(first, first + 24)]


class ChooseForm(forms.Form):
    """How, in which language, how often and between which hours."""

    channel = forms.OneOf(label=_("Hur vill du få veta att det finns något nytt?"))
    language = forms.OneOf(label=_("På vilket språk?"))
    rhythm = forms.OneOf(label=_("Hur ofta?"), choices=[(key.value, words) for key, words in _RHYTHMS.items()])
    safe_from = forms.FromList(label=_("Trygga tider: skicka inget före klockan"), choices=_hours(0))
    safe_until = forms.FromList(label=_("och inget efter klockan"), choices=_hours(1))
    anyway = forms.Tick(label=_("Jag vet att jag har skyddade uppgifter, och vill ändå få meddelanden"), required=False)

    def __init__(
        self, *args: Any, channels: Collection[Channel], for_family: bool, marked: bool, **kwargs: Any
    ) -> None:
        """Offers the channels that there are; asks about protection only the one who has it."""
        super().__init__(*args, **kwargs)
        words = _CHANNELS if for_family else _AT_WORK
        offered = (*channels, Channel.IN_APP, Channel.NEVER)
        _offer(self.fields["channel"], [(channel.value, words[channel]) for channel in offered])
        _offer(self.fields["language"], [(key, as_data(name)) for key, name in LANGUAGES.items()])
        if not marked:
            del self.fields["anyway"]

    def clean(self) -> dict[str, Any]:
        """The hours must hold some time."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "safe_from" in cleaned and cleaned.get("safe_until") == cleaned["safe_from"]:
            self.say("safe_until", _("Välj två olika klockslag. Då finns det tid att skicka."))
        return cleaned

    @property
    def choice(self) -> Choice:
        """What was chosen; only after `is_valid()`."""
        said = self.cleaned_data
        return Choice(
            channel=Channel(said["channel"]),
            language=said["language"],
            rhythm=Rhythm(said["rhythm"]),
            safe_from=int(said["safe_from"]),
            safe_until=int(said["safe_until"]),
            anyway=bool(said.get("anyway")),
        )


def _offer(field: Any, choices: Collection[tuple[str, Any]]) -> None:
    if isinstance(field, ChoiceField):
        field.choices = list(choices)


class EmailForm(forms.Form):
    """An address for letters."""

    text = forms.Line(
        label=_("Din e-postadress"),
        max_length=_LONGEST_ADDRESS,
        widget=EmailInput(attrs={"autocomplete": "off", "inputmode": "email"}),
    )

    def clean_text(self) -> str:
        """One that letters can be sent to."""
        text: str = self.cleaned_data["text"].strip()
        try:
            _email(text)
        except ValidationError as error:
            raise ValidationError(_("Adressen ser inte rätt ut. Den ska se ut som namn@exempel.se.")) from error
        if not text.isascii():
            raise ValidationError(_("Adressen ser inte rätt ut. Den ska se ut som namn@exempel.se."))
        return text


class SmsForm(forms.Form):
    """A number for text messages."""

    text = forms.PhoneLine(label=_("Ditt mobilnummer"))

    def clean_text(self) -> str:
        """The number as every operator takes it."""
        bare = re.sub(r"[\s()./-]", "", self.cleaned_data["text"])
        bare = f"+{bare[2:]}" if bare.startswith("00") else bare
        if _SWEDISH.fullmatch(bare):
            bare = f"+46{bare[1:]}"
        if not _INTERNATIONAL.fullmatch(bare):
            raise ValidationError(_("Numret ser inte rätt ut. Skriv det som 070-123 45 67."))
        return bare


ADDRESS_FORMS: Final = {Channel.EMAIL: EmailForm, Channel.SMS: SmsForm}


class CodeForm(forms.Form):
    """The code that came to the address."""

    code = forms.Line(label=_("Koden som du har fått"), short=True, max_length=20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Digits on the phone's keyboard; the phone may fill in what came."""
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}

    def clean_code(self) -> str:
        """The digits, however they are spaced."""
        return re.sub(r"\s", "", self.cleaned_data["code"])
