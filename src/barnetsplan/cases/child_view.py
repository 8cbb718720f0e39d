"""What the child thinks of a step that is taken, or why it is not known (law.md CRC-01; CRC art 12)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from django.utils.translation import gettext_lazy as _

from barnetsplan.domain.disclosing import ChildHeard
from barnetsplan.domain.periods import local_date
from barnetsplan.people.models import Child
from barnetsplan.policy.facts import Actor
from barnetsplan.records.actions import NewEntry, write_entry
from barnetsplan.records.kinds import ChildView
from barnetsplan.records.queries import open_visible

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

HEARD: Mapping[ChildHeard, "_StrPromise"] = {
    ChildHeard.SAID: _("Barnet har sagt det själv"),
    ChildHeard.SHOWN: _("Barnet har visat det, utan ord"),
    ChildHeard.TOLD: _("Någon som känner barnet har berättat"),
    ChildHeard.NOT_HEARD: _("Barnet är inte frågat"),
}


@dataclass(frozen=True, slots=True)
class NewChildView:
    """Whence it is known, and what the child thinks; or why the child has not been asked."""

    heard: ChildHeard
    text: str


def not_heard(why: str) -> NewChildView | None:
    """Why the child's words are missing, where they are."""
    return NewChildView(ChildHeard.NOT_HEARD, why) if why else None


@dataclass(frozen=True, slots=True)
class ShownChildView:
    """The same as the asking unit reads it."""

    entry: UUID
    heard: "_StrPromise"
    text: str
    on: date


def write_child_view(view: NewChildView | None, *, child: UUID, beside: UUID, by: Actor, at: datetime) -> None:
    """Keep it beside a question, a meeting or a plan, as the unit's own; the same form sent twice keeps it once.

    Nothing where there is nothing to say: the child is not born, or its words stand there already.
    """
    if view is None:
        return
    write_entry(
        NewEntry(
            id=uuid5(beside, ChildView.KIND),
            payload=ChildView(text=view.text),
            child=child,
            owner=by.party_id,
            author=by.person_id,
            voice=by.party_id,
            container=beside,
            outcome=view.heard.value,
            at=at,
        ),
    )


def child_view_of(request: UUID, actor: Actor, child: Child, *, at: datetime) -> ShownChildView | None:
    """What was written beside a question, for whoever may read it."""
    seen = open_visible(actor.party_id, child=child, at=at, kinds=(ChildView.KIND,), containers=(request,))
    for one in seen:
        if isinstance(one.payload, ChildView):
            return ShownChildView(one.id, HEARD[ChildHeard(one.outcome)], one.payload.text, local_date(one.written_at))
    return None
