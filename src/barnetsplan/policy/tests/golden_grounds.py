"""The golden list of grounds, written by hand from law.md LAW-03 and 1.1, and not from the code that is tested by it.

One line is one ground: who may disclose | under which sections | to whom. What stands in no line is denied.
"""

from collections.abc import Iterator, Mapping

from barnetsplan.domain.disclosing import DomainKind, SubGround
from barnetsplan.domain.vocabulary import Ground

_K = DomainKind
#: Every section that can bind an entry here, and some that bind nothing here and must open nothing.
SECTIONS = (
    *("23:1", "23:2", "23:3", "25:1", "26:1", "35:1", "skollagen 29:14", "PSL 6:12", "SoL 17:11", "avtal", ""),
    *("21:1", "21:3", "24:2 a", "24:8", "25:2", "25:7", "26:4", "26:5", "29:1", "33:2", "40:2", "40:7 g"),
)
#: OSL 10:27, second and third paragraphs: here the general clause opens nothing.
BLOCKED_BY_10_27 = ("24:2 a", "24:8", "25:1", "25:2", "25:7", "26:1", "26:4", "26:5", "29:1", "33:2", "40:2")

_AUTHORITIES = {
    *(_K.PRESCHOOL, _K.SCHOOL, _K.STUDENT_HEALTH, _K.STUDENT_HEALTH_MEDICAL),
    *(_K.HEALTH, _K.SOCIAL, _K.POLICE, _K.OTHER_AUTHORITY),
}
_PRIVATE = {_K.PRIVATE_EDUCATION, _K.PRIVATE_HEALTH, _K.PRIVATE_SOCIAL}
WORDS: Mapping[str, set[DomainKind]] = {
    **{kind.value: {kind} for kind in DomainKind},
    "authorities": _AUTHORITIES,
    "private": _PRIVATE,
    "everybody": {*_AUTHORITIES, *_PRIVATE, _K.CIVIL, _K.PERSON},
}

LIST: Mapping[Ground | SubGround, tuple[str, ...]] = {
    Ground.CONSENT_12_2: ("everybody -person | any | everybody -person",),
    Ground.TO_SUBJECT_12_1: ("everybody -person | any | person",),
    Ground.WITHIN_DOMAIN: ("everybody -person | any | everybody -person",),
    Ground.OWN_GIVING: ("person | any | everybody",),
    Ground.HEALTH_SOCIAL_U18: (
        "health student_health_medical | 25:1 | health social",
        "social | 26:1 | health social",
    ),
    Ground.ELEVHALSA_25_13A: ("student_health_medical | 25:1 | student_health",),
    Ground.REPORTER_FEEDBACK_26_9A: ("social | 26:1 | authorities private -other_authority",),
    SubGround.SOL_19_1: ("authorities private -other_authority | any | social",),
    SubGround.SOL_20_6: ("authorities private -other_authority | any | social",),
    SubGround.LAW_2025_170_4: ("authorities -police | any | police",),
    SubGround.LAW_2025_170_6: ("authorities -police -other_authority | any | police",),
    SubGround.LAW_2025_170_7: ("school | any | police",),
    SubGround.COURT: ("authorities | any | authorities",),
    Ground.NO_HARM_ASSESSMENT: ("authorities | 23:1 23:2 23:3 25:1 26:1 35:1 | everybody -person",),
    Ground.NECESSARY_10_2: ("authorities | any | authorities private",),
    Ground.GENERAL_10_27: ("authorities | 23:1 23:2 23:3 35:1 | authorities",),
    Ground.PARTY_10_3: ("authorities | any | person",),
    Ground.CRIME_10_15A: ("authorities -police | 23:1 23:2 23:3 | police",),
    Ground.CRIME_10_18A: ("social | 26:1 | police",),
    Ground.CRIME_10_18B: ("social | 26:1 | police",),
    Ground.CRIME_10_18C: ("health student_health_medical social | 25:1 26:1 | police",),
    Ground.CRIME_AGAINST_MINOR_10_21: ("health student_health_medical social | 25:1 26:1 | police",),
}


def kinds(words: str) -> set[DomainKind]:
    """``authorities private -police`` as a set."""
    named = words.split()
    taken = set().union(*(WORDS[word] for word in named if not word.startswith("-")))
    return taken - set().union(*(WORDS[word[1:]] for word in named if word.startswith("-")))


def listed(ground: Ground | SubGround) -> Iterator[tuple[DomainKind, str, DomainKind]]:
    """Every combination of discloser, section and recipient that the list permits on a ground."""
    for line in LIST[ground]:
        disclosers, sections, recipients = (part.strip() for part in line.split("|"))
        opened = SECTIONS if sections == "any" else tuple(sections.split())
        yield from ((one, section, to) for one in kinds(disclosers) for section in opened for to in kinds(recipients))
