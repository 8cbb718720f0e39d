"""Every write of guests: inviting one, and ending the invitation (ADR 0021).

A guest is made as what everybody else is: a unit with a domain, a person with a number, an assignment with an end. Then
consents, releases, the log and both walls need know nothing of guests.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID, uuid4, uuid5

from django.db import transaction

from barnetsplan.accounts.actions import open_account
from barnetsplan.accounts.models import Assignment
from barnetsplan.cases.child_view import NewChildView
from barnetsplan.cases.models import Case
from barnetsplan.consent.models import ConsentRequest
from barnetsplan.consent.queries import find_request, row_states
from barnetsplan.domain.decisions import Reason, Refused, Taken
from barnetsplan.domain.identity import IdentityNumber
from barnetsplan.domain.periods import local_date, midnight_of, months_after
from barnetsplan.domain.protection import is_by_name
from barnetsplan.domain.vocabulary import CaseState, PartyKind, Regime, Strength
from barnetsplan.gathering.actions import Asking, ask_service
from barnetsplan.guests.models import Guest
from barnetsplan.guests.queries import name_place
from barnetsplan.organisations.models import Organisation, Party, SecrecyDomain, Unit
from barnetsplan.people.actions import known_or_admitted
from barnetsplan.people.models import Involvement
from barnetsplan.people.queries import family_of
from barnetsplan.plans.circle import CircleQuestion, put_question, take_back
from barnetsplan.plans.models import Seat
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.vault.sealing import seal

#: By which law somebody outside the authorities keeps silent; an association by its contract alone (law.md 1.1).
_SECTIONS: Final[Mapping[str, str]] = {
    "health": "PSL 6:12",
    "student_health_medical": "PSL 6:12",
    "preschool": "skollagen 29:14",
    "school": "skollagen 29:14",
    "student_health": "skollagen 29:14",
    "social": "SoL 17:11",
}
_BY_CONTRACT: Final = "avtal"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewGuest:
    """Who is invited, from where, until which day, and to what: with ``areas`` to a question, without to the plan."""

    case: Case
    token: UUID
    organisation: str
    sector: str
    name: str
    number: IdentityNumber
    last_day: date
    areas: Collection[str]
    text: str
    child_view: NewChildView | None
    by: Actor
    at: datetime


@transaction.atomic
def invite(new: NewGuest) -> Guest | Refused:
    """Invite somebody outside the system to one question or one plan; nothing goes out before the family's yes.

    *Source:* law.md LAW-06, IDN-20; OSL 12:2; architecture.md 2, ``Party``; ADR 0021.
    """
    earlier = Guest.objects.filter(pk=new.token).first()
    if earlier is not None:
        if (earlier.case_id, earlier.invited_by_id) != (new.case.pk, new.by.person_id):
            raise Taken
        return earlier
    refused = _why_not(new)
    if refused is not None:
        return refused
    person = known_or_admitted(new.name, new.number, new.at)
    if person.pk in {*family_of(new.case.child, at=new.at), new.case.child_id}:
        return Refused(Reason.GUEST_OF_FAMILY)
    unit = _unit_outside(new)
    assignment = _seat_for(person.pk, unit, new)
    asked = _ask(new, unit)
    return asked if isinstance(asked, Refused) else _store(new, unit, assignment, *asked)


def _why_not(new: NewGuest) -> Refused | None:
    today = local_date(new.at)
    if not today <= new.last_day <= months_after(today, current().guests.max_months):
        return Refused(Reason.GUEST_TOO_LONG)
    if is_by_name(new.case.child.protection):
        return Refused(Reason.NO_GUESTS)
    if not new.areas and new.case.state == CaseState.GATHERING:
        return Refused(Reason.WRONG_STATE)
    return None


def _unit_outside(new: NewGuest) -> Unit:
    """The unit that this one guest acts for; of its own, so that nothing given to it is given to anybody else."""
    code, kind = f"guest-{uuid4()}", current().sector(new.sector).kind
    section = _SECTIONS.get(kind, _BY_CONTRACT)
    organisation = Organisation.objects.create(code=code, name=new.organisation, kind="guest")
    domain = SecrecyDomain.objects.create(
        organisation=organisation,
        code=code,
        name=new.organisation,
        section=section,
        strength=Strength.STRONG,
        regime=Regime.CONTRACT if section == _BY_CONTRACT else Regime.STATUTORY,
    )
    return Unit.objects.create(
        party=Party.objects.create(kind=PartyKind.UNIT),
        domain=domain,
        code=code,
        name=new.organisation,
        short_name=new.organisation[:60],
        sector=new.sector,
        guest=True,
        guest_until=_until(new),
    )


def _until(new: NewGuest) -> datetime:
    return midnight_of(new.last_day + timedelta(days=1))


def _seat_for(person: UUID, unit: Unit, new: NewGuest) -> Assignment:
    open_account(person)
    return Assignment.objects.create(
        person_id=person, unit=unit, role=current().guests.role, valid_from=new.at, valid_until=_until(new)
    )


def _ask(new: NewGuest, unit: Unit) -> tuple[UUID, UUID | None] | Refused:
    """Ask the family, as about any other service; returns the request and the question that waits for it."""
    token = uuid5(new.token, "asked")
    if new.areas:
        asking = Asking(new.case, new.areas, new.text, new.by, new.at, child_view=new.child_view)
        question = ask_service(asking=asking, unit=unit.pk, token=token)
        if isinstance(question, Refused):
            return question
        return (question.request, question.pk) if question.request else Refused(Reason.NO_GIVERS)
    request = put_question(
        CircleQuestion(new.case, token, {unit.pk: ()}, last_day=None, by=new.by, at=new.at, child_view=new.child_view)
    )
    return request if isinstance(request, Refused) else (request.pk, None)


def _store(new: NewGuest, unit: Unit, assignment: Assignment, request: UUID, question: UUID | None) -> Guest:
    guest = Guest(
        id=new.token,
        unit=unit,
        assignment=assignment,
        child_id=new.case.child_id,
        case=new.case,
        question=question,
        request=request,
        sealed_name=seal(new.name, key=new.case.child.person.key, place=name_place(new.token)),
        invited_by_id=new.by.person_id,
        invited_at=new.at,
        valid_until=_until(new),
    )
    guest.save(force_insert=True)
    return guest


@transaction.atomic
def end(*, guest: Guest, by: Actor, at: datetime) -> Guest:
    """End an invitation now: the guest reads nothing any longer, and whoever is signed in as it is nobody.

    What the guest has answered stays with those to whom it was given. A question to the family that is not answered
    yet is taken back. Ended once: the second time changes nothing.

    *Source:* architecture.md rule 5; law.md CON-06.
    """
    if guest.ended_at is not None or guest.valid_until <= at:
        return guest
    Unit.objects.filter(pk=guest.unit_id).update(guest_until=at)
    Involvement.objects.filter(unit=guest.unit_id, valid_until__gt=at, valid_from__lt=at).update(valid_until=at)
    Seat.objects.filter(unit=guest.unit_id, valid_until__isnull=True).update(valid_until=at)
    Assignment.objects.filter(pk=guest.assignment_id).update(valid_until=at)
    _take_back_what_waits(guest, by, at)
    guest.ended_at, guest.ended_by_id = at, by.person_id
    guest.save(update_fields=["ended_at", "ended_by"])
    return guest


def _take_back_what_waits(guest: Guest, by: Actor, at: datetime) -> None:
    request = find_request(guest.request)
    if isinstance(request, ConsentRequest) and not any(
        row.is_active for row in row_states(guest.child, at=at, requests=[guest.request])
    ):
        take_back(request=request, by=by, at=at)
