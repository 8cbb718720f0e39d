"""Whether every answer still proves what was shown: each hash is computed anew from what lies kept (law.md CON-01)."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from barnetsplan.consent.models import ConsentAnswer, ConsentShown
from barnetsplan.consent.texts import recomputed
from barnetsplan.vault.sealing import SealBroken


@dataclass(frozen=True, slots=True)
class Proof:
    """How much was checked, and the ids of what does not hold: of a kept text, or of an answer."""

    shown: int
    answers: int
    broken: tuple[UUID, ...]


def verify_all() -> Proof:
    """Check every kept text against its hash, and every answer against the text that its giver was shown."""
    kept = ConsentShown.objects.select_related("request__child__person__key")
    broken = [each.pk for each in kept.iterator() if not _holds(each)]
    return Proof(
        shown=kept.count(),
        answers=ConsentAnswer.objects.count(),
        broken=(*broken, *_answers_without_their_text()),
    )


def _holds(kept: ConsentShown) -> bool:
    try:
        return recomputed(kept, key=kept.request.child.person.key) == kept.shown_hash
    except SealBroken:
        return False


def _answers_without_their_text() -> Iterator[UUID]:
    shown = ConsentShown.objects.filter(
        request=OuterRef("row__request"), giver=OuterRef("giver"), shown_hash=OuterRef("shown_hash")
    )
    yield from ConsentAnswer.objects.filter(~Exists(shown)).values_list("pk", flat=True)
