"""What the gate asks about a child that is opened by named persons alone; ``settings.GUARD`` names it."""

from datetime import datetime
from uuid import UUID

from barnetsplan.domain.decisions import Refused
from barnetsplan.policy.facts import Actor
from barnetsplan.protection import actions, queries


class NamedList:
    """The named list as the gate's guard (``access.gate.Guard``)."""

    def closed(self, actor: Actor, child: UUID, at: datetime) -> Refused | None:
        """Why the actor may not open the child."""
        return queries.closed_to(actor, child, at)

    def tried(self, actor: Actor, child: UUID, at: datetime) -> None:
        """Tell the security officers that somebody outside the list tried."""
        actions.alarm(child=child, by=actor, at=at)


GUARD = NamedList()
