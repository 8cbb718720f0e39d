"""Reading consent: the state of rows, what a giver is asked, what the asker may know."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery

from barnetsplan.consent.models import ConsentAnswer, ConsentGiver, ConsentRequest, ConsentRow
from barnetsplan.consent.states import RowFacts, state_of
from barnetsplan.domain.vocabulary import Answer, ConsentState, Layer
from barnetsplan.people.models import Child
from barnetsplan.people.queries import age_of, family_of
from barnetsplan.practice.load import current
from barnetsplan.statements import Statement, an_id


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
    ids: Collection[UUID] | None = None,
    family: Collection[UUID] | None = None,
) -> tuple[RowState, ...]:
    """All rows of a child, those of some requests or those with some ids, with their states: one query, and one more.

    ``family`` spares the second to a caller that has read it already.
    """
    if requests is None and ids is None:
        rows: Iterable[tuple[Any, ...]] = _ALL_OF_CHILD.rows(child=child.pk)
    else:
        some = _answered_rows(child.pk)
        some = some if requests is None else some.filter(request__in=requests)
        rows = some if ids is None else some.filter(pk__in=ids)
    adults = family_of(child, at=at) if family is None else family
    return _states(rows, child=child.pk, family=adults, at=at)


def circle_states(
    child: UUID,
    *,
    container: UUID,
    family: Collection[UUID],
    at: datetime,
) -> tuple[RowState, ...]:
    """The rows of one case that tell what each service may read itself: one query."""
    return _states(_CIRCLE.rows(child=child, container=container), child=child, family=family, at=at)


class _AnsweredRow(NamedTuple):
    """A consent row beside one of its givers, and what that giver has said last."""

    id: UUID
    service: UUID
    discloser: UUID
    recipient: UUID
    layer: str
    area: str
    request: UUID
    purpose: str
    container: UUID | None
    valid_until: datetime
    withdrawn_at: datetime | None
    giver: UUID
    said: str | None


def _answered_rows(child: UUID) -> "QuerySet[ConsentRow, tuple[Any, ...]]":
    newest = ConsentAnswer.objects.filter(row=OuterRef("pk"), giver=OuterRef("giver")).order_by("-number")
    of_request = ("purpose", "container", "valid_until", "withdrawn_at")
    return (
        ConsentRow.objects.filter(request__child=child)
        .annotate(giver=F("request__givers__person"))
        .annotate(said=Subquery(newest.values("answer")[:1]))
        .order_by("request__asked_at", "pk")
        .values_list(
            *("id", "service", "discloser", "recipient", "layer", "area", "request"),
            *(f"request__{column}" for column in of_request),
            *("giver", "said"),
        )
    )


_ALL_OF_CHILD = Statement(lambda: _answered_rows(an_id("child")))
_CIRCLE = Statement(
    lambda: (
        _answered_rows(an_id("child"))
        .filter(request__container=an_id("container"), service=F("recipient"))
        .exclude(layer=Layer.TALK)
    ),
)


def _states(
    rows: Iterable[tuple[Any, ...]],
    *,
    child: UUID,
    family: Collection[UUID],
    at: datetime,
) -> tuple[RowState, ...]:
    found: dict[UUID, tuple[_AnsweredRow, dict[UUID, Answer | None]]] = {}
    for row in map(_AnsweredRow._make, rows):
        _, said = found.setdefault(row.id, (row, {}))
        said[row.giver] = Answer(row.said) if row.said else None
    return tuple(_row_state(row, said, child, family, at) for row, said in found.values())


def _row_state(
    row: _AnsweredRow,
    said: Mapping[UUID, Answer | None],
    child: UUID,
    family: Collection[UUID],
    at: datetime,
) -> RowState:
    facts = RowFacts(
        givers=frozenset(said),
        newest={giver: answer for giver, answer in said.items() if answer is not None},
        child=child,
        family=family,
        valid_until=row.valid_until,
        withdrawn_at=row.withdrawn_at,
    )
    return RowState(
        id=row.id,
        request=row.request,
        purpose=row.purpose,
        container=row.container,
        service=row.service,
        discloser=row.discloser,
        recipient=row.recipient,
        layer=Layer(row.layer),
        area=row.area,
        state=state_of(facts, at=at),
        newest=facts.newest,
        givers=facts.givers,
        valid_until=row.valid_until,
    )


def active_rows(child: Child, *, at: datetime, layer: Layer) -> tuple[RowState, ...]:
    """The rows of one layer on which something may be disclosed now."""
    return tuple(row for row in row_states(child, at=at) if row.layer is layer and row.is_active)


def who_must_answer(child: Child, *, at: datetime) -> tuple[UUID, ...]:
    """Whose answers are needed: every adult with standing, and the child by the age policy.

    *Source:* law.md CON-02, CON-03.
    """
    rule = current().consent_rule_for(age_of(child, at=at))
    if rule is None:
        return ()
    adults = family_of(child, at=at)
    return (*adults, child.pk) if adults and "child" in rule.must_give else adults


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
