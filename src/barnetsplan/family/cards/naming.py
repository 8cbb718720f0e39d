"""How people and units are called towards the family: first names at home, plain words for services."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from barnetsplan.domain.protection import hides_place
from barnetsplan.organisations.models import Unit
from barnetsplan.people.models import Child
from barnetsplan.people.queries import name_of, named
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.practice.model import NotInPractice
from barnetsplan.protection.functions import functions_of
from barnetsplan.statements import Statement, some_ids


@dataclass(frozen=True, slots=True)
class UnitWords:
    """A unit: its name, what one calls it in a sentence, and its telephone."""

    name: str
    short: str
    phone: str

    @property
    def title(self) -> str:
        """The short name as it begins a line."""
        return self.short[:1].upper() + self.short[1:]


_UNITS = Statement(
    lambda: Unit.objects.filter(party__id__in=some_ids("parties")).values_list(
        "pk", "name", "short_name", "phone", "sector"
    ),
)
_UNKNOWN = UnitWords("", "", "")


class Names:
    """Names of the parties of one page, fetched at once: two queries whatever the number."""

    def __init__(self, parties: Iterable[UUID | None], *, child: Child, actor: Actor) -> None:
        """Fetch units and people; the child and the reader are known already."""
        wanted = {party for party in parties if party is not None}
        self._child, self._actor = child, actor
        rows = _UNITS.rows(parties=wanted)
        if hides_place(child.protection):
            hidden = functions_of({pk: sector for pk, _name, _short, _phone, sector in rows})
            phone = current().protected_contact.phone
            self._units = {pk: UnitWords(each.name, each.short, phone) for pk, each in hidden.items()}
        else:
            self._units = {pk: UnitWords(name, short or name, phone) for pk, name, short, phone, _sector in rows}
        people = wanted - set(self._units) - {child.pk, actor.person}
        self._people, self._protected = named(people)

    @property
    def hidden(self) -> bool:
        """Whether services are called by what they do, because a place must not be told."""
        return hides_place(self._child.protection)

    def unit(self, party: UUID | None) -> UnitWords:
        """A unit in words; empty words for what is no unit."""
        return self._units.get(party, _UNKNOWN) if party is not None else _UNKNOWN

    def is_unit(self, party: UUID | None) -> bool:
        """Whether the party is a unit."""
        return party in self._units

    def called(self, party: UUID) -> str:
        """What the reader calls a party: «du», a first name, or the unit's short name."""
        if party == self._actor.person:
            return _("du")
        if party == self._child.pk:
            return name_of(self._child.person).partition(" ")[0]
        if party in self._units:
            return self._units[party].short
        return self._people.get(party, "").partition(" ")[0]

    def titled(self, party: UUID) -> str:
        """The same as it begins a line."""
        words = self.called(party)
        return words[:1].upper() + words[1:]

    def full(self, person: UUID | None) -> str:
        """A professional's whole name, in the log; where a place is hidden, and of one who is protected, no name.

        A name can be looked up, and leads to a workplace. *Source:* law.md PROT-01 (staff too), PROT-02.
        """
        if person is None:
            return ""
        if self.hidden or person in self._protected:
            return _("En medarbetare")
        return self._people.get(person, "")


def area_label(key: str) -> str:
    """An area in words; an area that the model no longer has keeps its key."""
    try:
        return current().area(key).label
    except NotInPractice:
        return key


def in_sentence(areas: Collection[str]) -> str:
    """Areas inside a sentence, in the wheel's order."""
    known = {area.key for area in current().areas}
    return current().in_words(area for area in areas if area in known)


def dialled(phone: str) -> str:
    """A telephone number as a link wants it."""
    return "".join(sign for sign in phone if sign.isdigit() or sign == "+")
