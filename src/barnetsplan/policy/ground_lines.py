"""The list of grounds in lines, for those who want to read it whole: ``docs/grounds.md`` is made from these."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from barnetsplan.domain.disclosing import DomainKind
from barnetsplan.domain.vocabulary import Ground
from barnetsplan.policy.ground_table import RULES, GroundRule
from barnetsplan.policy.kinds import PRIVATE, PUBLIC, UNITS


@dataclass(frozen=True, slots=True)
class Line:
    """One ground as it is read: who, under which sections, to whom, and what is asked for besides."""

    code: str
    source: str
    disclosers: str
    sections: str
    recipients: str
    stated: tuple[str, ...]
    conditions: str


#: Named sets, the largest first: what is left beside one of them is named kind by kind.
_SETS = (
    ("every unit", UNITS),
    ("every authority or private counterpart", PUBLIC | PRIVATE),
    ("every authority", PUBLIC),
    ("every private counterpart", PRIVATE),
)
#: What code asks for beside the table, in words; the check itself is in ``policy.grounds``.
CONDITIONS: Mapping[str, str] = {
    Ground.CONSENT_12_2.value: "the row from this discloser to this recipient is active and covers the entry",
    Ground.TO_SUBJECT_12_1.value: "the recipient is the child or a guardian",
    Ground.PARTY_10_3.value: "the recipient is the child or a guardian; a reservation is promised first",
    Ground.WITHIN_DOMAIN.value: "both are of one secrecy domain",
    Ground.OWN_GIVING.value: "the entry is the giver's own words",
    Ground.HEALTH_SOCIAL_U18.value: "the child is under 18 or unborn",
    Ground.ELEVHALSA_25_13A.value: "both are branches of one authority",
    Ground.CRIME_10_15A.value: "every chapter that binds the entry is open in the practice file",
    Ground.CRIME_10_18A.value: "the child is born and under 18",
    Ground.CRIME_AGAINST_MINOR_10_21.value: "the child is born and under 18",
    Ground.REPORTER_FEEDBACK_26_9A.value: "only what is written for this",
    "sol_20_6": "the recipient has an open investigation and has asked the discloser",
    "law_2025_170_4": "a contact, or written for this",
    "law_2025_170_7": "the role is a principal's",
}


def lines() -> Iterator[Line]:
    """Every row of the list, in its order."""
    return (
        Line(
            code=rule.code,
            source=rule.source,
            disclosers=in_words(rule.disclosers),
            sections=", ".join(sorted(rule.sections)) or "any",
            recipients=in_words(rule.recipients),
            stated=tuple(stated.value for stated in rule.stated),
            conditions="; ".join(_conditions(rule)),
        )
        for rule in RULES
    )


def _conditions(rule: GroundRule) -> Iterator[str]:
    if rule.code in CONDITIONS:
        yield CONDITIONS[rule.code]
    if rule.only_own:
        yield "only the discloser's own"
    if rule.needs_reason:
        yield "with a reason"
    if not rule.tells_family:
        yield "kept apart: the family is not told"


def in_words(kinds: frozenset[DomainKind]) -> str:
    """A set of kinds with the fewest words: a named set and what is added to it, or taken from it."""
    for name, named in _SETS:
        if kinds >= named:
            return ", ".join([name, *_each(kinds - named)])
        if len(named - kinds) == 1 and kinds & named == named - (named - kinds):
            return ", ".join([f"{name} but {_each(named - kinds)[0]}", *_each(kinds - named)])
    return ", ".join(_each(kinds))


def _each(kinds: frozenset[DomainKind]) -> list[str]:
    return [kind.value for kind in DomainKind if kind in kinds]


#: Under which sections each authority's own entries lie (law.md 1.1).
OWN_SECTIONS: Mapping[DomainKind, frozenset[str]] = {
    DomainKind.PRESCHOOL: frozenset({"23:1"}),
    DomainKind.SCHOOL: frozenset({"23:2", "23:3"}),
    DomainKind.STUDENT_HEALTH: frozenset({"23:2"}),
    DomainKind.STUDENT_HEALTH_MEDICAL: frozenset({"25:1"}),
    DomainKind.HEALTH: frozenset({"25:1"}),
    DomainKind.SOCIAL: frozenset({"26:1"}),
    DomainKind.POLICE: frozenset({"35:1"}),
}


def between(discloser: DomainKind, recipient: DomainKind, *, open_to_crime: frozenset[str]) -> tuple[str, ...]:
    """The grounds that can carry the discloser's own entries to a kind of recipient, whatever must hold besides."""
    own = OWN_SECTIONS.get(discloser, frozenset())
    found = (
        rule.code
        for rule in RULES
        if discloser in rule.disclosers
        and recipient in rule.recipients
        and (not rule.sections or rule.sections & own)
        and (rule.ground is not Ground.CRIME_10_15A or _open_to_crime(own, open_to_crime))
    )
    return tuple(dict.fromkeys(found))


def _open_to_crime(sections: frozenset[str], opened: frozenset[str]) -> bool:
    return bool(sections) and {section.partition(":")[0] for section in sections} <= opened
