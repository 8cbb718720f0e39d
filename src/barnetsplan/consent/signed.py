"""What a giver has said, as it is signed: each answer with its hash of what was shown, and where both lie now."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from barnetsplan.consent.models import ConsentAnswer, ConsentShown
from barnetsplan.consent.texts import recomputed
from barnetsplan.signatures.actions import moment
from barnetsplan.signatures.models import Signature
from barnetsplan.signatures.verifying import Witness
from barnetsplan.vault.sealing import SealBroken

KIND: Final = "consent"


def said(answers: Sequence[ConsentAnswer]) -> Mapping[str, Any]:
    """What was said in one breath, row by row."""
    return {"answers": [_line(one) for one in sorted(answers, key=lambda one: str(one.pk))]}


def _line(one: ConsentAnswer) -> Mapping[str, Any]:
    return {
        "id": str(one.pk),
        "row": str(one.row_id),
        "giver": str(one.giver_id),
        "answer": one.answer,
        "way": one.way,
        "number": one.number,
        "receipt": str(one.receipt),
        "shown": one.shown_hash,
        "acr": one.acr,
        "transaction": one.transaction,
        "heard_by": str(one.heard_by_id or ""),
        "heard_on": one.heard_on.isoformat() if one.heard_on else "",
        "paper": str(one.paper_id or ""),
        "at": moment(one.answered_at),
    }


def _said_now(row: Signature, told: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What the rows say now; nothing when a text that was shown is not what lies kept."""
    answers = list(ConsentAnswer.objects.filter(pk__in=list(_covers(told))).select_related("row"))
    kept = ConsentShown.objects.filter(
        request__in={one.row.request_id for one in answers}, giver__in={one.giver_id for one in answers}
    )
    hashes = {_hash(shown, row) for shown in kept}
    return said(answers) if {one.shown_hash for one in answers} <= hashes else None


def _hash(shown: ConsentShown, row: Signature) -> str:
    try:
        return recomputed(shown, key=row.child.person.key)
    except SealBroken:
        return ""


def _covers(told: Mapping[str, Any]) -> Iterable[UUID]:
    return (UUID(line["id"]) for line in told["answers"])


def _all_rows() -> Iterator[UUID]:
    return ConsentAnswer.objects.order_by("answered_at", "pk").values_list("pk", flat=True).iterator()


WITNESS: Final = Witness(said=_said_now, covers=_covers, all_rows=_all_rows)
