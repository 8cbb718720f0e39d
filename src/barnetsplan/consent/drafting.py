"""What is to be asked, before it is asked: the rows, whose answer each needs, until when, and how it will be read.

A preview and the question itself come from here, so that nobody is asked anything else than what the asker has read.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from barnetsplan.consent.givers import Asker, givers_of_rows
from barnetsplan.consent.models import ConsentRequest, ConsentRow
from barnetsplan.consent.texts import Shown, as_shown
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.periods import birthday, earliest, local_date, midnight_of, months_after
from barnetsplan.domain.vocabulary import GiverRole, Layer
from barnetsplan.people.models import Child
from barnetsplan.people.queries import majority_of, name_of
from barnetsplan.practice.load import current


@dataclass(frozen=True, slots=True)
class NewRow:
    """One row to ask for."""

    service: UUID
    discloser: UUID
    recipient: UUID
    layer: Layer
    area: str = ""


@dataclass(frozen=True, slots=True)
class NewRequest:
    """What is to be asked: by whom, for what, until which day (the day itself included)."""

    id: UUID
    child: Child
    asked_by: UUID
    author: UUID
    purpose: str
    rows: Collection[NewRow]
    at: datetime
    last_day: date | None = None
    container: UUID | None = None


@dataclass(frozen=True, slots=True)
class Drafted:
    """A request that is not stored: its rows, each with its givers, and what everybody together is shown."""

    request: ConsentRequest
    givers: Mapping[ConsentRow, Mapping[UUID, GiverRole]]
    child_name: str

    @property
    def everyone(self) -> frozenset[UUID]:
        """Whose answer is needed to something."""
        return frozenset(person for givers in self.givers.values() for person in givers)

    @property
    def shown(self) -> Shown:
        """The whole question."""
        return as_shown(self.request, self.givers, child_name=self.child_name)

    def shown_to(self, giver: UUID) -> Shown:
        """What one giver is shown: what the own answer is needed for, and nothing else."""
        rows = [row for row, givers in self.givers.items() if giver in givers]
        return as_shown(self.request, rows, child_name=self.child_name)


def draft(new: NewRequest) -> Drafted | Refused:
    """Make a request ready to be asked, or say why it cannot be; nothing is stored.

    Lasts at most as long as ``practice.consent.max_months``, and never past an 18th birthday or one from which
    somebody must answer who is not asked. At most so many questions as fit on one page: one per service.

    *Source:* law.md CON-01, CON-02, CON-03, CON-08.
    """
    rows = tuple(dict.fromkeys(new.rows))
    if not rows:
        return Refused(Reason.CONSENT_WITHOUT_RECIPIENT)
    if len({row.service for row in rows}) > current().consent.max_questions_per_page:
        return Refused(Reason.TOO_MANY_QUESTIONS)
    asked = givers_of_rows(Asker(new.child, new.asked_by, new.at), rows)
    until = _until(new, child_is_asked=all(new.child.pk in givers for givers in asked.values()))
    if isinstance(until, Refused):
        return until
    if not all(asked.values()):
        return Refused(Reason.NO_GIVERS)
    request = _request(new, until)
    return Drafted(request, {_row(request, row): asked[row] for row in rows}, name_of(new.child.person))


def _request(new: NewRequest, until: datetime) -> ConsentRequest:
    return ConsentRequest(
        id=new.id,
        child=new.child,
        asked_by_id=new.asked_by,
        author_id=new.author,
        container=new.container,
        purpose=new.purpose,
        text_version=current().version,
        asked_at=new.at,
        valid_until=until,
    )


def _row(request: ConsentRequest, row: NewRow) -> ConsentRow:
    return ConsentRow(
        request=request,
        service_id=row.service,
        discloser_id=row.discloser,
        recipient_id=row.recipient,
        layer=row.layer,
        area=row.area,
    )


def _until(new: NewRequest, *, child_is_asked: bool) -> datetime | Refused:
    today = local_date(new.at)
    longest = months_after(today, current().consent.max_months)
    last_day = new.last_day or longest
    if last_day < today:
        return Refused(Reason.ANSWER_LATER_THAN_END)
    if last_day > longest:
        return Refused(Reason.CONSENT_TOO_LONG)
    end = midnight_of(date.fromordinal(last_day.toordinal() + 1))
    return earliest(end, majority_of(new.child), None if child_is_asked else _own_answer_from(new.child, new.at))


def _own_answer_from(child: Child, at: datetime) -> datetime | None:
    """The next birthday from which the child must answer too, by the county's policy."""
    if child.born_on is None:
        return None
    ages = [rule.from_age for rule in current().consent_rules if rule.from_age and "child" in rule.must_give]
    days = (midnight_of(birthday(child.born_on, age)) for age in ages)
    return min((day for day in days if day > at), default=None)
