"""What a unit has written: who sees to whom it is shown, keeps it from a guardian, lifts that, strikes it."""

from collections.abc import Mapping

from barnetsplan.domain.vocabulary import Relation
from barnetsplan.policy.acts import Act
from barnetsplan.policy.rules import Rule, staff, standing

_OWN = (Relation.OWNS, Relation.INVOLVED)
#: Who typed the child's own words sat beside, in the unit that reads them.
_BESIDE = (Relation.WROTE, Relation.READS, Relation.INVOLVED)

ROWS: Mapping[Act, tuple[Rule, ...]] = {
    # A file is seen by exactly those who see what it goes with.
    Act.ATTACHMENT_OPEN: (
        staff("reader_opens_attachment", "architecture.md rule 1; law.md 4.4", Relation.READS, Relation.INVOLVED),
        *standing("opens_attachment", "architecture.md rule 1; OSL 12:1, 12:3", Relation.READS),
    ),
    Act.WRITINGS_LIST: (staff("involved_unit_lists_own_writings", "law.md LAW-01; A5", Relation.INVOLVED),),
    Act.WRITING_OPEN: (
        staff("own_unit_opens_writing", "architecture.md 1", *_OWN),
        staff("adult_beside_opens_child_words", "architecture.md rule 12", *_BESIDE),
    ),
    # Whoever sees the danger keeps it back; to open again takes who wrote it, or who may hold the BBA function.
    Act.WRITING_KEEP: (
        staff("own_unit_keeps_from_guardian", "OSL 12:3; law.md A5", *_OWN),
        staff("adult_beside_keeps_child_words", "OSL 12:3; architecture.md rule 12", *_BESIDE),
    ),
    Act.WRITING_LIFT: (
        staff("author_lifts_keeping", "OSL 12:3", *_OWN, Relation.WROTE),
        staff("own_bba_lifts_keeping", "OSL 12:3; model.md 4.2", *_OWN, Relation.MAY_HOLD_BBA),
        staff("adult_beside_lifts_keeping", "OSL 12:3; architecture.md rule 12", *_BESIDE),
    ),
    Act.WRITING_STRIKE: (
        staff("author_strikes", "architecture.md rule 3", *_OWN, Relation.WROTE),
        staff("own_bba_strikes", "architecture.md rule 3; model.md 4.2", *_OWN, Relation.MAY_HOLD_BBA),
    ),
    # What a unit has received stays with its authority when the basis is withdrawn; nobody but the registrar opens it.
    Act.RECEIVED_LIST: (staff("registrar_lists_received", "law.md CON-06; OSL 5:1; TF 2:9", Relation.REGISTRAR),),
    Act.RECEIVED_OPEN: (
        staff("registrar_opens_received", "law.md CON-06; TF 2:9", Relation.REGISTRAR, Relation.RECEIVED),
    ),
    Act.STRUCK_LIST: (staff("registrar_lists_struck", "architecture.md rule 3; OSL 5:1", Relation.REGISTRAR),),
    Act.STRUCK_OPEN: (
        staff("own_registrar_opens_struck", "architecture.md rule 3; OSL 5:1", Relation.REGISTRAR, Relation.OWNS),
    ),
}
