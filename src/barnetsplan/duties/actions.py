"""Every write of the duties: weighing what is raised, emergencies, questions to the log, investigations."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from barnetsplan import context
from barnetsplan.audit.record import Event, record
from barnetsplan.coordination.actions import end_investigation, record_investigation
from barnetsplan.coordination.models import Investigation
from barnetsplan.domain.decisions import Reason, Refused, Taken
from barnetsplan.domain.identity import IdentityNumber
from barnetsplan.domain.protection import is_by_name
from barnetsplan.duties.kinds import Weighing
from barnetsplan.duties.models import EmergencyOpening, EmergencyWeighed, Raised, Replayed, Weighed
from barnetsplan.duties.places import place_of
from barnetsplan.duties.review import Finding, lot, organisations_of, unusual
from barnetsplan.notices.actions import done, tell
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.organisations.models import Unit
from barnetsplan.people.kinship import of_family
from barnetsplan.people.models import Child
from barnetsplan.people.queries import by_number, find_child, number_hash
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.vault.sealing import make_key, seal


def review(*, since: datetime, until: datetime, at: datetime) -> int:
    """Raise what is unusual in the log of a period; returns how much was new."""
    return _raise(unusual(since=since, until=until), at)


def sample(*, week_of: datetime, at: datetime) -> int:
    """Raise the week's sample; returns how many were new."""
    return _raise(lot(week_of=week_of), at)


@transaction.atomic
def _raise(findings: Iterable[Finding], at: datetime) -> int:
    found = {finding.id: finding for finding in findings}
    known = set(Raised.objects.filter(pk__in=found).values_list("pk", flat=True))
    organisations = organisations_of(finding.unit for finding in found.values())
    children = set(
        Child.objects.filter(pk__in={one.child for one in found.values() if one.child}).values_list("pk", flat=True)
    )
    new = [
        Raised(
            id=key,
            kind=finding.kind,
            organisation_id=organisations[finding.unit],
            unit_id=finding.unit,
            person_id=finding.person,
            child_id=finding.child if finding.child in children else None,
            how_many=finding.how_many,
            begins=finding.begins,
            ends=finding.ends,
            raised_at=at,
        )
        for key, finding in found.items()
        if key not in known and finding.unit in organisations
    ]
    Raised.objects.bulk_create(new)
    return len(new)


@transaction.atomic
def weigh_raised(*, raised: Raised, outcome: Weighing, words: str, by: Actor, at: datetime) -> Weighed | Refused:
    """Record what the reviewer found, once; the words are sealed. *Source:* PDL 4:3; HSLF-FS 2016:40 4:9."""
    if Weighed.objects.filter(raised=raised).exists():
        return Refused(Reason.ALREADY_ANSWERED)
    key = make_key(at=at)
    row = Weighed(raised=raised, outcome=outcome, key=key, weighed_by_id=by.person_id, weighed_at=at)
    row.sealed = seal(words, key=key, place=place_of(row))
    row.save(force_insert=True)
    return row


@dataclass(frozen=True, slots=True)
class Emergency:
    """A child by exact number, and why it cannot wait."""

    number: IdentityNumber
    reason: str
    opening_id: UUID


@transaction.atomic
def open_in_emergency(*, emergency: Emergency, by: Actor, at: datetime) -> EmergencyOpening | Refused:
    """Open whom to ring around a child, for some hours; the security officers are told at once.

    A child that nobody here knows, and one that only named persons may open, answer alike.

    *Source:* SoL 20:1; law.md 5, abuse case 4; 4.4: time-boxed and told.
    """
    if len(emergency.reason.split()) < current().reading.emergency_words:
        return Refused(Reason.REASON_TOO_SHORT)
    child = _known(emergency.number, by)
    if isinstance(child, Refused):
        return child
    earlier = EmergencyOpening.objects.filter(pk=emergency.opening_id).first()
    if earlier is not None:
        if (earlier.person_id, earlier.child_id) != (by.person_id, child.pk):
            raise Taken
        return earlier
    return _opened(child, emergency, by, at)


def _known(number: IdentityNumber, by: Actor) -> Child | Refused:
    """The child with exactly this number; one that only named persons may open is as one that nobody knows."""
    with context.numbered(number_hash(number)):
        person = by_number(number)
        child = find_child(person.pk) if person is not None else None
        if child is None or is_by_name(child.protection):
            return Refused(Reason.UNKNOWN_CHILD)
        return Refused(Reason.OWN_FAMILY) if of_family(by.person_id, child=child.pk) else child


