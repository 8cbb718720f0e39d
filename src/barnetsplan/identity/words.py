"""What each fault is called to the one who wanted in: what to do now, and nothing that helps somebody who lies."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from barnetsplan.identity.faults import Fault

WORDS: Final[Mapping[Fault, Promise]] = {
    Fault.STALE: _(
        "Inloggningen hann bli för gammal, eller så har den redan använts. Börja om, så går det bra. "
        "Gör klart den i samma webbläsare."
    ),
    Fault.CANCELLED: _("Du avbröt inloggningen, eller så hann den ta slut. Inget har hänt. Försök igen när du vill."),
    Fault.DOWN: _("Tjänsten som du loggar in med svarar inte just nu. Vänta några minuter och försök igen."),
    Fault.LIES: _(
        "Svaret från tjänsten som du loggar in med gick inte att lita på. Du är inte inloggad. Försök igen. "
        "Händer det en gång till: välj ett annat sätt att logga in, och berätta för den som sköter Barnets plan hos er."
    ),
    Fault.CLOCK: _(
        "Klockan hos tjänsten som du loggar in med stämmer inte med vår, så vi kan inte veta att inloggningen är ny. "
        "Försök igen om en stund. Händer det en gång till: berätta för den som sköter Barnets plan hos er."
    ),
    Fault.LEVEL: _(
        "Det här sättet att legitimera sig är inte tillräckligt säkert för Barnets plan. Använd en e-legitimation "
        "som har en högre nivå, till exempel BankID eller Freja+, eller den som du har fått av din arbetsgivare."
    ),
    Fault.NO_NUMBER: _(
        "Din e-legitimation berättar inte vilket personnummer eller samordningsnummer du har, så vi vet inte vem du "
        "är. Kontakta den på förskolan, i skolan, på BVC eller i socialtjänsten som du har kontakt med. "
        "Du kan svara på papper."
    ),
    Fault.UNBOUND_NUMBER: _(
        "Din utländska e-legitimation är inte säkert kopplad till ditt svenska personnummer. Koppla den med ett "
        "svenskt pass eller en svensk e-legitimation på elegitimation.se, eller kontakta den som du har kontakt med. "
        "Du kan svara på papper."
    ),
    Fault.NO_STAFF_ID: _(
        "Inloggningen berättar inte att du arbetar i en organisation som använder Barnets plan på det här sättet. "
        "Välj den inloggning som hör till din arbetsgivare, eller fråga din chef."
    ),
    Fault.NO_COMMISSION: _(
        "Du har inte valt något medarbetaruppdrag. Börja om och välj det uppdrag som hör till din mottagning. "
        "Har du inget att välja på: fråga din chef."
    ),
    Fault.PURPOSE: _(
        "Det medarbetaruppdrag som du valde har ett ändamål som inte får användas här. Börja om och välj ett uppdrag "
        "för vård och behandling."
    ),
    Fault.UNKNOWN: _("Vi hittar ingenting här som hör till dig."),
    Fault.CROWDED: _(
        "Väldigt många loggar in från samma nät som du just nu. Vänta en minut och försök igen. Ingen är utelåst."
    ),
    Fault.OTHER_PERSON: _(
        "Du är inloggad för en annan enhet. Logga ut och börja om, om du vill arbeta för den som du valde nu."
    ),
}
