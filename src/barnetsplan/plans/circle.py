"""The circle: asking the family who may take part, and releasing what each service may read (model.md 4.2, 5.1)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from barnetsplan.cases.child_view import NewChildView, write_child_view
from barnetsplan.cases.models import Case
from barnetsplan.consent.actions import NewRequest, NewRow, ask, withdraw_request
from barnetsplan.consent.disclose import Disclose, carried_by, disclose
from barnetsplan.consent.models import ConsentRequest
from barnetsplan.consent.queries import RowState, row_states
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.vocabulary import Ground, Layer
from barnetsplan.gathering.actions import tell_givers
from barnetsplan.gathering.taking_back import take_back_questions
from barnetsplan.organisations.models import Unit
from barnetsplan.people.models import Child
from barnetsplan.people.queries import live
from barnetsplan.plans.models import Plan, Seat
from barnetsplan.policy.facts import Actor
from barnetsplan.records.kinds import Contribution
from barnetsplan.records.queries import visible_to


@dataclass(frozen=True, slots=True)
class CircleQuestion:
    """Which services the family is asked about, with which background of each, until which day."""

    case: Case
    token: UUID
    services: Mapping[UUID, Collection[str]]
    last_day: date | None
    by: Actor
    at: datetime
    child_view: NewChildView | None = None

    @property
    def request(self) -> NewRequest:
        """The request as it is asked, and as it is previewed."""
        return NewRequest(
            id=self.token,
            child=self.case.child,
            asked_by=self.case.unit_id,
            author=self.by.person_id,
            container=self.case.pk,
            purpose=Layer.MAP.value,
            rows=circle_rows(self.case, self.services, at=self.at),
            last_day=self.last_day,
            at=self.at,
        )


def ask_for_circle(
    *,
    case: Case,
    token: UUID,
    services: Mapping[UUID, Collection[str]],
    last_day: date | None,
    by: Actor,
    at: datetime,
) -> ConsentRequest | Refused:
    """Ask the family, one plain question per service: may it take part, and which background may it read?

    Rows go both ways between the custodian and each service, and from each service to the others, so that a
    report reaches the whole map; background goes from everyone who has written on the area.

    *Source:* law.md CON-01, A4 (consent is taken for each disclosing authority); architecture.md 2.
    """
    return put_question(CircleQuestion(case, token, services, last_day, by, at))


@transaction.atomic
def put_question(question: CircleQuestion) -> ConsentRequest | Refused:
    """Ask the family what has been previewed; sent twice, it is asked once."""
    if not question.services:
        return Refused(Reason.CONSENT_WITHOUT_RECIPIENT)
    mine = ConsentRequest.objects.filter(child=question.case.child, author=question.by.person_id)
    earlier = mine.filter(pk=question.token).first()
    if earlier is not None:
        return earlier
    request = ask(question.request)
    if isinstance(request, ConsentRequest):
        tell_givers(request, at=question.at)
        view, child = question.child_view, request.child_id
        write_child_view(view, child=child, beside=request.pk, by=question.by, at=question.at)
    return request


@transaction.atomic
def take_back(*, request: ConsentRequest, by: Actor, at: datetime) -> ConsentRequest | Refused:
    """Take a question to the family back, and with it the question to a service that waits for the family's yes.

    *Source:* architecture.md rule 11, 5.2.
    """
    taken = withdraw_request(request=request, by=by, at=at)
    if not isinstance(taken, Refused):
        take_back_questions(request=request.pk, at=at)
    return taken


def circle_rows(case: Case, services: Mapping[UUID, Collection[str]], *, at: datetime) -> tuple[NewRow, ...]:
    """The rows that a question about these services asks for; also what a preview of it is made from."""
    custodian = case.unit_id
    together = frozenset(services) | agreed_units(case, at=at)
    disclosers = [custodian, *sorted(_writing_units(case, at) - {custodian})]
    return tuple(
        row
        for service, areas in services.items()
        for row in (
            *_map_rows(service, custodian, together=together, asked=frozenset(services)),
            *_background_rows(service, areas, disclosers),
        )
    )


def _writing_units(case: Case, at: datetime) -> set[UUID]:
    """Who has written what the asker sees; that somebody has written else is nobody's to learn from a question."""
    seen = visible_to(case.unit_id, at=at).filter(child=case.child_id, kind=Contribution.KIND)
    return set(seen.filter(owner__unit__isnull=False).values_list("owner", flat=True))


