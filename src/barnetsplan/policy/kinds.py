"""What kind of activity a unit is, as far as the grounds for disclosure care."""

from collections.abc import Mapping

from barnetsplan.domain.disclosing import DomainKind
from barnetsplan.domain.vocabulary import Regime

#: The activities of authorities, bound by OSL.
PUBLIC = frozenset(
    {
        DomainKind.PRESCHOOL,
        DomainKind.SCHOOL,
        DomainKind.STUDENT_HEALTH,
        DomainKind.STUDENT_HEALTH_MEDICAL,
        DomainKind.HEALTH,
        DomainKind.SOCIAL,
        DomainKind.POLICE,
        DomainKind.OTHER_AUTHORITY,
    },
)
#: Bound by a statute of their own: skollagen 29:14, PSL 6:12, SoL 17:11 (law.md 1.1).
PRIVATE = frozenset({DomainKind.PRIVATE_EDUCATION, DomainKind.PRIVATE_HEALTH, DomainKind.PRIVATE_SOCIAL})
#: Everybody who is a unit; an association is bound by contract and reservation alone.
UNITS = PUBLIC | PRIVATE | {DomainKind.CIVIL}

_PRIVATELY_RUN: Mapping[DomainKind, DomainKind] = {
    DomainKind.PRESCHOOL: DomainKind.PRIVATE_EDUCATION,
    DomainKind.SCHOOL: DomainKind.PRIVATE_EDUCATION,
    DomainKind.STUDENT_HEALTH: DomainKind.PRIVATE_EDUCATION,
    DomainKind.STUDENT_HEALTH_MEDICAL: DomainKind.PRIVATE_HEALTH,
    DomainKind.HEALTH: DomainKind.PRIVATE_HEALTH,
    DomainKind.SOCIAL: DomainKind.PRIVATE_SOCIAL,
}


def kind_of(sector: str, regime: Regime) -> DomainKind:
    """The kind of a unit, from the kind that the practice model gives its sector, and its domain's regime.

    A contract binds an association whatever it does; an authority without a kind of its own is another authority.

    *Source:* law.md 1.1, A2.
    """
    if regime is Regime.CONTRACT:
        return DomainKind.CIVIL
    kind = DomainKind(sector)
    if regime is Regime.STATUTORY:
        return _PRIVATELY_RUN.get(kind, DomainKind.CIVIL)
    return kind if kind in PUBLIC else DomainKind.OTHER_AUTHORITY
