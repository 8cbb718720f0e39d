"""Asking the same thing anew: what did not hold is superseded at once, what holds when the new yes is complete."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from barnetsplan.consent.disclose import Disclose, carried_by, disclose
from barnetsplan.consent.models import ConsentRequest, ConsentRow
from barnetsplan.consent.queries import RowState, row_states
from barnetsplan.consent.states import CLOSED
from barnetsplan.consent.wishes import SameThing, same_thing
from barnetsplan.domain.decisions import Refused
from barnetsplan.domain.vocabulary import ConsentState, Ground
from barnetsplan.notices.actions import done
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.people.models import Child
from barnetsplan.policy.facts import Actor
from barnetsplan.records.models import Entry, Release
from barnetsplan.records.queries import live_release
from barnetsplan.records.release import end_releases

_ENDED_WITH_IT = (
    NoticeKind.CONSENT_ASKED,
    NoticeKind.CONSENT_REMINDED,
    NoticeKind.CONSENT_ASK_AGAIN,
    NoticeKind.CALL_FOR_ANSWER,
)


def supersede_what_waits(request: ConsentRequest, *, child: Child, at: datetime) -> None:
    """Let a new request take the place of earlier rows about the same that do not hold; a row that holds goes on.

    Called in the transaction that asks. An earlier question of which nothing is left waits for nobody any more.
    """
    rows = row_states(child, at=at)
    asked = {same_thing(row) for row in rows if row.request == request.pk} - {None}
    earlier = [row for row in rows if row.request != request.pk and same_thing(row) in asked]
    _supersede([row for row in earlier if not row.is_active and row.state is not ConsentState.SUPERSEDED], at)
    _end_notices({row.request for row in earlier}, child, at)


def _supersede(rows: Collection[RowState], at: datetime) -> None:
    ConsentRow.objects.filter(pk__in=[row.id for row in rows], superseded_at__isnull=True).update(superseded_at=at)


def _end_notices(requests: Collection[UUID], child: Child, at: datetime) -> None:
    left = {row.request for row in row_states(child, at=at, requests=requests) if row.state not in CLOSED}
    for request in set(requests) - left:
        for kind in _ENDED_WITH_IT:
            done(thing=request, kind=kind, at=at)


@transaction.atomic
def settle(*, child: Child, by: Actor, at: datetime) -> Refused | None:
    """Where a newer yes about the same is complete, let what was shared on the earlier one rest on the newer.

    Nobody loses in between what both allow. Called in the transaction of every answer, behind the child's lock.
    """
    for newest, earlier in _asked_twice(row_states(child, at=at)):
        for row in earlier:
            refused = _carry_over(row, newest, child, by, at)
            if refused is not None:
                return refused
        _supersede(earlier, at)
        end_releases(bases=[row.id for row in earlier], at=at)
        _end_notices({row.request for row in earlier}, child, at)
    return None


def _asked_twice(rows: Iterable[RowState]) -> Iterable[tuple[RowState, list[RowState]]]:
    """Rows that hold, newest first among those about the same thing."""
    alike: dict[SameThing, list[RowState]] = defaultdict(list)
    for row in rows:
        thing = same_thing(row)
        if thing is not None and row.is_active:
            alike[thing].append(row)
    for found in alike.values():
        if len(found) > 1:
            *earlier, newest = sorted(found, key=lambda row: (row.asked_at, row.id))
            yield newest, earlier


def _carry_over(row: RowState, to: RowState, child: Child, by: Actor, at: datetime) -> Refused | None:
    shared = Release.objects.filter(live_release(at), basis=row.id, recipient=row.recipient)
    by_discloser: dict[UUID, list[UUID]] = defaultdict(list)
    for entry, discloser in shared.values_list("entry", "disclosure__discloser"):
        by_discloser[discloser].append(entry)
    for discloser, entries in by_discloser.items():
        outcome = disclose(
            Disclose(
                child=child,
                discloser=discloser,
                entries=carried_by(to, Entry.objects.filter(pk__in=entries), child=child.pk),
                recipients=[row.recipient],
                ground=Ground.CONSENT_12_2,
                consent=to,
                by=by,
                at=at,
            ),
        )
        if isinstance(outcome, Refused):
            return outcome
    return None
