"""Whether something still waits at the desk of a professional, asked before a message is sent (law.md NOT-01)."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from barnetsplan.domain.vocabulary import BEYOND_THE_UNIT
from barnetsplan.notices.models import Notice
from barnetsplan.policy.facts import Actor
from barnetsplan.work.ways import involved, may_open, with_standing
from barnetsplan.work.words import KINDS


def still_waits(actor: Actor, notices: Collection[UUID], *, at: datetime) -> bool:
    """Whether any of these notices stands on the actor's desk now and leads to a page that the actor may open."""
    waits = Notice.objects.filter(pk__in=notices, party=actor.party_id, done_at__isnull=True, kind__in=list(KINDS))
    rows = with_standing(waits, actor, at)
    if not actor.duties & BEYOND_THE_UNIT:
        rows = rows.filter(involved(actor.party_id, at, "child"))
    return any(may_open(actor, row, KINDS[row.kind].opens) for row in rows)
