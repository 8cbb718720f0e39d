"""Reading consent: the state of rows, what a giver is asked, what the asker may know."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from barnetsplan.consent.models import ConsentAnswer, ConsentGiver, ConsentRequest, ConsentRow
from barnetsplan.consent.states import RowFacts, state_of
from barnetsplan.domain.vocabulary import Answer, ConsentState, Layer
from barnetsplan.people.models import Child
from barnetsplan.people.queries import family_of


@dataclass(frozen=True, slots=True)
class RowState:
    """A consent row with its state and every giver's newest answer; for rules and for the asker, not for givers."""

    id: UUID
    request: UUID
    purpose: str
    container: UUID | None
    service: UUID
    discloser: UUID
    recipient: UUID
    layer: Layer
    area: str
    state: ConsentState
    newest: Mapping[UUID, Answer]
    givers: frozenset[UUID]
    valid_until: datetime

    @property
    def is_active(self) -> bool:
        """Whether something may be disclosed on this row now."""
        return self.state is ConsentState.ACTIVE


def row_states(
    child: Child,
    *,
    at: datetime,
    requests: Collection[UUID] | None = None,
) -> tuple[RowState, ...]:
    """All rows of a child, or those of some requests, with their states; four queries whatever the number."""
    rows = ConsentRow.objects.filter(request__child=child).select_related("request").order_by("request__asked_at", "pk")
    if requests is not None:
        rows = rows.filter(request__in=requests)
    found = list(rows)
    givers = _givers({row.request_id for row in found})
    newest = _newest_answers(row.pk for row in found)
    family = family_of(child, at=at)
    return tuple(_row_state(row, givers, newest, family, at) for row in found)


def _row_state(
    row: ConsentRow,
    givers: Mapping[UUID, frozenset[UUID]],
    newest: Mapping[UUID, Mapping[UUID, Answer]],
    family: Collection[UUID],
    at: datetime,
) -> RowState:
    request = row.request
    facts = RowFacts(
        givers=givers.get(request.pk, frozenset()),
        newest=newest.get(row.pk, {}),
        child=request.child_id,
        family=family,
        valid_until=request.valid_until,
        withdrawn_at=request.withdrawn_at,
    )
    return RowState(
        id=row.pk,
        request=request.pk,
        purpose=request.purpose,
        container=request.container,
        service=row.service_id,
        discloser=row.discloser_id,
        recipient=row.recipient_id,
        layer=Layer(row.layer),
        area=row.area,
        state=state_of(facts, at=at),
        newest=facts.newest,
        givers=facts.givers,
        valid_until=request.valid_until,
    )


def _givers(requests: Collection[UUID]) -> Mapping[UUID, frozenset[UUID]]:
    givers: dict[UUID, set[UUID]] = {}
    for request, person in ConsentGiver.objects.filter(request__in=requests).values_list("request", "person"):
        givers.setdefault(request, set()).add(person)
    return {request: frozenset(people) for request, people in givers.items()}


def _newest_answers(rows: Iterable[UUID]) -> Mapping[UUID, Mapping[UUID, Answer]]:
    newest: dict[UUID, dict[UUID, Answer]] = {}
    answers = ConsentAnswer.objects.filter(row__in=list(rows)).order_by("number")
    for row, giver, answer in answers.values_list("row", "giver", "answer"):
        newest.setdefault(row, {})[giver] = Answer(answer)
    return newest


def active_rows(child: Child, *, at: datetime, layer: Layer) -> tuple[RowState, ...]:
    """The rows of one layer on which something may be disclosed now."""
    return tuple(row for row in row_states(child, at=at) if row.layer is layer and row.is_active)


def find_request(key: UUID) -> ConsentRequest | None:
    """A request by id, with its child, key and asking unit."""
    return ConsentRequest.objects.select_related("child__person__key", "asked_by").filter(pk=key).first()


def requests_of(child: UUID, *, container: UUID | None = None) -> tuple[ConsentRequest, ...]:
    """The requests about a child, newest first."""
    rows = ConsentRequest.objects.filter(child=child).select_related("asked_by")
    if container is not None:
        rows = rows.filter(container=container)
    return tuple(rows.order_by("-asked_at"))


def is_giver(request: ConsentRequest, person: UUID) -> bool:
    """Whether this person's answer is needed."""
    return ConsentGiver.objects.filter(request=request, person=person).exists()


def givers_of(request: ConsentRequest) -> frozenset[UUID]:
    """Whose answers are needed."""
    return frozenset(ConsentGiver.objects.filter(request=request).values_list("person", flat=True))


def own_answers(request: ConsentRequest, person: UUID) -> Mapping[tuple[UUID, str, str], Answer]:
    """A giver's own newest answers by (service, layer, area); nobody else's (architecture.md rule 11)."""
    answers = ConsentAnswer.objects.filter(row__request=request, giver=person).select_related("row").order_by("number")
    return {(a.row.service_id, a.row.layer, a.row.area): Answer(a.answer) for a in answers}
