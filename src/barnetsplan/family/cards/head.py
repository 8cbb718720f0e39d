"""What every page about a child begins with: how the child is called, who reads, and the four places to go."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from barnetsplan.people.models import Child
from barnetsplan.people.queries import name_of
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.parts import Reader
from barnetsplan.ui.frame import NavItem

#: After these letters Swedish adds no genitive s.
_NO_GENITIVE = ("s", "x", "z")


@dataclass(frozen=True, slots=True)
class Head:
    """The child as the family's pages name it; ``is_self`` when the child is the one who reads."""

    child: UUID
    name: str
    unborn: bool
    is_self: bool

    @property
    def alone(self) -> bool:
        """Whether the page speaks to one person: the child itself, or the one who carries it."""
        return self.is_self or self.unborn

    @property
    def ends_in_s(self) -> bool:
        """Whether the genitive is the name as it is."""
        return self.name.endswith(_NO_GENITIVE)


def head_of(child: Child, actor: Actor) -> Head:
    """The head of a page; a child not yet born is called the child, whatever is noted."""
    unborn = child.born_on is None
    name = _("barnet") if unborn else name_of(child.person).partition(" ")[0]
    return Head(child=child.pk, name=name, unborn=unborn, is_self=actor.person == child.pk)


def places(head: Head, current: str) -> tuple[NavItem, ...]:
    """The four places of a child's pages."""
    items = (
        ("family_plan", _("Planen"), "heart"),
        ("family_words", _("Mina ord") if head.alone else _("Våra ord"), "chat"),
        ("family_access", _("Vem får se"), "eye"),
        ("family_contacts", _("Kontakt"), "phone"),
    )
    return tuple(NavItem(label, reverse(name, args=[head.child]), name == current, icon) for name, label, icon in items)


def reads_as(actor: Actor, child: Child) -> Reader:
    """In whose words the model's texts are shown: the child's own when the child reads."""
    return "child" if actor.person == child.pk else "family"