def _map_rows(
    service: UUID,
    custodian: UUID,
    *,
    together: Collection[UUID],
    asked: Collection[UUID],
) -> Iterable[NewRow]:
    """Both ways with the custodian, from every other service, and to those in the circle who are not asked now."""
    yield NewRow(service=service, discloser=service, recipient=custodian, layer=Layer.MAP)
    for other in sorted({custodian, *together} - {service}):
        yield NewRow(service=service, discloser=other, recipient=service, layer=Layer.MAP)
        if other not in {custodian, *asked}:
            yield NewRow(service=service, discloser=service, recipient=other, layer=Layer.MAP)


def _background_rows(service: UUID, areas: Collection[str], disclosers: Iterable[UUID]) -> Iterable[NewRow]:
    for area in areas:
        for discloser in disclosers:
            if discloser != service:
                yield NewRow(
                    service=service,
                    discloser=discloser,
                    recipient=service,
                    layer=Layer.BACKGROUND,
                    area=area,
                )


def map_rows_to(unit: UUID, rows: Iterable[RowState], *, discloser: UUID) -> RowState | None:
    """The active row on which a discloser may let a unit read the map; nothing when there is none."""
    fitting = [
        row
        for row in rows
        if row.layer is Layer.MAP and row.is_active and (row.discloser, row.recipient) == (discloser, unit)
    ]
    return fitting[-1] if fitting else None


def agreed_rows(case: Case, *, at: datetime) -> tuple[RowState, ...]:
    """The newest row of each service that the family has said yes to taking part in this case."""
    newest = {
        row.recipient: row
        for row in row_states(case.child, at=at)
        if row.container == case.pk
        and row.layer is Layer.MAP
        and row.is_active
        and (row.discloser, row.service) == (case.unit_id, row.recipient)
    }
    return tuple(newest.values())


def agreed_units(case: Case, *, at: datetime) -> frozenset[UUID]:
    """The services that the family has said yes to taking part in this case."""
    return frozenset(row.recipient for row in agreed_rows(case, at=at))


def seats_of(plan: Plan, *, at: datetime) -> tuple[Seat, ...]:
    """The seats that hold now, in an order that tells nothing: as they were taken, and by the name of the service."""
    rows = Seat.objects.filter(live(at), plan=plan).select_related("unit__domain")
    return tuple(rows.order_by("valid_from", "unit__name", "unit"))


def seat(*, plan: Plan, unit: UUID, request: UUID, at: datetime) -> None:
    """Give a service its seat, once."""
    Seat.objects.get_or_create(
        plan=plan, unit_id=unit, valid_until=None, defaults={"request": request, "valid_from": at}
    )


def seat_guests(plan: Plan, *, at: datetime) -> None:
    """Give a guest the seat when the family has said yes: who is invited to a plan waits for no new version."""
    agreed = {row.recipient: row.request for row in agreed_rows(plan.case, at=at)}
    for unit in Unit.objects.filter(pk__in=agreed, guest=True, guest_until__gt=at).values_list("pk", flat=True):
        seat(plan=plan, unit=unit, request=agreed[unit], at=at)


@transaction.atomic
def release_background(*, child: Child, by: Actor, at: datetime) -> int:
    """Release to each seated service the background that the family has said yes to, area by area.

    Called in the transaction of every answer and every publishing: what a yes opens is opened now, and what was
    given back is released anew. The child's own words are never background: the child chose who reads them.
    Returns how many disclosures were made.
    """
    plan = Plan.objects.filter(child=child, ended_at__isnull=True).first()
    if plan is None:
        return 0
    seated = {seat.unit_id for seat in seats_of(plan, at=at)}
    rows = [
        row
        for row in row_states(child, at=at)
        if row.layer is Layer.BACKGROUND and row.is_active and row.recipient in seated
    ]
    return sum(_release_row(row, child, by, at) for row in rows)


def _release_row(row: RowState, child: Child, by: Actor, at: datetime) -> bool:
    """Everyone discloses what they own; the unit that asked also what the guardians gave it."""
    unit = Unit.objects.get(pk=row.discloser)
    held = visible_to(unit.pk, at=at).filter(child=child, kind=Contribution.KIND, area=row.area)
    held = held.exclude(owner=child.pk).exclude(owner=row.recipient).filter(superseded_by__isnull=True)
    others = held.exclude(owner=unit.pk).filter(owner__unit__isnull=False)
    entries = carried_by(row, held.exclude(pk__in=others.values("pk")), child=child.pk)
    made = disclose(
        Disclose(
            child=child,
            discloser=unit.pk,
            entries=entries,
            recipients=[row.recipient],
            ground=Ground.CONSENT_12_2,
            consent=row,
            by=by,
            at=at,
        ),
    )
    return made is not None and not isinstance(made, Refused)
