"""Asking for and answering consent: the giver alone answers, the asker alone sees who has (architecture.md rule 11)."""

from collections.abc import Mapping

from barnetsplan.domain.vocabulary import Relation
from barnetsplan.policy.acts import Act
from barnetsplan.policy.rules import Rule, staff, standing


def _asker(code: str, source: str) -> tuple[Rule, ...]:
    return (staff(code, source, Relation.BBA, Relation.MAY_HOLD_BBA, Relation.INVOLVED),)


ROWS: Mapping[Act, tuple[Rule, ...]] = {
    Act.CONSENT_FOLLOW: _asker("bba_follows_answers", "architecture.md rule 11"),
    Act.CONSENT_REMIND: _asker("bba_reminds_once", "law.md CON-08: once, then a person calls"),
    Act.CONSENT_RECORD: _asker("bba_writes_down_what_was_said", "law.md CON-01: oral with a witness, or on paper"),
    Act.CONSENT_PRINT: _asker("bba_prints_question", "law.md CON-01: on paper"),
    Act.PAPER_OPEN: _asker("bba_opens_signed_paper", "law.md CON-01"),
    Act.CONSENT_ANSWER: standing("answers", "OSL 12:2-3; law.md CON-02", Relation.ASKED),
    Act.CONSENT_CHANGE: standing("changes_answer", "law.md CON-06", Relation.ASKED),
    Act.RECEIPTS_LIST: standing("lists_own_receipts", "law.md CON-01; GDPR art. 7.1"),
    Act.RECEIPT_OPEN: standing("opens_own_receipt", "law.md CON-01; GDPR art. 7.1", Relation.ASKED),
    Act.RECEIPT_SAVE: standing("saves_own_receipt", "law.md CON-01; GDPR art. 7.1", Relation.ASKED),
}
