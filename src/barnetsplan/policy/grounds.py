"""The legal grounds: what must be true before anything is disclosed on them (law.md LAW-03)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from barnetsplan.domain.decisions import Decision, Permitted, Reason, Refused
from barnetsplan.domain.disclosing import DomainKind, Stated, SubGround
from barnetsplan.domain.vocabulary import ConsentState, Ground, Strength
from barnetsplan.policy.ground_table import RULES, GroundRule

#: A presumption of secrecy asks for a reasoned assessment, not a word (OSL 23:1, 25:1, 26:1: "står klart").
SHORTEST_REASON = 20
#: Words enough for whoever names a ground and has everything that can be stated: what a page offers is found with them.
_ANY_REASON = "x" * SHORTEST_REASON


@dataclass(frozen=True, slots=True)
class GroundFacts:
    """What is true of one entry, its discloser and one recipient at one moment.

    ``consent`` is the state of the very row discloser -> recipient that the disclosure names as its basis.
    ``discloser_holds`` means that the discloser owns the entry or has received it by a live release.
    ``sections`` are all that bind the entry where it lies: its own, and those of the discloser's domain.
    A ``written_for_this`` entry was made for the disclosure itself. ``from_own_space``: the plan itself gives, sent by
    the family in whose space it lies.
    """

    discloser: UUID
    discloser_kind: DomainKind | None
    discloser_domain: UUID | None
    discloser_holds: bool
    recipient: UUID
    recipient_kind: DomainKind | None
    recipient_domain: UUID | None
    owner: UUID
    voice: UUID
    same_authority: bool = False
    strength: Strength = Strength.STRONG
    sections: frozenset[str] = frozenset()
    consent: ConsentState | None = None
    covered_by_consent: bool = False
    recipient_is_guardian: bool = False
    recipient_is_child: bool = False
    kept_from_recipient: bool = False
    releases_paused: bool = False
    under_18: bool = False
    unborn: bool = False
    investigated_by_recipient: bool = False
    decided_by_principal: bool = False
    written_for_this: bool = False
    from_own_space: bool = False
    is_contact: bool = False
    chapters_open_to_crime: frozenset[str] = frozenset()
    stated: frozenset[Stated] = frozenset()
    reason: str = ""


Check = Callable[[GroundFacts], Reason | None]


def fits(ground: Ground, facts: GroundFacts, *, sub: SubGround | None = None) -> Decision:
    """Whether the ground carries this disclosure; everything not listed is denied.

    *Source:* law.md LAW-03, ADR 0002.
    """
    if not facts.discloser_holds:
        return Refused(Reason.NOT_HELD)
    rules = [rule for rule in RULES if (rule.ground, rule.sub) == (ground, sub)]
    fitting = [rule for rule in rules if facts.discloser_kind in rule.disclosers]
    if not fitting:
        return Refused(Reason.GROUND_DOES_NOT_FIT)
    why_not = _why_not(fitting[0], facts)
    return Refused(why_not) if why_not else Permitted(fitting[0].code)


def could_fit(rule: GroundRule, facts: GroundFacts) -> Decision:
    """Whether the ground could carry it, once everything that it asks for has been stated and reasoned."""
    granted = replace(facts, stated=frozenset(rule.stated), reason=_ANY_REASON)
    return fits(rule.ground, granted, sub=rule.sub)


def rule_of(ground: Ground, sub: SubGround | None, kind: DomainKind) -> GroundRule | None:
    """The row of the list for a discloser of this kind."""
    rules = (rule for rule in RULES if (rule.ground, rule.sub) == (ground, sub))
    return next((rule for rule in rules if kind in rule.disclosers), None)


def _why_not(rule: GroundRule, facts: GroundFacts) -> Reason | None:
    if facts.recipient_kind not in rule.recipients:
        return Reason.GROUND_NOT_TOWARDS_RECIPIENT
    if facts.kept_from_recipient:
        return Reason.CHILD_COULD_BE_HARMED
    if facts.releases_paused and rule.ground is not Ground.OWN_GIVING:
        return Reason.RELEASES_PAUSED
    if rule.sections and not (facts.sections and facts.sections <= rule.sections):
        return Reason.SECTION_NOT_OPENED_BY_GROUND
    if rule.only_own and facts.owner != facts.discloser:
        return Reason.NOT_OWN_ENTRY
    checks = (_CHECKS.get(rule.sub or rule.ground), _stated(rule), _reasoned(rule))
    return next((found for check in checks if check and (found := check(facts))), None)


def _stated(rule: GroundRule) -> Check:
    return lambda facts: None if facts.stated.issuperset(rule.stated) else Reason.GROUND_NOT_STATED


def _reasoned(rule: GroundRule) -> Check:
    def check(facts: GroundFacts) -> Reason | None:
        shortest = SHORTEST_REASON if facts.strength is Strength.STRONG else 1
        return Reason.REASON_MISSING if rule.needs_reason and len(facts.reason.strip()) < shortest else None

    return check


def _consent(facts: GroundFacts) -> Reason | None:
    """OSL 10:1 and 12:2: the protected person waives secrecy towards this recipient."""
    if facts.consent is not ConsentState.ACTIVE:
        return Reason.CONSENT_NOT_ACTIVE
    return None if facts.covered_by_consent else Reason.CONSENT_DOES_NOT_COVER


def _is_family(facts: GroundFacts) -> Reason | None:
    """OSL 12:1: no secrecy towards the individual; 12:3: nor towards the guardian, unless the child could be harmed.

    A party in a matter here is a guardian or the child too (OSL 10:3): nobody else has standing.
    """
    return None if facts.recipient_is_child or facts.recipient_is_guardian else Reason.NOT_GUARDIAN


def _same_domain(facts: GroundFacts) -> Reason | None:
    """OSL 8:1-2: inside one authority and one branch there is no secrecy to break."""
    same = facts.discloser_domain is not None and facts.discloser_domain == facts.recipient_domain
    return None if same else Reason.OTHER_DOMAIN


def _own_words(facts: GroundFacts) -> Reason | None:
    """OSL 10:1: a private person gives the own words to whom they want; no secrecy binds the giver.

    What lies in the family's own space is the family's to send, whoever said it (law.md 0; TF 2:13).
    """
    is_own = facts.owner == facts.discloser and (facts.from_own_space or facts.voice == facts.discloser)
    return None if is_own else Reason.NOT_OWN_WORDS


def _young(facts: GroundFacts) -> Reason | None:
    """OSL 25:12 and 26:9: under 18, or to protect the child that is expected."""
    return None if facts.under_18 or facts.unborn else Reason.NOT_UNDER_18


def _born_and_young(facts: GroundFacts) -> Reason | None:
    """OSL 10:18 a, 10:21: about, or against, somebody young who is born."""
    return None if facts.under_18 else Reason.NOT_UNDER_18


def _same_authority(facts: GroundFacts) -> Reason | None:
    """OSL 25:13 a: from one branch to another of the same authority."""
    return None if facts.same_authority else Reason.NOT_SAME_AUTHORITY


def _investigated(facts: GroundFacts) -> Reason | None:
    """SoL 20:6: an investigation is open, at this very receiver (law.md ORO-06)."""
    return None if facts.investigated_by_recipient else Reason.NO_OPEN_INVESTIGATION


def _contact_details(facts: GroundFacts) -> Reason | None:
    """Lag (2025:170) 4 §: how somebody is reached, and nothing more."""
    return None if facts.is_contact or facts.written_for_this else Reason.CONTENT_NOT_COVERED


def _written_for_this(facts: GroundFacts) -> Reason | None:
    """OSL 26:9 a: whether an investigation was begun is all that may be told, so nothing written before fits."""
    return None if facts.written_for_this else Reason.CONTENT_NOT_COVERED


def _principal(facts: GroundFacts) -> Reason | None:
    """Lag (2025:170) 7 §: the principal decides."""
    return None if facts.decided_by_principal else Reason.NOT_THE_PRINCIPAL


def _open_chapters(facts: GroundFacts) -> Reason | None:
    """OSL 10:15 a: every chapter that binds the entry is one that the county has opened."""
    chapters = {section.partition(":")[0] for section in facts.sections}
    is_open = bool(chapters) and chapters <= facts.chapters_open_to_crime
    return None if is_open else Reason.SECTION_NOT_OPENED_BY_GROUND


#: What code can know, beside what the table asks for.
_CHECKS: Mapping[Ground | SubGround, Check] = {
    Ground.CONSENT_12_2: _consent,
    Ground.TO_SUBJECT_12_1: _is_family,
    Ground.PARTY_10_3: _is_family,
    Ground.WITHIN_DOMAIN: _same_domain,
    Ground.OWN_GIVING: _own_words,
    Ground.HEALTH_SOCIAL_U18: _young,
    Ground.ELEVHALSA_25_13A: _same_authority,
    Ground.CRIME_10_15A: _open_chapters,
    Ground.CRIME_10_18A: _born_and_young,
    Ground.CRIME_AGAINST_MINOR_10_21: _born_and_young,
    Ground.REPORTER_FEEDBACK_26_9A: _written_for_this,
    SubGround.SOL_20_6: _investigated,
    SubGround.LAW_2025_170_4: _contact_details,
    SubGround.LAW_2025_170_7: _principal,
}
