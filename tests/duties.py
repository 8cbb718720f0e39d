"""Those who keep the register, review the log or answer for security; they work with no child."""

from datetime import date, timedelta
from uuid import UUID

from barnetsplan.accounts.models import Account, Assignment
from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.vocabulary import ActorKind, PartyKind, Relation
from barnetsplan.organisations.models import Party, Unit
from barnetsplan.people.actions import admit_person
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from tests.cast import World


def officer(world: World, role: str, *, beside: Unit, name: str = "Rut Ingelsson", serial: int = 10) -> Actor:
    """Somebody with this duty in the domain, and so in the organisation, of a unit."""
    unit = _unit(beside)
    person = admit_person(name=name, number=make_invented(date(1970, 3, 1 + serial), serial), at=world.at)
    Account.objects.create(person=person)
    return acting(world, person.pk, unit, role, name=name)


def acting(world: World, person: UUID, unit: Unit, role: str, *, name: str = "") -> Actor:
    """A person at work in a unit, in a role."""
    valid_until = world.at + timedelta(days=300)
    assignment = Assignment.objects.create(
        person_id=person, unit=unit, role=role, valid_from=world.at, valid_until=valid_until
    )
    known = current().role(role)
    return Actor(
        kind=ActorKind.STAFF,
        person=person,
        party=unit.pk,
        role=role,
        domain=unit.domain_id,
        assignment=assignment.pk,
        may_hold_bba=known.may_hold_bba,
        duties=frozenset(Relation(duty) for duty in known.duties),
        name=name,
        unit_name=unit.name,
    )


def _unit(beside: Unit) -> Unit:
    code = f"oversight-{beside.code}"
    found = Unit.objects.filter(code=code).first()
    return found or Unit.objects.create(
        party=Party.objects.create(kind=PartyKind.UNIT),
        domain=beside.domain,
        code=code,
        name=f"Logg och säkerhet, {beside.name}",
        short_name="de som granskar",
        sector="oversight",
        municipality_code=beside.municipality_code,
        locality=beside.locality,
        phone="0478-000 60",
    )
