"""Actions that nobody has told of when their day has passed, told on step by step, and to staff alone.

First to somebody of the unit that owns the action, then to the whole unit, then to the BBA, then to the coordinator;
after how many days stands in the county's file. The family reads on its own pages, calmly, what has not begun.

*Source:* interface.md rules 2 and 14; model.md 4.3.
"""

from datetime import datetime, timedelta
from uuid import UUID

from barnetsplan.coordination.queries import holders
from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import TermKind
from barnetsplan.notices.actions import done, tell
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.notices.models import Notice
from barnetsplan.practice.load import current
from barnetsplan.records.models import Entry
from barnetsplan.records.queries import visible_to


def tell_of_late(*, at: datetime) -> int:
    """One round over everything that waits to be reported and is late; told twice, it is told once."""
    steps, today = current().late_actions, local_date(at)
    waits = Notice.objects.filter(kind=NoticeKind.ACTION_TO_REPORT, done_at__isnull=True)
    late = list(waits.filter(due_on__lte=today - timedelta(days=steps.person_days)))
    return sum(_told_on(notice, days=(today - notice.due_on).days, at=at) for notice in late if notice.due_on)


def _told_on(notice: Notice, *, days: int, at: datetime) -> bool:
    # A unit that reads the action no longer has nothing to report; whoever ended that knows.
    if not visible_to(notice.party_id, at=at).filter(pk=notice.thing).exists():
        return False
    steps = current().late_actions
    _tell_owner(notice, whole_unit=days >= steps.unit_days, at=at)
    held = holders(notice.child_id, at=at)
    for kind, after in ((TermKind.BBA, steps.bba_days), (TermKind.COORDINATOR, steps.coordinator_days)):
        if days >= after and kind in held:
            _tell_holder(notice, held[kind], at=at)
    return True


def _tell_owner(notice: Notice, *, whole_unit: bool, at: datetime) -> None:
    """The unit's own desk; while it is the first step, a message goes to the one who has worked with the child."""
    person = None if whole_unit else _who_wrote_last(notice.party_id, notice.child_id)
    told = Notice.objects.filter(
        kind=NoticeKind.ACTION_LATE, thing=notice.thing, party=notice.party_id, done_at__isnull=True
    ).first()
    if told is not None and (told.about_id is None or person is not None):
        return
    if told is not None:
        done(thing=notice.thing, kind=NoticeKind.ACTION_LATE, party=notice.party_id, at=at)
    tell(
        party=notice.party_id,
        child=notice.child_id,
        kind=NoticeKind.ACTION_LATE,
        thing=notice.thing,
        about=person,
        due_on=notice.due_on,
        at=at,
    )


def _who_wrote_last(unit: UUID, child: UUID) -> UUID | None:
    """Whoever of the unit last wrote anything about the child; nobody in particular, when nobody has."""
    rows = Entry.objects.filter(owner=unit, child=child).order_by("-written_at", "-pk")
    return rows.values_list("author", flat=True).first()


def _tell_holder(notice: Notice, holder: UUID, *, at: datetime) -> None:
    """Once for each action: whoever has rung about it is not asked to ring again."""
    told = Notice.objects.filter(kind=NoticeKind.ACTION_LATE_ELSEWHERE, thing=notice.thing, party=holder)
    if holder != notice.party_id and not told.exists():
        tell(
            party=holder,
            child=notice.child_id,
            kind=NoticeKind.ACTION_LATE_ELSEWHERE,
            thing=notice.thing,
            about=notice.party_id,
            due_on=notice.due_on,
            at=at,
        )