def _opened(child: Child, emergency: Emergency, by: Actor, at: datetime) -> EmergencyOpening:
    key = make_key(at=at)
    until = at + timedelta(hours=current().reading.emergency_hours)
    row = EmergencyOpening(
        id=emergency.opening_id,
        child=child,
        unit_id=by.party_id,
        person_id=by.person_id,
        key=key,
        opened_at=at,
        valid_until=until,
    )
    row.sealed_reason = seal(emergency.reason, key=key, place=place_of(row))
    _save(row)
    with context.about(child.pk, act=Act.EMERGENCY_BEGIN.value):
        for party in _officers_of(by.party_id):
            tell(party=party, child=child.pk, kind=NoticeKind.EMERGENCY_OPENED, thing=row.pk, about=by.party_id, at=at)
    return row


def _save(row: EmergencyOpening) -> None:
    """Store it; an id that somebody else's has, which nobody here sees, is taken."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Taken from None


def _officers_of(unit: UUID) -> Collection[UUID]:
    """The units of the same organisation in which its security officers work."""
    sectors = {sector for role in current().roles if "security_officer" in role.duties for sector in role.sectors}
    organisation = Unit.objects.filter(pk=unit).values("domain__organisation")
    return list(
        Unit.objects.filter(sector__in=sectors, domain__organisation__in=organisation).values_list("pk", flat=True)
    )


@transaction.atomic
def weigh_emergency(
    *, opening: EmergencyOpening, tell_family: bool, words: str, by: Actor, at: datetime
) -> EmergencyWeighed | Refused:
    """Decide whether the family is told of an emergency: its own log then says so, from this moment.

    *Source:* law.md 4.4; 26:2 OSL: not told where telling could harm the child.
    """
    if EmergencyWeighed.objects.filter(opening=opening).exists():
        return Refused(Reason.ALREADY_ANSWERED)
    row = EmergencyWeighed(opening=opening, family_told=tell_family, weighed_by_id=by.person_id, weighed_at=at)
    row.sealed = seal(words, key=opening.key, place=place_of(row))
    row.save(force_insert=True)
    if tell_family:
        more = {"unit": str(opening.unit_id), "opened": opening.opened_at.isoformat()}
        record(Event(act=EMERGENCY_TOLD, at=at, actor=by, code="told", child=opening.child_id, thing=row.pk, more=more))
    with context.about(opening.child_id, act=Act.EMERGENCY_WEIGH.value):
        done(thing=opening.pk, kind=NoticeKind.EMERGENCY_OPENED, at=at)
    return row


#: The event from which the family's log tells of an emergency; nobody does this, so that it is no act of the table.
EMERGENCY_TOLD = "emergency:told"


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody with a duty asks the log: what could this unit see of this child on this day, and why."""

    number: IdentityNumber
    unit: UUID
    day: date
    reason: str


@transaction.atomic
def ask_log(*, asked: Asked, by: Actor, at: datetime) -> Replayed | Refused:
    """Record the question and its reason; the answer is computed when shown. *Source:* law.md SRCH-01, GDPR-06."""
    child = _known(asked.number, by)
    if isinstance(child, Refused):
        return child
    key = make_key(at=at)
    row = Replayed(child=child, unit_id=asked.unit, day=asked.day, key=key, asked_by_id=by.person_id, asked_at=at)
    row.sealed_reason = seal(asked.reason, key=key, place=place_of(row))
    row.save(force_insert=True)
    return row


@transaction.atomic
def note_investigation(
    *, number: IdentityNumber, opened_on: date, asked: Collection[UUID], by: Actor, at: datetime
) -> Investigation | Refused:
    """Record the own unit's open investigation of a child that is known here, and whom it asks (SoL 20:6)."""
    child = _known(number, by)
    if isinstance(child, Refused):
        return child
    with context.about(child.pk, act=Act.INVESTIGATION_NOTE.value):
        return record_investigation(child=child.pk, opened_on=opened_on, asked=asked, by=by, at=at)


def end_noted_investigation(*, investigation: Investigation, at: datetime) -> Investigation:
    """Record that the investigation is over."""
    with context.about(investigation.child_id, act=Act.INVESTIGATION_END.value):
        end_investigation(investigation=investigation, at=at)
    return investigation
