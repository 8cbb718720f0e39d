"""A consent request as a thing for the gate: the giver stands to it as asked, the asker as the one who holds BBA.

It stands here and not in ``consent``, because who holds which function is known one floor above.
"""

from datetime import datetime

from barnetsplan.consent.models import ConsentRequest
from barnetsplan.consent.queries import find_request, is_giver
from barnetsplan.coordination.things import thing_of_child
from barnetsplan.domain.vocabulary import ActorKind, Relation
from barnetsplan.policy.facts import Actor


def _asked(actor: Actor, request: ConsentRequest, _at: datetime) -> frozenset[Relation]:
    """A giver is asked in the own capacity alone; the same person at work is not (law.md IDN-02)."""
    if actor.kind is not ActorKind.FAMILY or not is_giver(request, actor.person_id):
        return frozenset()
    return frozenset({Relation.ASKED})


REQUEST = thing_of_child(find=find_request, child=lambda request: request.child, relations=_asked)
