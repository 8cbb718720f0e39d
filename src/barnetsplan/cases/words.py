"""How grounds, and what is stated for them, are said: to the one who decides, and to the family that is told."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from barnetsplan.domain.disclosing import SharingAnswer, Stated, SubGround
from barnetsplan.domain.vocabulary import Ground

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

GROUNDS: Mapping[Ground, "_StrPromise"] = {
    Ground.CONSENT_12_2: _("Samtycke (OSL 12:2)"),
    Ground.TO_SUBJECT_12_1: _("Till barnet eller vårdnadshavaren (OSL 12:1, 12:3)"),
    Ground.NO_HARM_ASSESSMENT: _("Ingen far illa av det: menprövning (OSL 23, 25, 26 kap.)"),
    Ground.NECESSARY_10_2: _("Nödvändigt för vår egen uppgift (OSL 10:2)"),
    Ground.DUTY_10_28: _("Uppgiftsskyldighet (OSL 10:28)"),
    Ground.HEALTH_SOCIAL_U18: _("Vård eller stöd till någon under 18 år (OSL 25:12, 26:9)"),
    Ground.ELEVHALSA_25_13A: _("Till elevhälsan i samma kommun (OSL 25:13 a)"),
    Ground.GENERAL_10_27: _("Generalklausulen (OSL 10:27)"),
    Ground.CRIME_10_15A: _("Mot brott, mellan myndigheter (OSL 10:15 a)"),
    Ground.CRIME_10_18A: _("Risk att en ung person begår brott (OSL 10:18 a)"),
    Ground.CRIME_10_18B: _("Mot terrorism (OSL 10:18 b)"),
    Ground.CRIME_10_18C: _("Mot våld mellan närstående (OSL 10:18 c)"),
    Ground.CRIME_AGAINST_MINOR_10_21: _("Misstänkt brott mot någon under 18 år (OSL 10:21)"),
    Ground.PARTY_10_3: _("Till den som är part (OSL 10:3)"),
    Ground.REPORTER_FEEDBACK_26_9A: _("Besked till den som har gjort en orosanmälan (OSL 26:9 a)"),
    Ground.WITHIN_DOMAIN: _("Inom vårt eget sekretessområde (OSL 8:1-2)"),
    Ground.OWN_GIVING: _("Egna ord som någon själv ger"),
}
SUB_GROUNDS: Mapping[SubGround, "_StrPromise"] = {
    SubGround.SOL_19_1: _("Skyldighet: barnet kan fara illa (SoL 19:1)"),
    SubGround.SOL_20_6: _("Skyldighet: socialtjänsten har frågat i en pågående utredning (SoL 20:6)"),
    SubGround.LAW_2025_170_4: _("Skyldighet: kontaktuppgifter till polisen (lag 2025:170, 4 §)"),
    SubGround.LAW_2025_170_6: _("Skyldighet: polisen har begärt uppgifter (lag 2025:170, 6 §)"),
    SubGround.LAW_2025_170_7: _("Skyldighet: rektor till polisen (lag 2025:170, 7 §)"),
    SubGround.COURT: _("Skyldighet: en domstol har beslutat det"),
}
STATED: Mapping[Stated, "_StrPromise"] = {
    Stated.NOBODY_IS_HARMED: _("Det står klart att varken barnet eller någon närstående far illa av det."),
    Stated.NECESSARY_FOR_OWN_TASK: _(
        "Vi kan inte göra vår egen uppgift utan att lämna ut det. Det räcker inte att det vore praktiskt."
    ),
    Stated.CHILD_MAY_COME_TO_HARM: _("Vi vet eller misstänker att barnet far illa, och orosanmälan är gjord."),
    Stated.IMPORTANT_TO_INVESTIGATION: _("Uppgifterna kan ha betydelse för utredningen av vad barnet behöver."),
    Stated.HAS_BEEN_ASKED_FOR: _("Mottagaren har begärt uppgifterna."),
    Stated.ONLY_CONTACT_DETAILS: _("Det är bara kontaktuppgifter."),
    Stated.SECRECY_WEIGHS_LESS: _("Det är inte tydligt att skälen för sekretess väger tyngre."),
    Stated.COURT_HAS_DECIDED: _("Vi har sett domstolens beslut."),
    Stated.NEEDED_FOR_CARE: _("Det behövs för att barnet ska få nödvändig vård eller nödvändigt stöd."),
    Stated.NEEDED_BY_PUPIL: _("Det behövs för att eleven ska få nödvändigt stöd."),
    Stated.INTEREST_OUTWEIGHS: _(
        "Det är uppenbart att intresset av att mottagaren får veta väger tyngre än sekretessen."
    ),
    Stated.AGAINST_CRIME: _("Det behövs för att förebygga, hindra eller utreda brott."),
    Stated.YOUNG_MAY_COMMIT_CRIME: _(
        "Det finns risk att den unge begår brott, och uppgiften kan bidra till att hindra det."
    ),
    Stated.TERRORISM: _("Det behövs för att förebygga terrorism."),
    Stated.VIOLENCE_AMONG_CLOSE: _("Det behövs för att förebygga våld mellan närstående."),
    Stated.CRIME_AGAINST_CHILD: _(
        "Vi misstänker ett brott mot liv, hälsa, frihet eller frid, eller ett sexualbrott, mot barnet."
    ),
    Stated.NOT_UNSUITABLE: _("Det är inte olämpligt med tanke på det stöd som pågår eller planeras."),
    Stated.IS_PARTY: _("Mottagaren är part i ett ärende hos oss, och det gäller det ärendet."),
    Stated.NO_PARAMOUNT_INTEREST: _("Inget synnerligen viktigt intresse talar emot."),
    Stated.RECIPIENT_REPORTED: _("Mottagaren har gjort en orosanmälan om barnet och frågar."),
    Stated.ONLY_WHETHER_INVESTIGATED: _("Det är bara om en utredning har inletts, inte har inletts eller redan pågår."),
}
SHARING: Mapping[SharingAnswer, "_StrPromise"] = {
    SharingAnswer.ASK: _("Nej. Vi frågar familjen."),
    SharingAnswer.SOL_19_1: _("Ja. Barnet kan fara illa, och då ska socialtjänsten få veta."),
    SharingAnswer.SOL_20_6: _("Ja. De har frågat oss i en pågående utredning."),
    SharingAnswer.NOT_SHARED: _("Vi delar inte med dem."),
}
SHARED: Mapping[SharingAnswer, "_StrPromise"] = {
    SharingAnswer.ASK: _("Familjen ska frågas"),
    SharingAnswer.SOL_19_1: _("Lämnas ut: barnet kan fara illa"),
    SharingAnswer.SOL_20_6: _("Lämnas ut: pågående utredning"),
    SharingAnswer.NOT_SHARED: _("Delas inte"),
}
#: What the family reads: no paragraph first, and nothing that says more than that the law lets it happen.
FOR_FAMILY: Mapping[str, "_StrPromise"] = {
    Ground.WITHIN_DOMAIN.value: _("De arbetar i samma verksamhet."),
    Ground.TO_SUBJECT_12_1.value: _("Den som det handlar om, eller som är vårdnadshavare, får läsa det."),
    Ground.NO_HARM_ASSESSMENT.value: _("De har bedömt att ingen kan fara illa av det."),
    Ground.NECESSARY_10_2.value: _("De kan inte göra sitt eget arbete utan att berätta det."),
    Ground.HEALTH_SOCIAL_U18.value: _(
        "Lagen låter vården och socialtjänsten berätta det som behövs för vård eller stöd till barn."
    ),
    Ground.ELEVHALSA_25_13A.value: _(
        "Lagen låter skolhälsan berätta för elevhälsan det som eleven behöver för sitt stöd."
    ),
    Ground.GENERAL_10_27.value: _("Det är så viktigt att mottagaren får veta att lagen låter dem berätta."),
    Ground.PARTY_10_3.value: _("Den som är part i ett ärende har rätt att få veta vad som står i det."),
    SubGround.SOL_20_6.value: _(
        "Lagen säger att de ska berätta det som är viktigt för en utredning om vad barnet behöver."
    ),
    SubGround.COURT.value: _("En domstol har beslutat det."),
}
#: Kinds of entries, as a unit names what it hands out; what is not here is not handed out by itself.
KINDS: Mapping[str, "_StrPromise"] = {
    "concern": _("Det som har uppmärksammats"),
    "feedback": _("Svar till den som uppmärksammade"),
    "contribution": _("En röst i hjulet"),
    "analysis": _("Analysen"),
    "goal": _("Mål i planen"),
    "action": _("Insats i planen"),
    "action_report": _("Hur det går med en insats"),
    "contact": _("Kontaktuppgift"),
    "paper_plan": _("Planen som var på papper"),
    "plan_reference": _("Att en annan plan finns"),
    "sip": _("Det som gör planen till en SIP"),
    "own_words": _("Egna ord i planen"),
    "dissent": _("Avvikande mening"),
    "meeting_note": _("Anteckning från mötet"),
    "follow_up": _("Uppföljning"),
    "extract": _("Utdrag"),
}
#: What each text of an entry is called where it stands beside others.
FIELDS: Mapping[str, "_StrPromise"] = {
    "seen": _("Sett eller hört"),
    "works": _("Det som fungerar"),
    "challenging": _("Det som är utmanande"),
    "would_help": _("Det som skulle hjälpa"),
    "child_says": _("Barnet säger"),
    "tried": _("Provat"),
    "summary": _("Sammanfattning"),
    "child_view": _("Barnets syn"),
    "own_service": _("Det vi kan göra själva"),
    "other_service": _("Det en annan verksamhet kan göra"),
    "together": _("Det vi behöver göra tillsammans"),
    "best_for_child": _("Barnets bästa"),
    "when": _("När"),
    "follow_up": _("Uppföljning"),
    "to_family": _("Till familjen"),
    "person": _("Vem"),
    "owner": _("Vem som har planen"),
    "contact": _("Vem man frågar"),
    "attached": _("Det som visas"),
    "overall": _("Övergripande ansvar"),
    "others": _("Det andra än kommun och region gör"),
    "name": _("Namn"),
    "role": _("Roll"),
    "phone": _("Telefon"),
}


def named(ground: str, sub: str) -> "_StrPromise":
    """A stored ground as it is said to those who work."""
    return SUB_GROUNDS[SubGround(sub)] if sub else GROUNDS[Ground(ground)]
