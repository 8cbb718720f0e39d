"""Asking for and answering consent: the giver alone answers, the asker alone sees who has (architecture.md rule 11)."""

from collections.abc import Mapping

from barnetsplan.domain.vocabulary import Relation
from barnetsplan.policy.acts import Act
from barnetsplan.policy.rules import Rule, staff, standing

ROWS: Mapping[Act, tuple[Rule, ...]] = {
    Act.CONSENT_FOLLOW: (
        staff("bba_follows_answers", "architecture.md rule 11", Relation.BBA, Relation.MAY_HOLD_BBA, Relation.INVOLVED),
    ),
    Act.CONSENT_ANSWER: standing("answers", "OSL 12:2-3; law.md CON-02", Relation.ASKED),
    Act.CONSENT_CHANGE: standing("changes_answer", "law.md CON-06", Relation.ASKED),
}
