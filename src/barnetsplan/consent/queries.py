"""Reading consent: the state of rows, what a giver is asked, what the asker may know."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When

from barnetsplan.consent import givers
from barnetsplan.consent.models import ConsentAnswer, ConsentGiver, ConsentRequest, ConsentRow
from barnetsplan.consent.overrides import standing_lines
from barnetsplan.consent.states import RowFacts, state_of
from barnetsplan.domain.periods import age_on, local_date
from barnetsplan.domain.vocabulary import Answer, ConsentState, GiverRole, Layer, MaturityOutcome
from barnetsplan.people.maturity import WHOLE_PLAN, live_decisions
from barnetsplan.people.models import Child
from barnetsplan.people.queries import family_of
from barnetsplan.statements import Statement, a_moment, an_id

#: The part of a request that is answered together: service, layer, area.
Part = tuple[UUID, str, str]


@dataclass(frozen=True, slots=True)
class RowState:
    """A consent row with its state and every giver's newest answer; for rules and for the asker, not for givers.

    ``stood_for`` are the guardians in whose place a decision stands now.
    """

    id: UUID
    request: UUID
    purpose: str
    container: UUID | None
    asked_by: UUID
    service: UUID
    discloser: UUID
    recipient: UUID
    layer: Layer
    area: str
    state: ConsentState
    newest: Mapping[UUID, Answer]
    givers: Mapping[UUID, GiverRole]
    stood_for: frozenset[UUID]
    asked_at: datetime
    valid_until: datetime

    @property
    def is_active(self) -> bool:
        """Whether something may be disclosed on this row now."""
        return self.state is ConsentState.ACTIVE

    @property
    def part(self) -> Part:
        """The question on the page that the row belongs to."""
        return self.service, self.layer.value, self.area

    @property
    def is_main(self) -> bool:
        """Whether it is between the service and the one who asked; the others follow what is said of both services."""
        return self.asked_by in {self.discloser, self.recipient}


def row_states(
    child: Child,
    *,
    at: datetime,
    requests: Collection[UUID] | None = None,
    ids: Collection[UUID] | None = None,
    family: Collection[UUID] | None = None,
) -> tuple[RowState, ...]:
    """All rows of a child, those of some requests or those with some ids, with their states: one query, and one more.

    ``family`` spares the second to a caller that has read it already.
    """
    if requests is None and ids is None:
        rows: Iterable[tuple[Any, ...]] = _ALL_OF_CHILD.rows(child=child.pk, at=at)
    else:
        some = _answered_rows(child.pk, at)
        some = some if requests is None else some.filter(request__in=requests)
        rows = some if ids is None else some.filter(pk__in=ids)
    adults = family_of(child, at=at) if family is None else family
    return _states(rows, child=child.pk, family=adults, at=at)


class _AnsweredRow(NamedTuple):
    """A consent row beside one of its givers, and what that giver has said last."""

    id: UUID
    service: UUID
    discloser: UUID
    recipient: UUID
    layer: str
    area: str
    superseded_at: datetime | None
    request: UUID
    purpose: str
    container: UUID | None
    asked_by: UUID
    asked_at: datetime
    valid_until: datetime
    withdrawn_at: datetime | None
    born_on: date | None
    giver: UUID
    role: str
    said: str | None
    over_a_no: bool | None
    outcome: str | None


def _answered_rows(child: Any, at: Any) -> "QuerySet[ConsentRow, tuple[Any, ...]]":
    """Every row of a child beside each of its givers: those of the whole request, and those of the row alone."""
    newest = ConsentAnswer.objects.filter(row=OuterRef("pk"), giver=OuterRef("giver")).order_by("-number")
    standing = standing_lines(at).filter(row=OuterRef("pk"), guardian=OuterRef("giver"))
    mature = live_decisions(child, at=at).filter(domain=OuterRef("discloser__unit__domain"), matter=OuterRef("matter"))
    of_request = ("purpose", "container", "asked_by", "asked_at", "valid_until", "withdrawn_at", "child__born_on")
    return (
        ConsentRow.objects.filter(Q(request__givers__row=None) | Q(request__givers__row=F("pk")), request__child=child)
        .annotate(giver=F("request__givers__person"), role=F("request__givers__role"))
        .annotate(matter=Case(When(area="", then=Value(WHOLE_PLAN)), default=F("area")))
        .annotate(said=Subquery(newest.values("answer")[:1]), over_a_no=Subquery(standing.values("over_a_no")[:1]))
        .annotate(outcome=Subquery(mature.values("outcome")[:1]))
        .order_by("request__asked_at", "pk")
        .values_list(
            *("id", "service", "discloser", "recipient", "layer", "area", "superseded_at", "request"),
            *(f"request__{column}" for column in of_request),
            *("giver", "role", "said", "over_a_no", "outcome"),
        )
    )


_ALL_OF_CHILD = Statement(lambda: _answered_rows(an_id("child"), a_moment("at")))


def _states(
    rows: Iterable[tuple[Any, ...]],
    *,
    child: UUID,
    family: Collection[UUID],
    at: datetime,
) -> tuple[RowState, ...]:
    found: dict[UUID, list[_AnsweredRow]] = {}
    for row in map(_AnsweredRow._make, rows):
        found.setdefault(row.id, []).append(row)
    needs: dict[str | None, givers.Needs | None] = {}
    made = []
    for each in found.values():
        first = each[0]
        if first.outcome not in needs:
            needs[first.outcome] = _needs(first, at)
        made.append(_row_state(each, child, family, needs[first.outcome], at))
    return tuple(made)


def _needs(row: _AnsweredRow, at: datetime) -> givers.Needs | None:
    age = None if row.born_on is None else age_on(row.born_on, local_date(at))
    return givers.needs_at(age, MaturityOutcome(row.outcome) if row.outcome else None)


def _row_state(
    each: list[_AnsweredRow],
    child: UUID,
    family: Collection[UUID],
    needs: givers.Needs | None,
    at: datetime,
) -> RowState:
    row = each[0]
    stood_for = {one.giver: one.over_a_no for one in each if one.over_a_no is not None}
    facts = RowFacts(
        givers={one.giver: GiverRole(one.role) for one in each},
        newest={one.giver: Answer(one.said) for one in each if one.said},
        child=child,
        family=family,
        needs=needs,
        valid_until=row.valid_until,
        withdrawn_at=row.withdrawn_at,
        superseded_at=row.superseded_at,
        stood_for=stood_for,
    )
    return RowState(
        id=row.id,
        request=row.request,
        purpose=row.purpose,
        container=row.container,
        asked_by=row.asked_by,
        service=row.service,
        discloser=row.discloser,
        recipient=row.recipient,
        layer=Layer(row.layer),
        area=row.area,
        state=state_of(facts, at=at),
        newest=facts.newest,
        givers=facts.givers,
        stood_for=frozenset(stood_for),
        asked_at=row.asked_at,
        valid_until=row.valid_until,
    )


def leading(rows: Collection[RowState]) -> tuple[RowState, ...]:
    """The rows whose answer is the answer to the question on the page: the main ones, or all where somebody has none.

    ``rows`` are those that one giver is asked about.
    """
    with_main = {(row.request, row.part) for row in rows if row.is_main}
    return tuple(row for row in rows if row.is_main or (row.request, row.part) not in with_main)


def active_rows(child: Child, *, at: datetime, layer: Layer) -> tuple[RowState, ...]:
    """The rows of one layer on which something may be disclosed now."""
    return tuple(row for row in row_states(child, at=at) if row.layer is layer and row.is_active)


def who_must_answer(child: Child, *, at: datetime) -> tuple[UUID, ...]:
    """Whose answers are needed: every adult with standing, and the child by the age policy.

    *Source:* law.md CON-02, CON-03.
    """
    return tuple(givers.who_must_answer(child, at=at))


def find_request(key: UUID) -> ConsentRequest | None:
    """A request by id, with its child, key and asking unit."""
    return ConsentRequest.objects.select_related("child__person__key", "asked_by").filter(pk=key).first()


def requests_of(child: UUID, *, container: UUID | None = None) -> tuple[ConsentRequest, ...]:
    """The requests about a child, newest first."""
    rows = ConsentRequest.objects.filter(child=child).select_related("asked_by", "child")
    if container is not None:
        rows = rows.filter(container=container)
    return tuple(rows.order_by("-asked_at"))


def is_giver(request: ConsentRequest, person: UUID) -> bool:
    """Whether this person's answer is needed."""
    return ConsentGiver.objects.filter(request=request, person=person).exists()


def givers_of(request: ConsentRequest) -> Mapping[UUID, GiverRole]:
    """Whose answers are needed to something of a request, and in which capacity."""
    rows = ConsentGiver.objects.filter(request=request).values_list("person", "role")
    return {person: GiverRole(role) for person, role in rows}


def own_answers(request: ConsentRequest, person: UUID) -> Mapping[Part, Answer]:
    """A giver's own newest answers by (service, layer, area); nobody else's (architecture.md rule 11)."""
    answers = ConsentAnswer.objects.filter(row__request=request, giver=person).select_related("row").order_by("number")
    asker = request.asked_by_id
    main_last = sorted(answers, key=lambda each: asker in {each.row.discloser_id, each.row.recipient_id})
    return {(a.row.service_id, a.row.layer, a.row.area): Answer(a.answer) for a in main_last}
