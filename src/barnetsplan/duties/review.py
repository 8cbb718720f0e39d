"""Finds unusual reading in the log, for the reviewer to look at; the same finding has the same id.

What a house without addresses cannot know is not guessed: the same address as the reader is not among the findings.

*Source:* PDL 4:3; SoLPUL 10 §; HSLF-FS 2016:40 4:9; law.md 5, abuse cases 4, 17 and 32.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from barnetsplan.audit.queries import LoggedEvent, events_between
from barnetsplan.domain.decisions import Reason
from barnetsplan.domain.periods import local_date, midnight_of
from barnetsplan.domain.vocabulary import ActorKind
from barnetsplan.duties.kinds import RaisedKind
from barnetsplan.organisations.models import Unit
from barnetsplan.people.kinship import of_family
from barnetsplan.people.models import Guardianship
from barnetsplan.people.queries import names_of
from barnetsplan.policy.acts import Act
from barnetsplan.practice.load import current
from barnetsplan.vault.masters import keyed_hash

_IDS = UUID("5d0c3a4e-2f57-4a0f-9a6b-7e1d7c1f6b10")
_REFUSED = {Reason.NO_RELATION, Reason.NOT_FOUND, Reason.NO_RULE}


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found: by whom, for which unit, about which child if one, how many times, and when."""

    kind: RaisedKind
    person: UUID
    unit: UUID
    begins: datetime
    ends: datetime
    how_many: int = 1
    child: UUID | None = None
    key: str = ""

    @property
    def id(self) -> UUID:
        """The same finding has the same id."""
        return uuid.uuid5(_IDS, "|".join(map(str, (self.kind.value, self.person, self.unit, self.child, self.key))))


def unusual(*, since: datetime, until: datetime) -> list[Finding]:
    """What is unusual in the log of a half-open period.

    The period is widened to whole local days, so that findings are the same wherever it was cut.
    """
    begins = midnight_of(local_date(since))
    events = [event for event in events_between(begins, until) if event.kind == ActorKind.STAFF.value]
    return [*_by_hour(events), *_of_family(events), *_same_surname(events), *_emergencies(events)]


def lot(*, week_of: datetime) -> list[Finding]:
    """A few readings of the week before, picked by lot, in each organisation.

    The lot is a keyed hash: nobody can tell beforehand which, and the job can be run again. *Source:* PDL 4:3.
    """
    today = local_date(week_of)
    monday = today - timedelta(days=today.weekday() + 7)
    begins, ends = midnight_of(monday), midnight_of(monday + timedelta(days=7))
    pairs: dict[tuple[UUID, UUID, UUID], Finding] = {}
    for event in events_between(begins, ends):
        if event.kind == ActorKind.STAFF.value and event.permitted and event.child is not None:
            pair = (event.person, event.party, event.child)
            pairs.setdefault(pair, _of(RaisedKind.SAMPLE, event, key=monday.isoformat(), child=event.child))
    organisations = organisations_of(finding.unit for finding in pairs.values())
    drawn: dict[UUID, list[Finding]] = defaultdict(list)
    for finding in sorted(pairs.values(), key=lambda finding: keyed_hash(str(finding.id), purpose="log-sample")):
        if finding.unit in organisations and len(drawn[organisations[finding.unit]]) < current().reading.sample_a_week:
            drawn[organisations[finding.unit]].append(replace(finding, begins=begins, ends=ends))
    return [finding for some in drawn.values() for finding in some]


def _of(kind: RaisedKind, event: LoggedEvent, *, key: str, child: UUID | None = None) -> Finding:
    return Finding(kind, event.person, event.party, event.at, event.at, child=child, key=key)


def _by_hour(events: Iterable[LoggedEvent]) -> Iterator[Finding]:
    """Who was stopped for opening too many children, and who was refused often, each within a clock hour."""
    hours: dict[tuple[RaisedKind, UUID, UUID, datetime], list[LoggedEvent]] = defaultdict(list)
    for event in events:
        hour = event.at.replace(minute=0, second=0, microsecond=0)
        if event.code == Reason.TOO_MANY_CHILDREN:
            hours[RaisedKind.MANY_CHILDREN, event.person, event.party, hour].append(event)
        elif not event.permitted and event.code in _REFUSED:
            hours[RaisedKind.REFUSED_OFTEN, event.person, event.party, hour].append(event)
    for (kind, person, unit, hour), found in hours.items():
        enough = 1 if kind is RaisedKind.MANY_CHILDREN else current().reading.refusals_an_hour
        if len(found) >= enough:
            begins, ends = hour, hour + timedelta(hours=1)
            yield Finding(kind, person, unit, begins, ends, how_many=len(found), key=hour.isoformat())


def _pairs(events: Iterable[LoggedEvent]) -> Mapping[tuple[UUID, UUID], list[LoggedEvent]]:
    """Who opened which child, with the events of it, oldest first."""
    pairs: dict[tuple[UUID, UUID], list[LoggedEvent]] = defaultdict(list)
    for event in events:
        if event.child is not None:
            pairs[event.person, event.child].append(event)
    return pairs


def _of_family(events: Iterable[LoggedEvent]) -> Iterator[Finding]:
    """Who tried, or managed, to open a child of the own family at work."""
    for (person, child), found in _pairs(events).items():
        tried = [event for event in found if event.code == Reason.OWN_FAMILY]
        if tried or of_family(person, child=child):
            yield from _once_a_day(RaisedKind.OWN_FAMILY, tried or found)


def _same_surname(events: Iterable[LoggedEvent]) -> Iterator[Finding]:
    """Who opened a child of the own surname, or with a guardian of that name: often chance, and quickly looked at."""
    pairs = {pair: [event for event in found if event.permitted] for pair, found in _pairs(events).items()}
    adults: dict[UUID, set[UUID]] = defaultdict(set)
    children = {child for _, child in pairs}
    for child, adult in Guardianship.objects.filter(child__in=children).values_list("child", "guardian"):
        adults[child].add(adult)
    names = names_of({person for person, _ in pairs} | children | {one for some in adults.values() for one in some})
    for (person, child), found in pairs.items():
        family = {_surname(names.get(one, "")) for one in (child, *adults[child])}
        if found and person not in adults[child] and _surname(names.get(person, "")) in family - {""}:
            yield from _once_a_day(RaisedKind.SAME_SURNAME, found)


def _surname(name: str) -> str:
    first, _, last = name.strip().rpartition(" ")
    return last.casefold() if first else ""


def _once_a_day(kind: RaisedKind, events: Iterable[LoggedEvent]) -> Iterator[Finding]:
    days: dict[str, list[LoggedEvent]] = defaultdict(list)
    for event in events:
        days[local_date(event.at).isoformat()].append(event)
    for day, found in days.items():
        first = _of(kind, found[0], key=day, child=found[0].child)
        yield replace(first, ends=found[-1].at, how_many=len(found))


def _emergencies(events: Iterable[LoggedEvent]) -> Iterator[Finding]:
    """Every opening in an emergency."""
    for event in events:
        if event.act == Act.EMERGENCY_BEGIN.value and event.permitted and event.thing is not None:
            yield _of(RaisedKind.EMERGENCY, event, key=str(event.thing), child=event.child)


def organisations_of(units: Iterable[UUID]) -> Mapping[UUID, UUID]:
    """The organisation of each unit; what is no unit has none."""
    rows = Unit.objects.filter(pk__in=set(units)).values_list("pk", "domain__organisation")
    return dict(rows)
