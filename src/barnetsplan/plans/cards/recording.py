"""Writing down an answer that was heard, or that came on paper: the questions as that very giver reads them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from barnetsplan.consent.models import ConsentRequest
from barnetsplan.consent.queries import givers_of, row_states
from barnetsplan.consent.states import CLOSED
from barnetsplan.consent.texts import shown_of
from barnetsplan.domain.periods import local_date
from barnetsplan.people.queries import name_of, names_of
from barnetsplan.plans.cards.following import role_words
from barnetsplan.plans.cards.questions import AskedService, services_of
from barnetsplan.plans.words import Words
from barnetsplan.policy.facts import Actor


@dataclass(frozen=True, slots=True)
class RecordCard:
    """The page on which one giver's answer is written down; nothing that another has said stands on it."""

    key: UUID
    child: UUID
    child_name: str
    giver: UUID
    giver_name: str
    role: Words
    services: tuple[AskedService, ...]
    asked_on: date
    today: date
    is_open: bool
    law_text: str
    entries: tuple[UUID, ...] = ()


def record_card(actor: Actor, request: ConsentRequest, at: datetime, *, giver: UUID | None) -> RecordCard:  # noqa: ARG001
    """The questions to one giver: the one that is named, else the first by name."""
    child, roles = request.child, givers_of(request)
    names = names_of(roles)
    one = giver if giver is not None and giver in roles else min(roles, key=lambda person: names[person])
    rows = [row for row in row_states(child, at=at, requests=[request.pk]) if one in row.givers]
    shown = shown_of(request, giver=one, key=child.person.key)
    return RecordCard(
        key=request.pk,
        child=child.pk,
        child_name=name_of(child.person),
        giver=one,
        giver_name=names[one],
        role=role_words(roles[one]),
        services=services_of(shown.questions, to_child=one == child.pk),
        asked_on=local_date(request.asked_at),
        today=local_date(at),
        is_open=any(row.state not in CLOSED for row in rows),
        law_text=shown.law_text,
    )
