"""How services are called where a place is hidden: by what they do, never by where they are (law.md PROT-02).

«Kontaktperson (skolan)» is what a guardian reads instead of the school's name. Every county has a school, so the
function tells no place; two of the same kind are told apart by a number that follows no hidden row.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from barnetsplan.organisations.models import Unit
from barnetsplan.practice.load import current
from barnetsplan.practice.model import NotInPractice


@dataclass(frozen=True, slots=True)
class Function:
    """A service as a function: as a name, and inside a sentence."""

    name: str
    short: str


def functions_of(sectors: Mapping[UUID, str]) -> Mapping[UUID, Function]:
    """Units by id as functions, from the sector of each; the units are those of one page and no others."""
    order = sorted(sectors, key=str)
    alike = Counter(sectors.values())
    numbers = {unit: [other for other in order if sectors[other] == sectors[unit]].index(unit) + 1 for unit in order}
    return {unit: _function(sectors[unit], numbers[unit] if alike[sectors[unit]] > 1 else 0) for unit in order}


def functions_of_units(units: Iterable[UUID]) -> Mapping[UUID, Function]:
    """The same for units by id: one query."""
    wanted: Collection[UUID] = set(units)
    return functions_of(dict(Unit.objects.filter(pk__in=wanted).values_list("pk", "sector")))


def _function(sector: str, number: int) -> Function:
    try:
        label = current().sector(sector).family_label
    except NotInPractice:
        label = _("en verksamhet")
    if not number:
        return Function(_("Kontaktperson (%(service)s)") % {"service": label}, label)
    words = {"number": number, "service": label}
    return Function(_("Kontaktperson %(number)d (%(service)s)") % words, _("%(service)s %(number)d") % words)
