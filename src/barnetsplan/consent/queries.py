"""Reading consent: the state of rows, what a giver is asked, what the asker may know."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, OuterRef, Subquery

from barnetsplan.consent.models import ConsentAnswer, ConsentGiver, ConsentRequest, ConsentRow
from barnetsplan.consent.states import RowFacts, state_of
from barnetsplan.domain.vocabulary import Answer, ConsentState, Layer
from barnetsplan.people.models import Child
from barnetsplan.people.queries import age_of, family_of
from barnetsplan.practice.load import current


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
    newest = ConsentAnswer.objects.filter(row=OuterRef("pk"), giver=OuterRef("giver")).order_by("-number")
    rows = (
        ConsentRow.objects.filter(request__child=child)
        .select_related("request")
        .annotate(giver=F("request__givers__person"))
        .annotate(said=Subquery(newest.values("answer")[:1]))
        .order_by("request__asked_at", "pk")
    )
    if requests is not None:
        rows = rows.filter(request__in=requests)
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    said: dict[UUID, dict[UUID, Answer | None]] = {}
    found: dict[UUID, ConsentRow] = {}
    for row in rows:
        found.setdefault(row.pk, row)
        said.setdefault(row.pk, {})[row.giver] = Answer(row.said) if row.said else None
    adults = family_of(child, at=at) if family is None else family
    return tuple(_row_state(row, said[row.pk], adults, at) for row in found.values())


def _row_state(
    row: ConsentRow,
    said: Mapping[UUID, Answer | None],
    family: Collection[UUID],
    at: datetime,
) -> RowState:
    request = row.request
    facts = RowFacts(
        givers=frozenset(said),
        newest={giver: answer for giver, answer in said.items() if answer is not None},
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
