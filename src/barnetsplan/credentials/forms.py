"""What is typed to sign in, to make an account, and to change what is one's own."""

from datetime import date, timedelta
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.forms import CharField, HiddenInput, PasswordInput
from django.utils.translation import gettext_lazy as _

from barnetsplan.credentials.proving import LONGEST_PASSWORD
from barnetsplan.ui import forms

#: Length and not kinds of characters. *Source:* law.md 4.1 (ASVS 6.2.1, 6.2.4, 6.2.5: at least eight, no composition
#: rules, none of the commonest); twelve is ours.
SHORTEST_PASSWORD = 12


class PasswordLine(CharField):
    """A box for a password: what is pasted is taken as it is, and no space is cut off."""

    def __init__(self, *, remembered_as: str, **kwargs: Any) -> None:
        """`remembered_as` tells the browser's own keeper of passwords what this is."""
        attrs = {"autocomplete": remembered_as, "autocapitalize": "none", "spellcheck": "false"}
        super().__init__(strip=False, widget=PasswordInput(attrs=attrs), **kwargs)


class CodeLine(forms.Line):
    """A box for a code."""

    def __init__(self, **kwargs: Any) -> None:
        """Offered by the telephone where it knows the code; nothing corrects it."""
        super().__init__(short=True, **kwargs)
        self.widget.attrs |= {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}


class SignInForm(forms.ReadingForm):
    """Name, password and code at once, so that nothing tells which of them was wrong."""

    name = forms.Line(label=_("Kontonamn"), help_text=_("Två ord och ett nummer, som du fick när kontot gjordes."))
    password = PasswordLine(label=_("Lösenord"), remembered_as="current-password")
    code = CodeLine(label=_("Kod"), help_text=_("Sex siffror från din app, eller en av dina reservkoder."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The name is one that the browser may remember."""
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs |= {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
        }


class InvitationForm(forms.ReadingForm):
    """The code of an invitation."""

    code = CodeLine(label=_("Koden på din inbjudan"), help_text=_("Fyra grupper med fyra tecken."))


class NewPasswordForm(forms.ReadingForm):
    """A new password, once: it can be seen, and is kept by the browser."""

    password = PasswordLine(
        label=_("Välj ett lösenord"),
        remembered_as="new-password",
        help_text=_("Minst tolv tecken. Flera ord efter varandra är lätt att minnas och svårt att gissa."),
    )

    def clean_password(self) -> str:
        """Long enough, and none that everybody tries first."""
        password: str = self.cleaned_data["password"]
        if len(password) < SHORTEST_PASSWORD:
            self.say("password", _("Lösenordet är för kort: minst tolv tecken."))
        elif len(password) > LONGEST_PASSWORD:
            self.say("password", _("Lösenordet är för långt: högst 200 tecken."))
        elif _is_common(password):
            self.say("password", _("Det lösenordet är ett av de vanligaste. Välj ett annat."))
        return password


def _is_common(password: str) -> bool:
    try:
        CommonPasswordValidator().validate(password)
    except ValidationError:
        return True
    return len(set(password)) < 5


class AppForm(NewPasswordForm):
    """A password, and the first code from the app, which shows that it has the secret."""

    code = CodeLine(label=_("Koden som appen visar nu"), help_text=_("Sex siffror."))


class PasskeyForm(NewPasswordForm):
    """A password, and the key that the browser has made; without a script there is no key."""

    passkey = CharField(widget=HiddenInput, required=False)


class AddPasskeyForm(forms.ReadingForm):
    """One more key that the browser has made."""

    passkey = CharField(widget=HiddenInput, required=False)


class InviteForm(forms.Form):
    """Until which day an invitation is good."""

    last_day = forms.Day(label=_("Inbjudan gäller till och med"))

    def __init__(self, *args: Any, today: date, longest: int, **kwargs: Any) -> None:
        """A week is offered, and no day later than the longest."""
        super().__init__(*args, **kwargs)
        self.today, self.latest = today, today + timedelta(days=longest)
        self.initial["last_day"] = today + timedelta(days=longest // 2)

    def clean_last_day(self) -> date:
        """Today or later, and not too late."""
        day: date = self.cleaned_data["last_day"]
        if not self.today <= day <= self.latest:
            self.say("last_day", _("En inbjudan gäller i högst fjorton dagar. Välj en annan dag."))
        return day
