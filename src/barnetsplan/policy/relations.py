"""Which relations to a child carry standing here, for what, and by which law; everything else carries none.

A relation that carries standing lies in ``people.Guardianship``, and every question about standing is put to that
table. A relation that carries none lies in ``people.Relationship``, which no such question ever reads.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from barnetsplan.domain.vocabulary import GuardianshipKind, RelationScope, RelationshipKind


@dataclass(frozen=True, slots=True)
class RelationRule:
    """What a relation carries here: reading what is released to the guardian, answering in the child's place."""

    reads: bool
    answers: bool
    scope: RelationScope
    source: str


#: Source: law.md FAM-01, FAM-04; each row names the law of its own.
RELATIONS: Mapping[GuardianshipKind | RelationshipKind, RelationRule] = {
    GuardianshipKind.GUARDIAN: RelationRule(
        reads=True, answers=True, scope=RelationScope.PERSON, source="FB 6:2, 6:11; OSL 12:3"
    ),
    GuardianshipKind.APPOINTED_GUARDIAN: RelationRule(
        reads=True, answers=True, scope=RelationScope.PERSON, source="FB 6:10 a, 6:11"
    ),
    GuardianshipKind.TEMPORARY_GUARDIAN: RelationRule(
        reads=True, answers=True, scope=RelationScope.PERSON, source="law.md FAM-01: FB 6:2, 6:11"
    ),
    GuardianshipKind.GUARDIAN_OF_UNACCOMPANIED: RelationRule(
        reads=True, answers=True, scope=RelationScope.PERSON, source="lag (2005:429) 2 §: in the guardians' place"
    ),
    RelationshipKind.PARENT_WITHOUT_CUSTODY: RelationRule(
        reads=False, answers=False, scope=RelationScope.CONTACT, source="law.md FAM-04: FB 6:15 binds the other parent"
    ),
    RelationshipKind.CONTACT_PARENT: RelationRule(
        reads=False, answers=False, scope=RelationScope.CONTACT, source="law.md FAM-04: FB 6:15"
    ),
    RelationshipKind.SPECIAL_REPRESENTATIVE: RelationRule(
        reads=False,
        answers=False,
        scope=RelationScope.CRIMINAL_MATTER,
        source="lag (1999:997): the guardians are replaced in the criminal or contact-ban matter alone",
    ),
    RelationshipKind.PUBLIC_COUNSEL: RelationRule(
        reads=False, answers=False, scope=RelationScope.COURT_CASE, source="LVU 39 §: speaks in the case before court"
    ),
    RelationshipKind.FOSTER_PARENT: RelationRule(
        reads=False, answers=False, scope=RelationScope.DAILY_CARE, source="law.md FAM-04: daily care, no custody"
    ),
    RelationshipKind.SOCIAL_BOARD: RelationRule(
        reads=False,
        answers=False,
        scope=RelationScope.PLACEMENT,
        source="LVU 11 §: what the board decides stands as an override with its decision (law.md CON-05)",
    ),
    RelationshipKind.PROPERTY_GUARDIAN: RelationRule(
        reads=False, answers=False, scope=RelationScope.PROPERTY, source="FB 12:1: property, not the person"
    ),
}
