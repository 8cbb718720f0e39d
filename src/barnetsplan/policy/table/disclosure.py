"""Disclosure on another ground than consent, the promise that may go with it, and advice about no child at all."""

from collections.abc import Mapping

from barnetsplan.domain.vocabulary import CaseState, Relation
from barnetsplan.policy.acts import Act
from barnetsplan.policy.rules import Rule, guest, staff, standing

_OPEN = (CaseState.GATHERING, CaseState.ANALYSED, CaseState.COLLABORATING)

ROWS: Mapping[Act, tuple[Rule, ...]] = {
    # Which ground carries what is decided entry by entry (docs/grounds.md); whoever has it in hand decides (OSL 6:3).
    Act.DISCLOSE: (staff("involved_unit_discloses", "OSL 6:3; law.md LAW-03", Relation.INVOLVED),),
    Act.PROMISE_GIVE: (
        staff("recipient_promises", "OSL 10:14, 12:2; law.md LAW-06", Relation.INVOLVED),
        guest("guest_promises", "OSL 10:14, 12:2; law.md LAW-06", Relation.INVOLVED),
    ),
    Act.DISCLOSURE_OPEN: (
        staff("discloser_opens_disclosure", "law.md LAW-05", Relation.DISCLOSED, Relation.INVOLVED),
        staff("recipient_opens_disclosure", "law.md LAW-05", Relation.RECEIVED, Relation.INVOLVED),
    ),
    Act.DISCLOSURE_OPEN_AS_FAMILY: standing("opens_disclosure", "OSL 10:3-4; law.md LAW-06", Relation.RECEIVED),
    Act.DISCLOSURE_END: (
        staff("discloser_ends_disclosure", "law.md CON-06, LAW-05", Relation.DISCLOSED, Relation.INVOLVED),
    ),
    Act.SHARING_DECIDE: (
        staff(
            "bba_decides_before_asking",
            "OSL 10:28; law.md LAW-03",
            Relation.BBA,
            Relation.MAY_HOLD_BBA,
            Relation.INVOLVED,
            states=_OPEN,
        ),
    ),
    Act.ADVICE_LIST: (staff("professional_lists_own_units_advice", "law.md LAW-07"),),
    Act.ADVICE_ASK: (staff("any_professional_asks_advice", "law.md LAW-07"),),
    Act.ADVICE_OPEN: (
        staff("asking_unit_reads_advice", "law.md LAW-07", Relation.OWNS),
        staff("asked_unit_reads_advice", "law.md LAW-07", Relation.ASKED),
    ),
    Act.ADVICE_ANSWER: (staff("asked_unit_advises", "law.md LAW-07", Relation.ASKED),),
}
