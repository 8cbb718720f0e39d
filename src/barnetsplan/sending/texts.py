"""All that is ever said outside the program: a closed list, in every language, and nothing else (law.md NOT-01).

Nothing about anybody can be put into these texts: the only places are the county's neutral name for the service, the
address that one types oneself, and in the text that proves an address its code. No text holds a link with a secret.
The languages are those of the family; a text that no native speaker has read yet says so in ``UNREAD``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Final

from django.conf import settings

from barnetsplan.practice.load import current
from barnetsplan.sending.kinds import MessageKind

#: Language -> its own name, as one chooses it.
LANGUAGES: Final[Mapping[str, str]] = {
    "sv": "Svenska",
    "en": "English",
    "ar": "العربية",
    "so": "Soomaali",
    "uk": "Українська",
}
#: Written by us, and not yet read by somebody whose own language it is.
UNREAD: Final = frozenset({"ar", "so", "uk"})
#: The places in the texts; whoever adds one decides what leaves the program.
PLACES: Final = frozenset({"service", "site", "code", "minutes"})

TEXTS: Final[Mapping[MessageKind, Mapping[str, str]]] = {
    MessageKind.NEWS: {
        "sv": "Du har något nytt i {service}. Logga in på {site}.",
        "en": "There is something new for you in {service}. Sign in at {site}.",
        "ar": "لديك شيء جديد في {service}. سجّل الدخول على {site}.",
        "so": "Wax cusub ayaa kuugu jira {service}. Ka gal {site}.",
        "uk": "У вас є щось нове в {service}. Увійдіть на {site}.",
    },
    MessageKind.CODE: {
        "sv": "Din kod till {service} är {code}. Den gäller i {minutes} minuter.",
        "en": "Your code for {service} is {code}. It is valid for {minutes} minutes.",
        "ar": "رمزك لـ {service} هو {code}. وهو صالح لمدة {minutes} دقيقة.",
        "so": "Koodhkaaga {service} waa {code}. Wuxuu shaqeynayaa {minutes} daqiiqo.",
        "uk": "Ваш код для {service}: {code}. Він дійсний {minutes} хв.",
    },
}


@dataclass(frozen=True, slots=True)
class Rendered:
    """What is sent: the subject of a letter, which is the name of the service, and the one sentence or two."""

    subject: str
    text: str


def render(kind: MessageKind, *, language: str, code: str = "") -> Rendered:
    """The one text of a kind in a language; Swedish, where a language has left the list."""
    texts = TEXTS[kind]
    numbers = current().messages
    said = {
        "service": numbers.service_name,
        "site": settings.SITE_ADDRESS,
        "code": code,
        "minutes": str(numbers.code_minutes),
    }
    return Rendered(numbers.service_name, texts.get(language, texts["sv"]).format(**said))


def places_of(text: str) -> frozenset[str]:
    """The names of the places in a text."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)
