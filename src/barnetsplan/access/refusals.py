"""A refusal in words: what the person can do now, never what is hidden."""

from collections.abc import Mapping
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from barnetsplan.access.proving import is_look
from barnetsplan.access.request import ActorRequest
from barnetsplan.domain.decisions import Reason, Refused

_OTHERWISE = _("Det här går inte just nu. Gå tillbaka och försök igen.")
_WORDS: Mapping[Reason, Promise | str] = {
    Reason.NO_LONGER_SHARED: _("Det här delas inte längre med er. Fråga Barnens bästa-ansvarig."),
    Reason.WRONG_STATE: _("Det här är redan avslutat eller har inte börjat. Gå tillbaka och se var det står nu."),
    Reason.ROLE_MAY_NOT: _(
        "Det här gör den som är Barnens bästa-ansvarig eller håller ihop planen. Be en kollega med den uppgiften."
    ),
    Reason.OWN_FAMILY: _("Barnet hör till din egen familj. Be en kollega att göra det här, och säg till din chef."),
    Reason.TOO_MANY_CHILDREN: _(
        "Du har öppnat ovanligt många barn den senaste timmen, så vi stannar här. Vänta en stund, eller be en kollega. "
        "Den som granskar loggen får veta det."
    ),
    Reason.CONSENT_NOT_ACTIVE: _(
        "Familjen har inte sagt ja till det här, så det kan inte delas. Fråga familjen först."
    ),
    Reason.CONSENT_DOES_NOT_COVER: _("Familjens ja gäller något annat än det här. Fråga familjen om just detta."),
    Reason.CONSENT_WITHOUT_RECIPIENT: _("Välj minst en verksamhet att fråga om."),
    Reason.CONSENT_TOO_LONG: _("Ett samtycke gäller högst ett år. Välj en tidigare dag."),
    Reason.TOO_MANY_QUESTIONS: _("Det blir för många frågor på en gång. Ställ några av dem senare."),
    Reason.ALREADY_REMINDED: _("Ni har redan påmint en gång. Ring i stället."),
    Reason.ABOUT_SOMEBODY_ELSE: _("Det här handlar också om en annan vuxen. Fråga den personen först."),
    Reason.FILE_UNREADABLE: _("Filen kan inte läsas. Välj en bild (JPEG eller PNG) eller en PDF utan lösenord."),
    Reason.FILE_INFECTED: _("Filen kan skada datorer och har inte sparats. Skanna eller fotografera på nytt."),
    Reason.FILE_NOT_SCANNED: _("Filen kunde inte kontrolleras just nu och har inte sparats. Försök igen om en stund."),
    Reason.FILE_TOO_LARGE: _("Filen är för stor. Den får vara högst 5 megabyte."),
    Reason.HEARD_LATER: _("Dagen har inte varit än. Välj i dag eller en tidigare dag."),
    Reason.REQUEST_IS_OVER: _("Frågan gäller inte längre. Den har tagits tillbaka, eller så är tiden slut."),
    Reason.NOT_ASKED_BY_UNIT: _("En annan enhet har ställt frågan. Bara den kan ta tillbaka den."),
    Reason.ANSWER_LATER_THAN_END: _("Dagen har redan varit. Välj en senare dag."),
    Reason.NOT_A_GIVER: _("Frågan är inte ställd till dig."),
    Reason.NO_GIVERS: _("Det finns ingen vårdnadshavare att fråga. Kontrollera uppgifterna om vårdnaden."),
    Reason.ALREADY_ANSWERED: _("Frågan är redan besvarad."),
    Reason.REASON_TOO_SHORT: _("Skriv varför med minst tio ord: vad som är fara, och varför det inte kan vänta."),
    Reason.REASON_MISSING: _("Skriv varför, i minst en hel mening."),
    Reason.NOT_GUARDIAN: _("Mottagaren är inte vårdnadshavare för barnet."),
    Reason.CHILD_COULD_BE_HARMED: _("Det här ska inte lämnas ut till mottagaren."),
    Reason.RELEASES_PAUSED: _(
        "Utlämnanden till vårdnadshavarna är pausade. Den som beslutar om sekretess hos er måste ta ställning först."
    ),
    Reason.IS_GUARDIAN_ALREADY: _("Personen är redan vårdnadshavare för barnet."),
    Reason.NO_GUARDIAN_OF_CHILD: _("Personen är inte vårdnadshavare för barnet nu."),
    Reason.NO_GUARDIANS_ANY_LONGER: _("Barnet har inga vårdnadshavare: det är inte fött än, eller har fyllt 18 år."),
    Reason.NOT_CARRIED_BY: _(
        "I folkbokföringen är det inte den som var gravid som är vårdnadshavare för det barnet. Kontrollera siffrorna."
    ),
    Reason.HERE_ALREADY: _(
        "Barnet finns redan här med sitt eget nummer. De två läggs aldrig ihop: fortsätt på det barnets sida, "
        "och avsluta det som hör till tiden före födelsen."
    ),
    Reason.DAY_TO_COME: _("Dagen har inte varit än. Välj en tidigare dag."),
    Reason.EXTRACT_TOO_OLD: _("Utdraget är för gammalt. Be om ett nytt, högst 30 dagar gammalt."),
    Reason.EXTRACT_BEFORE_BIRTH: _("Utdraget är äldre än barnet. Be om ett nytt, från en dag efter födelsen."),
    Reason.REGISTER_KNOWS: _("Folkbokföringen känner barnet. Gå till sidan Barnet är fött och skriv bara numret."),
    Reason.CONCERN_STANDS: _("Det som ärendet bygger på står kvar. Avsluta ärendet genom analysen."),
    Reason.CARRIED_TWICE: _("Det är den som var gravid. Skriv bara den andra vårdnadshavaren här, om det finns en."),
    Reason.EVIDENCE_MISSING: _("Skriv vad du har sett och var det finns, till exempel målnummer eller diarienummer."),
    Reason.NOT_OF_AGE: _("Det numret hör till ett barn. Kontrollera siffrorna."),
    Reason.SAME_PERSON: _("Någon annan än den som skrev det måste bekräfta, vid en egen inloggning."),
    Reason.REVIEW_DAY_WRONG: _("Välj en dag efter i dag, högst ett år fram."),
    Reason.REVIEW_OVERDUE: _("Beslutet om vistelseorten skulle ha omprövats. Gör det först."),
    Reason.TOO_YOUNG_ALONE: _("I den åldern kan barnet inte bestämma ensamt enligt länets regler."),
    Reason.NOT_THIS_SERVICE: _("Det beslutet fattar socialtjänsten."),
    Reason.OVERRIDE_DOES_NOT_COVER: _("Ett sådant beslut kan inte gälla den verksamhet som du har valt."),
    Reason.OVERRIDE_TOO_LONG: _("Ett sådant beslut gäller inte så länge. Välj en tidigare sista dag."),
    Reason.GROUND_DOES_NOT_FIT: _("Den grunden finns inte för er verksamhet."),
    Reason.GROUND_NOT_TOWARDS_RECIPIENT: _("Den grunden gäller inte mot den mottagaren."),
    Reason.NAMES_SOMEBODY: _("Texten innehåller något som ser ut som ett personnummer. Ta bort det."),
    Reason.ALREADY_READS: _("Mottagaren kan redan läsa det på den grunden."),
    Reason.GROUND_NOT_STATED: _("Kryssa i allt som grunden kräver, om det stämmer. Annars går det inte att lämna ut."),
    Reason.SECTION_NOT_OPENED_BY_GROUND: _("Sekretessen för uppgifterna kan inte brytas på den grunden."),
    Reason.NOT_OWN_ENTRY: _("Det är inte ni som har skrivit allt det här. Den som har skrivit det får lämna ut det."),
    Reason.NOT_SAME_AUTHORITY: _("Mottagaren hör till en annan myndighet."),
    Reason.NO_OPEN_INVESTIGATION: _("Mottagaren har inte frågat er i en pågående utredning om barnet."),
    Reason.NOT_UNDER_18: _("Grunden gäller bara den som är under 18 år."),
    Reason.NOT_THE_PRINCIPAL: _("Det beslutar rektor."),
    Reason.CONTENT_NOT_COVERED: _("Grunden gäller inte det du har valt. Skriv i stället det som ska lämnas ut."),
    Reason.OTHER_DOMAIN: _("Enheten hör till ett annat sekretessområde. Där behövs familjens ja."),
    Reason.NOT_HELD: _("Enheten har inte uppgifterna och kan inte lämna ut dem."),
    Reason.UNKNOWN_CHILD: _("Vi hittar inget barn med det numret. Kontrollera siffrorna."),
    Reason.CANNOT_BE_ADMITTED: _("Det här barnet kan inte läggas in här. Vänd dig till er säkerhetsansvariga."),
    Reason.ID_TAKEN: _("Sidan var för gammal. Läs igenom det du skrev och spara igen."),
    Reason.NO_REGISTER: _(
        "Vi når inte folkbokföringen just nu, så vi kan inte se vilket barn det är. Försök igen om en stund."
    ),
    Reason.TOO_MANY_CODES: _("Du har fått flera koder i dag. Vänta till i morgon och försök igen."),
    Reason.CODE_IS_OLD: _("Koden gäller inte längre. Ta bort adressen och skriv den igen, så får du en ny kod."),
    Reason.WRONG_CODE: _("Koden stämmer inte. Kontrollera siffrorna."),
    Reason.NOTHING_WRITTEN: _("Skriv något först. Det räcker med en mening."),
    Reason.FAMILY_HAS_NOT_ANSWERED: _(
        "Familjen läser planen. Den kan publiceras när alla har svarat eller när dagarna är slut."
    ),
    Reason.FAMILY_SENDS_PLAN: _("Planen ligger hos familjen. Ni kan läsa den när familjen har skickat den."),
    Reason.NOT_SAID_TO_FAMILY: _(
        "Något i planen är skrivet med ord som familjen kanske inte känner till, eller är för långt. "
        "Skriv det i en mening till familjen också."
    ),
    Reason.NO_FOLLOW_UP: _("Något i planen är inte klart än. Då behövs en dag som kommer, när den följs upp."),
    Reason.SIP_INCOMPLETE: _(
        "Planen är också en SIP. Då ska det stå vilka insatser som behövs, vem som ansvarar för var och en, "
        "vad andra än kommun och region gör, och vem som har det övergripande ansvaret."
    ),
    Reason.SIP_NEEDS_BOTH: _(
        "En SIP görs när barnet behöver hjälp av både socialtjänsten och vården. Skriv minst en insats som "
        "socialtjänsten ansvarar för och minst en som vården ansvarar för, eller ta bort SIP."
    ),
    Reason.EARLIER_VERSION_OPEN: _("Familjen läser redan en version. Publicera den först."),
    Reason.ROLE_OF_ANOTHER_SECTOR: _("Den rollen finns inte i en sådan enhet. Välj en annan roll."),
    Reason.ASSIGNMENT_TOO_LONG: _("Ett uppdrag gäller högst ett år åt gången. Välj en tidigare dag."),
    Reason.SECOND_PERSON_NEEDED: _(
        "Det här ska en annan person bekräfta: någon som inte själv har bett om det och som inte står på listan."
    ),
    Reason.INVITATION_OVER: _(
        "Koden går inte att använda. Kontrollera tecknen. Är den använd eller för gammal, så be om en ny inbjudan."
    ),
    Reason.TOO_MANY_PASSKEYS: _("Du har åtta nycklar redan. Ta bort någon som du inte använder."),
    Reason.GUEST_TOO_LONG: _("Så länge kan en gäst inte vara inbjuden. Välj en tidigare dag, från och med i dag."),
    Reason.GUEST_OF_FAMILY: _("Den personen hör till familjen och svarar som familj, inte som gäst."),
    Reason.NO_GUESTS: _("Det här barnet öppnas bara av dem som står på barnets lista. Gäster kan inte bjudas in."),
    Reason.LAST_SECOND_STEP: _("Det är din enda nyckel. Lägg till en annan innan du tar bort den."),
    Reason.TWO_OFFICERS: _("Två är redan säkerhetsansvariga i organisationen. Avsluta ett av de uppdragen först."),
    Reason.REASON_NEEDED: _("Säg först varför du öppnar barnet i dag."),
    Reason.MUST_PROMISE: _("Läs först det som gäller för er, och lova att följa det."),
    Reason.PROVE_AGAIN: _("Bekräfta först att det är du. Det du fyllde i är kvar."),
    Reason.NOBODY_TO_READ: _("Det finns ingen som kan läsa det just nu. Prata med den som gav dig koden."),
    Reason.TOO_YOUNG_FOR_CODE: _("Koden är till för ungdomar som inte har fyllt 18 år. Sitt bredvid barnet i stället."),
    Reason.TOO_MANY_TRIES: _("Det blev för många försök. Vänta en stund, eller be om en ny kod."),
    Reason.NO_SUCH_CODE: _("Koden stämmer inte, eller så har tiden gått ut. Kontrollera den, eller be om en ny."),
    Reason.LOOK_FIRST: _("Läs igenom det du fyllde i. Inget är sparat än."),
    Reason.SAME_PERSON_NEEDED: _(
        "Du behöver bekräfta på samma sätt som du loggade in, och som samma person. Inget har ändrats."
    ),
    Reason.LEVEL_TOO_LOW: _(
        "Det här kräver en starkare inloggning. Logga ut, och logga in med e-legitimation eller e-tjänstelegitimation."
    ),
    Reason.NOT_ON_LIST: _("Den personen kan inte stå på listan."),
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


def looks_first(request: ActorRequest, form: Form) -> bool:
    """Whether the reader only looks at what they had filled in; the form says that nothing is saved."""
    if not is_look(request):
        return False
    say(form, Refused(Reason.LOOK_FIRST))
    return True


def words(refused: Refused) -> str:
    """The sentence for a refusal; codes without one of their own get a sentence that says no more than it may."""
    return str(_WORDS.get(refused.reason, _OTHERWISE))
