"""Guests: invited by the one who holds the BBA function, to one question or one plan; what a guest may is in its table.

A guest answers the question (``case``), opens the plan and reports the own action (``plan``), and nothing else.
"""

from collections.abc import Mapping

from barnetsplan.domain.vocabulary import CaseState, Relation
from barnetsplan.policy.acts import Act
from barnetsplan.policy.rules import Rule, guest, staff

_OPEN = (CaseState.GATHERING, CaseState.ANALYSED, CaseState.COLLABORATING)
_BBA = (Relation.BBA, Relation.MAY_HOLD_BBA, Relation.INVOLVED)

ROWS: Mapping[Act, tuple[Rule, ...]] = {
    Act.GUESTS_LIST: (
        staff("bba_lists_guests", "model.md 4.2; law.md LAW-06", *_BBA),
        staff(
            "coordinator_lists_guests",
            "model.md 4.3; ADR 0021",
            Relation.COORDINATES,
            Relation.MAY_COORDINATE,
            Relation.INVOLVED,
        ),
    ),
    # To ask the family for a yes is the BBA's alone, as for every service (model.md 4.2 point 5).
    Act.GUEST_INVITE: (staff("bba_invites_guest", "model.md 4.2; OSL 12:2; law.md LAW-06", *_BBA, states=_OPEN),),
    # Whoever holds the function now, also when another invited.
    Act.GUEST_END: (staff("bba_ends_guest", "architecture.md rule 5; law.md CON-06", *_BBA),),
    Act.GUEST_HOME: (guest("guest_opens_own_home", "ADR 0021"),),
}
