"""Telling the one who asked that a consent has ended by itself, or soon will, and that the family is to be asked again.

*Source:* law.md CON-01, CON-03, FAM-03. What rests on it has ended already: by date, or by the act that ended it.
"""

from datetime import datetime, timedelta

from django.db.models import Max

from barnetsplan.consent.models import ConsentRequest, ConsentRow
from barnetsplan.consent.queries import RowState, row_states
from barnetsplan.domain.periods import last_day_before
from barnetsplan.domain.vocabulary import Answer, ConsentState, Layer
from barnetsplan.notices.actions import done, tell
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.notices.models import Notice
from barnetsplan.people.models import Child

#: So long before a yes runs out the asker hears of it.
NOTICE_DAYS = 30


def tell_to_ask_again(*, child: Child, at: datetime) -> int:
    """Tell each asker, once per request, whose question was put to others than those who must answer now.

    A question that waits is taken off the desks of those whom it was put to. Returns how many were told.
    """
    by_request: dict[object, list[RowState]] = {}
    for row in row_states(child, at=at):
        by_request.setdefault(row.request, []).append(row)
    return sum(_tell(rows, child, at) for rows in by_request.values())


def _tell(rows: list[RowState], child: Child, at: datetime) -> bool:
    request, asker = rows[0].request, rows[0].asked_by
    if ConsentRequest.objects.filter(pk=request, withdrawn_at__isnull=False).exists():
        return False
    if all(row.state in {ConsentState.INVALIDATED, ConsentState.EXPIRED, ConsentState.SUPERSEDED} for row in rows):
        for kind in (NoticeKind.CONSENT_ASKED, NoticeKind.CONSENT_REMINDED, NoticeKind.CALL_FOR_ANSWER):
            done(thing=request, kind=kind, at=at)
    if not any(_is_to_be_asked_again(row, at) for row in rows):
        return False
    if Notice.objects.filter(thing=request, kind=NoticeKind.CONSENT_ASK_AGAIN).exists():
        return False
    tell(
        party=asker,
        child=child.pk,
        kind=NoticeKind.CONSENT_ASK_AGAIN,
        thing=request,
        due_on=last_day_before(max(rows[0].valid_until, at)),
        at=at,
    )
    return True


def _is_to_be_asked_again(row: RowState, at: datetime) -> bool:
    """Whether something was shared, or waited to be, that nobody can say yes to any more; or soon will not."""
    if row.layer not in {Layer.MAP, Layer.BACKGROUND} or Answer.NO in row.newest.values():
        return False
    if row.state is ConsentState.INVALIDATED:
        return True
    was_given = len(row.newest) == len(row.givers) and set(row.newest.values()) == {Answer.YES}
    near = row.valid_until - timedelta(days=NOTICE_DAYS) <= at
    return was_given and near and row.state in {ConsentState.ACTIVE, ConsentState.EXPIRED}


def tell_all_to_ask_again(*, at: datetime) -> int:
    """The daily round over every child about whom something was asked and whose time has not long been over."""
    since = at - timedelta(days=NOTICE_DAYS)
    asked = ConsentRow.objects.filter(superseded_at__isnull=True, request__withdrawn_at__isnull=True)
    live = asked.values("request__child").annotate(last=Max("request__valid_until")).filter(last__gt=since)
    children = Child.objects.filter(pk__in=[row["request__child"] for row in live])
    return sum(tell_to_ask_again(child=child, at=at) for child in children)
