"""By what names directories would know the demonstration's staff and units; all invented, as the numbers are."""

from datetime import datetime
from typing import Final

from barnetsplan.identity.actions import give_code, give_name
from barnetsplan.organisations.models import Unit
from barnetsplan.people.models import Person

#: An organisation number whose check digit is wrong: it is nobody's.
_NOBODYS: Final = "5560000000"
_SCHOOLS: Final = frozenset({"school", "preschool"})


def scheme_of(unit: Unit) -> str:
    """How the directory of a unit names its people: health care by HSA-id, schools by EPPN, others by affiliation."""
    if unit.domain.organisation.kind == "region":
        return "hsa"
    return "eppn" if unit.sector in _SCHOOLS else "org_affiliation"


def name(person: Person, unit: Unit, place: int, *, at: datetime) -> None:
    """Give one member of staff the name by which the directory of a unit knows them."""
    names = {
        "hsa": f"SE{_NOBODYS}-{place:04}",
        "eppn": f"anstalld{place}@skola.example",
        "org_affiliation": f"anstalld{place}@{_NOBODYS}",
    }
    scheme = scheme_of(unit)
    give_name(person=person, scheme=scheme, value=names[scheme], at=at)


def code(unit: Unit, place: int) -> None:
    """Give a unit the code by which directories know it."""
    if scheme_of(unit) == "hsa":
        give_code(unit=unit, scheme="hsa", code=f"SE{_NOBODYS}-E{place:03}")
    elif scheme_of(unit) == "eppn":
        give_code(unit=unit, scheme="school_unit", code=f"{90_000_000 + place}")
