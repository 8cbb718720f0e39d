"""The decisions that may stand in place of a guardian's yes: when, decided by whom, for which rows (law.md CON-05).

A guardian's silence or no is never passed over by itself. Each kind here is a separate decision with evidence, about
rows that are named one by one, for a period; what no kind covers stays unshared.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from barnetsplan.domain.vocabulary import OverrideKind, OverrideMeasure

#: Services under the health and medical services act, as sectors of the practice model.
_HEALTH = frozenset(
    {"child_health", "child_psychiatry", "habilitation", "maternity", "student_health_medical", "youth_clinic"}
)
_SOCIAL = frozenset({"social_services"})


@dataclass(frozen=True, slots=True)
class OverrideRule:
    """One kind of decision.

    ``over_a_no``: it holds against an answered no, and not only in a guardian's absence. ``sectors``: the services
    whose rows it can be about, any when empty. ``needs_measure``: it names a measure of the closed list.
    """

    over_a_no: bool
    longest_days: int
    source: str
    sectors: frozenset[str] = frozenset()
    needs_measure: bool = False


OVERRIDES: Mapping[OverrideKind, OverrideRule] = {
    OverrideKind.CANNOT_WAIT: OverrideRule(
        over_a_no=False,
        longest_days=31,
        source="FB 6:13 second para: hindered, cannot wait, not of far-reaching importance for the child's future",
    ),
    OverrideKind.SOCIAL_BOARD: OverrideRule(
        over_a_no=True,
        longest_days=365,
        needs_measure=True,
        source="FB 6:13 a: one of two guardians does not consent, and the measure is needed for the best of the child",
    ),
    OverrideKind.COURT_ORDER: OverrideRule(over_a_no=True, longest_days=365, source="law.md CON-05: court order"),
    OverrideKind.LVU: OverrideRule(
        over_a_no=True, longest_days=183, source="LVU 11 §: the board decides on the child's personal matters"
    ),
    OverrideKind.PROTECTED_HOUSING: OverrideRule(
        over_a_no=True, longest_days=92, source="lag (2024:79) om placering av barn i skyddat boende"
    ),
    OverrideKind.REPRESENTATIVE: OverrideRule(
        over_a_no=True,
        longest_days=365,
        sectors=frozenset({"police"}),
        source="lag (1999:997): in the guardians' place, in the criminal or contact-ban matter alone",
    ),
    OverrideKind.SERIOUS_HARM: OverrideRule(
        over_a_no=True,
        longest_days=183,
        source="OSL 12:3 first para 1: the child can be assumed to suffer betydande men",
    ),
}
#: Which services a measure can be about. Source: FB 6:13 a first para 1-4.
MEASURES: Mapping[OverrideMeasure, frozenset[str]] = {
    OverrideMeasure.PSYCHIATRY: _HEALTH,
    OverrideMeasure.OPEN_TREATMENT: _SOCIAL,
    OverrideMeasure.CONTACT_PERSON: _SOCIAL,
    OverrideMeasure.LSS: _SOCIAL | {"habilitation"},
}


def may_be_about(kind: OverrideKind, measure: OverrideMeasure | None, sector: str) -> bool:
    """Whether a decision of this kind, for this measure, can be about a row whose service is of this sector.

    *Source:* law.md CON-05 (each only for its row set).
    """
    rule = OVERRIDES[kind]
    if rule.needs_measure:
        return measure is not None and sector in MEASURES[measure]
    return measure is None and (not rule.sectors or sector in rule.sectors)
