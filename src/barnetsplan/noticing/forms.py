"""What is written when somebody notices, sends on and receives."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from barnetsplan.domain.identity import IdentityNumber, WrongNumber, parse
from barnetsplan.domain.periods import AGE_OF_MAJORITY, birthday
from barnetsplan.keeping.forms import WithKeeping
from barnetsplan.noticing.queries import Named, SendCard
from barnetsplan.practice.load import current
from barnetsplan.ui import forms
from barnetsplan.ui.marks import as_data

_NUMBER_SENTENCES = {
    "not_twelve_digits": _("Skriv tolv siffror: år, månad, dag och fyra siffror till."),
    "no_such_date": _("Datumet i numret finns inte. Kontrollera år, månad och dag."),
    "wrong_check_digit": _("Sista siffran stämmer inte. Kontrollera numret en gång till."),
}
_NOT_A_CHILD = _("Den som har det här numret har fyllt 18 år.")
_NOT_BORN = _("Datumet i numret har inte varit än.")


class NoticeForm(forms.Form):
    """What somebody has seen; three fields must be filled in (architecture.md 5.5)."""

    number = forms.IdentityNumberLine(label=_("Barnets personnummer"))
    seen = forms.TextArea(
        label=_("Vad har du sett eller hört?"),
        help_text=_("Med egna ord. Skriv det du själv har sett, inte vad det kan bero på."),
    )
    works = forms.TextArea(
        label=_("Vad fungerar för barnet?"),
        help_text=_("Det som barnet tycker om, kan och mår bra av."),
        required=False,
        rows=3,
    )
    child_says = forms.TextArea(
        label=_("Vad säger barnet själv?"),
        help_text=_("Skriv barnets ord. Har du inte frågat: skriv varför."),
        rows=3,
    )
    tried = forms.TextArea(
        label=_("Vad har ni provat, och hur gick det?"),
        required=False,
        rows=3,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """The day decides who is a child."""
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_number(self) -> IdentityNumber | str:
        """A right number of somebody who is born and not of age; which child it is only the action can find."""
        text: str = self.cleaned_data["number"]
        number = parse(text)
        if isinstance(number, WrongNumber):
            self.say("number", _NUMBER_SENTENCES[number.code])
        elif number.born_on > self.today:
            self.say("number", _NOT_BORN)
        elif birthday(number.born_on, AGE_OF_MAJORITY) <= self.today:
            self.say("number", _NOT_A_CHILD)
        else:
            return number
        return text


class ReceiveForm(forms.Form):
    """The answer to the one who noticed: by which day somebody calls, and a line if one wants."""

    call_on = forms.Day(label=_("Jag ringer senast"))
    text = forms.TextArea(label=_("Något du vill säga redan nu?"), required=False, rows=2)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """Proposes the day of the practice model."""
        in_time = today + timedelta(days=current().deadlines.call_back_days)
        super().__init__(*args, initial={"call_on": in_time}, **kwargs)
        self.today = today

    def clean_call_on(self) -> date:
        """Nobody calls on a day that has been."""
        day: date = self.cleaned_data["call_on"]
        if day < self.today:
            self.say("call_on", _("Dagen har redan varit. Välj i dag eller en senare dag."))
        return day


class YesForm(forms.ReadingForm):
    """What one person said when asked, and on which day."""

    told = forms.Tick(required=False)
    heard_on = forms.Day(
        label=_("Dagen när du hörde svaret"),
        help_text="",
        error_messages={"required": _("Skriv vilken dag du hörde svaret.")},
    )

    def __init__(self, *args: Any, giver: Named, today: date, **kwargs: Any) -> None:
        """The sentence names the person; the day is today unless the writer says otherwise."""
        super().__init__(*args, prefix=f"ja-{giver[0]}", initial={"heard_on": today}, **kwargs)
        self.giver = giver[0]
        self.today = today
        self.fields["told"].label = format_html(
            gettext("Jag har talat med {name}. {first} säger ja."),
            name=as_data(giver[1]),
            first=as_data(giver[1].split(" ")[0]),
        )

    def clean_heard_on(self) -> date:
        """A yes was heard on a day that has been."""
        day: date = self.cleaned_data["heard_on"]
        if day > self.today:
            self.say("heard_on", _("Dagen har inte varit än."))
        return day


class SendForm(WithKeeping):
    """From whom, if anybody, the text is kept, and why (OSL 12:3)."""


@dataclass(frozen=True, slots=True)
class Sending:
    """The forms of one sending: the keeping, and a yes for each person who is asked."""

    form: SendForm
    yeses: tuple[YesForm, ...]

    def is_valid(self) -> bool:
        """Whether all may be sent: every part is right, and everybody who is asked has said yes."""
        parts = [part.is_valid() for part in (self.form, *self.yeses)]
        if all(parts) and not all(yes.cleaned_data["told"] for yes in self.yeses):
            self.form.say(None, _("Alla som frågas behöver säga ja innan något skickas. Inget har skickats."))
            return False
        return all(parts)


def sending(data: Any, *, card: SendCard, today: date) -> Sending:
    """The forms for one sending; a yes is asked for only where another secrecy domain reads."""
    givers = card.givers if card.needs_yes else ()
    return Sending(
        form=SendForm(data, keeping=card.keeping),
        yeses=tuple(YesForm(data, giver=giver, today=today) for giver in givers),
    )
