"""A consent request as a thing for the gate: the giver stands to it as asked, the asker as the one who holds BBA.

It stands here and not in ``consent``, because who holds which function is known one floor above.
"""

from datetime import datetime

from barnetsplan.consent.models import ConsentRequest
from barnetsplan.consent.papers import find_paper
from barnetsplan.consent.queries import find_request, is_giver
from barnetsplan.consent.receipts import FoundReceipt, find_receipt
from barnetsplan.coordination.things import thing_of_child
from barnetsplan.domain.vocabulary import ActorKind, Relation
from barnetsplan.policy.facts import Actor


def _asked(actor: Actor, request: ConsentRequest, _at: datetime) -> frozenset[Relation]:
    """A giver is asked in the own capacity alone; the same person at work is not (law.md IDN-02)."""
    if actor.kind is not ActorKind.FAMILY or not is_giver(request, actor.person_id):
        return frozenset()
    return frozenset({Relation.ASKED})


def _answered(actor: Actor, receipt: FoundReceipt, _at: datetime) -> frozenset[Relation]:
    """A receipt is its giver's, in the own capacity alone."""
    mine = actor.kind is ActorKind.FAMILY and receipt.giver == actor.person_id
    return frozenset({Relation.ASKED}) if mine else frozenset()


REQUEST = thing_of_child(find=find_request, child=lambda request: request.child, relations=_asked)
RECEIPT = thing_of_child(find=find_receipt, child=lambda receipt: receipt.child, relations=_answered)
PAPER = thing_of_child(find=find_paper, child=lambda paper: paper.request.child)
