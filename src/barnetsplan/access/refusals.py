"""A refusal in words: what the person can do now, never what is hidden."""

from collections.abc import Mapping
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from barnetsplan.domain.decisions import Reason, Refused

_OTHERWISE = _("Det här går inte just nu. Gå tillbaka och försök igen.")
_WORDS: Mapping[Reason, Promise | str] = {
    Reason.NO_LONGER_SHARED: _("Det här delas inte längre med er. Fråga Barnens bästa-ansvarig."),
    Reason.WRONG_STATE: _("Det här är redan avslutat eller har inte börjat. Gå tillbaka och se var det står nu."),
    Reason.ROLE_MAY_NOT: _("Det här gör den som är Barnens bästa-ansvarig. Be en kollega med den uppgiften."),
    Reason.CONSENT_NOT_ACTIVE: _(
        "Familjen har inte sagt ja till det här, så det kan inte delas. Fråga familjen först."
    ),
    Reason.CONSENT_DOES_NOT_COVER: _("Familjens ja gäller något annat än det här. Fråga familjen om just detta."),
    Reason.CONSENT_WITHOUT_RECIPIENT: _("Välj minst en verksamhet att fråga om."),
    Reason.CONSENT_TOO_LONG: _("Ett samtycke gäller högst ett år. Välj en tidigare dag."),
    Reason.REQUEST_IS_OVER: _("Frågan gäller inte längre. Den har tagits tillbaka, eller så är tiden slut."),
    Reason.NOT_ASKED_BY_UNIT: _("En annan enhet har ställt frågan. Bara den kan ta tillbaka den."),
    Reason.ANSWER_LATER_THAN_END: _("Dagen har redan varit. Välj en senare dag."),
    Reason.NOT_A_GIVER: _("Frågan är inte ställd till dig."),
    Reason.NO_GIVERS: _("Det finns ingen vårdnadshavare att fråga. Kontrollera uppgifterna om vårdnaden."),
    Reason.ALREADY_ANSWERED: _("Frågan är redan besvarad."),
    Reason.REASON_MISSING: _("Skriv varför det står klart att varken barnet eller någon närstående far illa av det."),
    Reason.NOT_GUARDIAN: _("Mottagaren är inte vårdnadshavare för barnet."),
    Reason.CHILD_COULD_BE_HARMED: _("Det här ska inte lämnas ut till mottagaren."),
    Reason.RELEASES_PAUSED: _(
        "Utlämnanden till vårdnadshavarna är pausade. Den som beslutar om sekretess hos er måste ta ställning först."
    ),
    Reason.OTHER_DOMAIN: _("Enheten hör till ett annat sekretessområde. Där behövs familjens ja."),
    Reason.NOT_HELD: _("Enheten har inte uppgifterna och kan inte lämna ut dem."),
    Reason.UNKNOWN_CHILD: _("Vi hittar inget barn med det numret. Kontrollera siffrorna."),
    Reason.CANNOT_BE_ADMITTED: _("Det här barnet kan inte läggas in här. Vänd dig till er säkerhetsansvariga."),
    Reason.ID_TAKEN: _("Sidan var för gammal. Läs igenom det du skrev och spara igen."),
    Reason.NO_REGISTER: _(
        "Vi når inte folkbokföringen just nu, så vi kan inte se vilket barn det är. Försök igen om en stund."
    ),
    Reason.NOTHING_WRITTEN: _("Skriv något först. Det räcker med en mening."),
    Reason.FAMILY_HAS_NOT_ANSWERED: _(
        "Familjen läser planen. Den kan publiceras när alla har svarat eller när dagarna är slut."
    ),
    Reason.EARLIER_VERSION_OPEN: _("Familjen läser redan en version. Publicera den först."),
    Reason.ROLE_OF_ANOTHER_SECTOR: _("Den rollen finns inte i en sådan enhet. Välj en annan roll."),
    Reason.ASSIGNMENT_TOO_LONG: _("Ett uppdrag gäller högst ett år åt gången. Välj en tidigare dag."),
    Reason.ENDS_BEFORE_BEGINNING: _("Sista dagen är före den första. Välj en senare dag."),
}


class Form(Protocol):
    """A form that writes, as far as a refusal needs to know it."""

    def say(self, field: str | None, sentence: str) -> None:
        """Put a sentence beside a field, or at the top."""

    def renew(self) -> None:
        """Take a new id for what the form writes."""


def say(form: Form, refused: Refused, *, field: str | None = None) -> None:
    """Say a refusal on the form that was refused, which comes back with all that was typed.

    A form whose id is taken gets a new one, so that the next try can succeed.
    """
    form.say(field, words(refused))
    if refused.reason is Reason.ID_TAKEN:
        form.renew()


def words(refused: Refused) -> str:
    """The sentence for a refusal; codes without one of their own get a sentence that says no more than it may."""
    return str(_WORDS.get(refused.reason, _OTHERWISE))
