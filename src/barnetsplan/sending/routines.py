"""What the program does by itself, and when: a small scheduler, because the queue has none (stack.md, Jobs; ADR 0024).

A routine is a command of the program, named here once. Its row says when it is due next. Whoever finds it due gives the
round an id and moves the row on in the same statement, so that two workers never begin the same round. A round that
fails, or whose worker died, is begun again a few times before the next one is due.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final
from uuid import UUID, uuid4

from django.db.models import F

from barnetsplan.domain.periods import STOCKHOLM, local_date
from barnetsplan.sending.models import Routine

#: A round that has not ended after so long has died with its worker: one of every minute, and one of the night.
_DEAD: Final = (timedelta(minutes=5), timedelta(minutes=90))
_AGAIN: Final = timedelta(minutes=5)
_TRIES: Final = 3
_MONDAY: Final = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """One routine: its command, and either every so many minutes or at a time of the day (on one weekday)."""

    name: str
    command: tuple[str, ...]
    minutes: int = 0
    at: time | None = None
    weekday: int | None = None
    priority: int = 0

    def next_after(self, moment: datetime) -> datetime:
        """The first moment after this one at which it is due."""
        if self.at is None:
            return moment + timedelta(minutes=self.minutes)
        today = local_date(moment)
        days = (today + timedelta(days=ahead) for ahead in range(9))
        times = (datetime.combine(day, self.at, tzinfo=STOCKHOLM) for day in days if self._is_on(day.weekday()))
        return next(one for one in times if one > moment)

    def _is_on(self, weekday: int) -> bool:
        return self.weekday is None or self.weekday == weekday


#: What stands here needs no line in cron.
TURNS: Final = (
    Turn("messages", ("messages", "queue"), minutes=1, priority=20),
    Turn("log-review", ("log", "review"), minutes=1),
    Turn("late-actions", ("messages", "late"), at=time(6, 30)),
    Turn("consents-renew", ("consents", "renew"), at=time(5)),
    Turn("custody-recheck", ("custody", "recheck"), at=time(3), priority=-10),
    Turn("drafts-purge", ("drafts", "purge"), at=time(2, 10), priority=-10),
    Turn("sessions-purge", ("clearsessions",), minutes=60, priority=-10),
    Turn("queue-purge", ("prune_db_task_results", "--queue-name", "*", "--min-age-days", "7"), at=time(2, 30)),
    Turn("log-verify", ("log", "verify"), at=time(4), priority=-10),
    Turn("consents-verify", ("consents", "verify"), at=time(4, 30), weekday=_MONDAY, priority=-10),
)


def named(name: str) -> Turn:
    """A routine by its name."""
    return next(turn for turn in TURNS if turn.name == name)


def take_due(*, at: datetime) -> tuple[tuple[str, UUID], ...]:
    """Give every routine that is due the id of a new round; each round is given out once."""
    known = set(Routine.objects.values_list("name", flat=True))
    for turn in TURNS:
        if turn.name not in known:
            # What recurs every minute begins at once; what belongs to the night waits for it.
            Routine.objects.get_or_create(
                name=turn.name, defaults={"due_at": turn.next_after(at) if turn.at is not None else at}
            )
    given = []
    for row in Routine.objects.filter(name__in=[turn.name for turn in TURNS]).order_by("due_at", "name"):
        turn = named(row.name)
        if not _is_due(row, turn, at):
            continue
        run = uuid4()
        moved = Routine.objects.filter(pk=row.pk, run=row.run, due_at=row.due_at).update(
            run=run,
            queued_at=at,
            began_at=None,
            ended_at=None,
            due_at=turn.next_after(at),
        )
        given += [(row.name, run)] if moved else []
    return tuple(given)


def _is_due(row: Routine, turn: Turn, at: datetime) -> bool:
    if row.run is not None and row.ended_at is None and row.queued_at is not None:
        return row.queued_at <= at - _DEAD[turn.at is not None]
    return row.due_at <= at


def begin(name: str, run: UUID, *, at: datetime) -> bool:
    """Begin one round, once; a round that was given up meanwhile is not begun."""
    held = Routine.objects.filter(name=name, run=run, began_at__isnull=True)
    return bool(held.update(began_at=at, attempts=F("attempts") + 1))


def end(name: str, run: UUID, *, failed: bool, at: datetime) -> None:
    """End one round; after a failure it is due again soon, three times at the most."""
    held = Routine.objects.filter(name=name, run=run)
    if not failed:
        held.update(ended_at=at, failed=False, attempts=0)
        return
    held.update(ended_at=at, failed=True)
    held.filter(attempts__lt=_TRIES, due_at__gt=at + _AGAIN).update(due_at=at + _AGAIN)
    held.filter(attempts__gte=_TRIES).update(attempts=0)
