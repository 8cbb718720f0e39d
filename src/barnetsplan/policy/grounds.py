"""The legal grounds as a decision table: what must be true before anything is disclosed on them (law.md LAW-03)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from barnetsplan.domain.decisions import Decision, Permitted, Reason, Refused
from barnetsplan.domain.vocabulary import ConsentState, Ground, PartyKind, Strength


@dataclass(frozen=True, slots=True)
class GroundFacts:
    """What is true of one entry, its discloser and one recipient at one moment.

    ``consent`` is the state of the very row discloser -> recipient that the disclosure names as its basis.
    ``discloser_holds`` means that the discloser owns the entry or has received it by a live release.
    """

    discloser: UUID
    discloser_kind: PartyKind
    discloser_domain: UUID | None
    discloser_holds: bool
    recipient: UUID
    recipient_kind: PartyKind
    recipient_domain: UUID | None
    owner: UUID
    voice: UUID
    strength: Strength = Strength.STRONG
    section: str = ""
    consent: ConsentState | None = None
    covered_by_consent: bool = False
    recipient_is_guardian: bool = False
    recipient_is_child: bool = False
    kept_from_recipient: bool = False
    reason: str = ""


def fits(ground: Ground, facts: GroundFacts) -> Decision:
    """Whether the ground carries this disclosure; everything not listed is denied.

    *Source:* law.md LAW-03, ADR 0002.
    """
    if not facts.discloser_holds:
        return Refused(Reason.NOT_HELD)
    if (facts.discloser_kind, facts.recipient_kind) not in _BETWEEN[ground]:
        return Refused(Reason.GROUND_DOES_NOT_FIT)
    if facts.kept_from_recipient:
        return Refused(Reason.CHILD_COULD_BE_HARMED)
    return _CHECKS[ground](facts)


def _consent(facts: GroundFacts) -> Decision:
    """OSL 10:1 and 12:2: the protected person waives secrecy towards this recipient."""
    if facts.consent is not ConsentState.ACTIVE:
        return Refused(Reason.CONSENT_NOT_ACTIVE)
    if not facts.covered_by_consent:
        return Refused(Reason.CONSENT_DOES_NOT_COVER)
    return Permitted("consent_is_active")


def _to_subject(facts: GroundFacts) -> Decision:
    """OSL 12:1: no secrecy towards the individual; 12:3: nor towards the guardian, unless the child could be harmed."""
    if facts.recipient_is_child:
        return Permitted("recipient_is_the_child")
    if not facts.recipient_is_guardian:
        return Refused(Reason.NOT_GUARDIAN)
    return Permitted("recipient_is_guardian")


#: Sections under which an assessment of harm may open anything without consent, with the strength that they have.
#: Source: law.md 1.1. Health and social services (25:1, 26:1) presume secrecy as strongly, but the assessment exists
#: there too (the opening words "om det inte står klart"); what it may not be is empty.
_HARM_SECTIONS = frozenset({"23:1", "23:2", "23:3", "25:1", "26:1"})
#: A presumption of secrecy asks for a reasoned assessment, not a word (OSL 23:1, 25:1, 26:1: "står klart").
_SHORTEST_REASON = 20


def _no_harm(facts: GroundFacts) -> Decision:
    """OSL 23-26 kap.: disclosed because it is clear that neither the child nor anyone near suffers harm."""
    if facts.section not in _HARM_SECTIONS:
        return Refused(Reason.SECTION_NOT_OPENED_BY_GROUND)
    shortest = _SHORTEST_REASON if facts.strength is Strength.STRONG else 1
    if len(facts.reason.strip()) < shortest:
        return Refused(Reason.REASON_MISSING)
    return Permitted("harm_assessed_with_reason")


def _within_domain(facts: GroundFacts) -> Decision:
    """OSL 8:1-2: inside one authority and one branch there is no secrecy to break."""
    if facts.discloser_domain is None or facts.discloser_domain != facts.recipient_domain:
        return Refused(Reason.OTHER_DOMAIN)
    return Permitted("same_domain")


def _own_giving(facts: GroundFacts) -> Decision:
    """OSL 10:1: a private person gives the own words to whom they want; no secrecy binds the giver."""
    if facts.owner != facts.discloser or facts.voice != facts.discloser:
        return Refused(Reason.NOT_OWN_WORDS)
    return Permitted("own_words_given")


_UNIT, _PERSON, _PLAN = PartyKind.UNIT, PartyKind.PERSON, PartyKind.PLAN
#: Between whom each ground exists at all. A plan is disclosed by the authority that keeps it; nobody discloses to a
#: plan, since what is agreed is written into it. Secrecy binds authorities, and a private person only gives.
_BETWEEN: Mapping[Ground, frozenset[tuple[PartyKind, PartyKind]]] = {
    Ground.CONSENT_12_2: frozenset({(_UNIT, _UNIT), (_PLAN, _UNIT)}),
    Ground.TO_SUBJECT_12_1: frozenset({(_UNIT, _PERSON), (_PLAN, _PERSON)}),
    Ground.NO_HARM_ASSESSMENT: frozenset({(_UNIT, _UNIT), (_PLAN, _UNIT)}),
    Ground.WITHIN_DOMAIN: frozenset({(_UNIT, _UNIT), (_PLAN, _UNIT)}),
    Ground.OWN_GIVING: frozenset({(_PERSON, _PERSON), (_PERSON, _UNIT)}),
}
_CHECKS: Mapping[Ground, Callable[[GroundFacts], Decision]] = {
    Ground.CONSENT_12_2: _consent,
    Ground.TO_SUBJECT_12_1: _to_subject,
    Ground.NO_HARM_ASSESSMENT: _no_harm,
    Ground.WITHIN_DOMAIN: _within_domain,
    Ground.OWN_GIVING: _own_giving,
}
