"""The first page: the children for whom the reader has standing."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from barnetsplan.family.cards.head import Head, head_of
from barnetsplan.notices.queries import waiting_for
from barnetsplan.people.queries import children_of_family
from barnetsplan.policy.facts import Actor


@dataclass(frozen=True, slots=True)
class ChildLine:
    """One child, and whether something waits for an answer."""

    head: Head
    waits: bool


@dataclass(frozen=True, slots=True)
class HomeCard:
    """The list; it opens no entry."""

    children: tuple[ChildLine, ...]

    @property
    def entries(self) -> tuple[UUID, ...]:
        """No entry stands on the page."""
        return ()


def home_card(actor: Actor, at: datetime) -> HomeCard:
    """The reader's children by name; a handful of names, so they are sorted here."""
    waiting = set(waiting_for(actor.party_id).values_list("child", flat=True))
    children = children_of_family(actor.person_id, at=at)
    lines = (ChildLine(head_of(child, actor), child.pk in waiting) for child in children)
    return HomeCard(tuple(sorted(lines, key=lambda line: line.head.name)))
