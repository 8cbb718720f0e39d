"""The professionals' desk and the noticing of a child."""

from collections.abc import Mapping

from barnetsplan.domain.vocabulary import Relation
from barnetsplan.policy.acts import Act
from barnetsplan.policy.rules import Rule, family, guest, staff

ROWS: Mapping[Act, tuple[Rule, ...]] = {
    Act.DESK_OPEN: (staff("professional_opens_own_desk", "interface.md, Pages: Staff"),),
    Act.CHILDREN_LIST: (staff("professional_lists_own_units_children", "law.md SRCH-01"),),
    Act.DRAFT_SAVE: (
        staff("professional_saves_own_draft", "interface.md rule 7"),
        family("family_saves_own_draft", "interface.md rule 7"),
        guest("guest_saves_own_draft", "interface.md rule 7"),
    ),
    Act.MESSAGES_CHOOSE: (
        staff("professional_chooses_how_to_be_told", "law.md NOT-02"),
        family("family_chooses_how_to_be_told", "law.md NOT-02"),
    ),
    Act.NOTICE_DONE: (staff("asked_unit_ends_its_notice", "architecture.md 5", Relation.ASKED),),
    Act.CHILD_OPEN: (staff("involved_unit_opens_child", "PDL 4:1; law.md PDL-01", Relation.INVOLVED),),
    Act.CONCERN_WRITE: (staff("any_professional_notices", "model.md 2.1: any adult can notice"),),
    Act.CONCERN_OPEN: (
        staff("own_unit_opens_concern", "architecture.md 1", Relation.OWNS, Relation.INVOLVED),
        staff("recipient_opens_concern", "OSL 12:2; architecture.md 1", Relation.READS, Relation.INVOLVED),
    ),
    Act.CONCERN_SEND: (
        staff("author_sends_concern", "model.md 2.1", Relation.OWNS, Relation.WROTE, Relation.INVOLVED),
    ),
    Act.CONCERN_RECEIVE: (
        staff("bba_receives_concern", "model.md 4.2 point 2", Relation.READS, Relation.MAY_HOLD_BBA, Relation.INVOLVED),
        # A teacher tells the own principal, and whoever holds the function may have noticed: the unit owns it already.
        staff("own_bba_receives", "model.md 4.2 point 2", Relation.OWNS, Relation.MAY_HOLD_BBA, Relation.INVOLVED),
    ),
    # The short way opens the case and calls the meeting in one.
    Act.SHORT_CALL: (
        staff("bba_calls_at_once", "architecture.md 5.5", Relation.READS, Relation.MAY_HOLD_BBA, Relation.INVOLVED),
        staff("own_bba_calls_at_once", "architecture.md 5.5", Relation.OWNS, Relation.MAY_HOLD_BBA, Relation.INVOLVED),
    ),
    Act.CASE_START: (
        staff("bba_opens_case", "model.md 4.2 points 2-3", Relation.READS, Relation.MAY_HOLD_BBA, Relation.INVOLVED),
        staff("own_bba_opens_case", "model.md 4.2 points 2-3", Relation.OWNS, Relation.MAY_HOLD_BBA, Relation.INVOLVED),
    ),
}
