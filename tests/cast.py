"""The cast: Noel and his family, and the people around him, before anything has happened.

Everybody is invented.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from barnetsplan.accounts.models import Account, Assignment
from barnetsplan.cases.models import Case
from barnetsplan.consent.models import ConsentRequest
from barnetsplan.consent.queries import find_request
from barnetsplan.domain.decisions import Refused
from barnetsplan.domain.identity import IdentityNumber, make_invented
from barnetsplan.domain.vocabulary import ActorKind, GuardianshipSource, PartyKind, Regime, Relation, Strength
from barnetsplan.gathering.models import Question
from barnetsplan.meetings.models import Meeting
from barnetsplan.organisations.models import Organisation, Party, SecrecyDomain, Unit
from barnetsplan.people.actions import add_guardianship, admit_person
from barnetsplan.people.models import Child, Person
from barnetsplan.people.queries import find_child, name_of
from barnetsplan.plans.models import Plan, Version
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.records.models import Disclosure, Entry

T = TypeVar("T")

START = datetime(2026, 9, 7, 8, 0, tzinfo=UTC)
NOEL_BORN = date(2022, 3, 14)
AREAS = ("utveckling", "hemmet", "relationer")


def made(thing: T | Refused | None) -> T:
    """The thing that an action made; a refusal fails the test with its reason."""
    assert not isinstance(thing, Refused), thing
    assert thing is not None
    return thing


def make_unit(code: str, name: str, short: str, sector: str, section: str, strength: Strength, regime: Regime) -> Unit:
    organisation = Organisation.objects.create(code=f"o-{code}", name=name, kind="municipality")
    domain = SecrecyDomain.objects.create(
        organisation=organisation, code=f"d-{code}", name=name, section=section, strength=strength, regime=regime
    )
    party = Party.objects.create(kind=PartyKind.UNIT)
    return Unit.objects.create(
        party=party,
        domain=domain,
        code=code,
        name=name,
        short_name=short,
        sector=sector,
        municipality_code="0761",
        locality="Hovmantorp",
        phone="0478-000 10",
    )


def never(_world: "World", _stage: str) -> bool:
    """Nothing is remembered of a world that was made for itself."""
    return False


@dataclass
class World:
    """Noel's world: units, people, and what the story has made so far."""

    at: datetime = START
    told: set[str] = field(default_factory=set)
    #: Asked before a stage is told: whether it came from ``tests/memory.py`` instead.
    recall: Callable[["World", str], bool] = field(default=never, repr=False, compare=False)
    preschool: Unit = field(init=False)
    bvc: Unit = field(init=False)
    social: Unit = field(init=False)
    school: Unit = field(init=False)
    noel: Child = field(init=False)
    noel_number: IdentityNumber = field(init=False)
    sara: Person = field(init=False)
    daniel: Person = field(init=False)
    linda: Actor = field(init=False)
    maria: Actor = field(init=False)
    leila: Actor = field(init=False)
    stranger: Actor = field(init=False)
    officer: Actor = field(init=False)
    manager: Actor = field(init=False)
    diarist: Actor = field(init=False)
    reviewer: Actor = field(init=False)
    guard: Actor = field(init=False)
    keeper: Actor = field(init=False)
    concern: Entry = field(init=False)
    case: Case = field(init=False)
    question: Question = field(init=False)
    talk: ConsentRequest = field(init=False)
    circle: ConsentRequest = field(init=False)
    meeting: Meeting = field(init=False)
    plan: Plan = field(init=False)
    version: Version = field(init=False)
    handed: Disclosure = field(init=False)
    handed_to_sara: Disclosure = field(init=False)
    leader: Actor = field(init=False)
    bildschema: UUID = field(init=False)
    family_support: UUID = field(init=False)

    def __post_init__(self) -> None:
        """Make the units and the people."""
        strong, osl = Strength.STRONG, Regime.OSL
        self.preschool = make_unit("gullvivan", "Förskolan Gullvivan", "förskolan", "preschool", "23:1", strong, osl)
        self.bvc = make_unit("bvc", "BVC Hovmantorp", "BVC", "child_health", "25:1", strong, osl)
        self.social = make_unit(
            "social", "Barn och familj Lessebo", "socialtjänsten", "social_services", "26:1", strong, osl
        )
        self.school = make_unit("school", "Linneaskolan", "skolan", "school", "23:2", Strength.WEAK, osl)
        self.noel_number = make_invented(NOEL_BORN, 0)
        person = admit_person(name="Noel Lindqvist", number=self.noel_number, at=self.at)
        self.noel = Child.objects.create(person=person, born_on=NOEL_BORN)
        self.sara = self._guardian("Sara Lindqvist", date(1991, 5, 2), 1)
        self.daniel = self._guardian("Daniel Lindqvist", date(1989, 8, 20), 2)
        self.linda = self._professional("Linda Ahl", self.preschool, "preschool_special_educator", 3)
        self.maria = self._professional("Maria Sand", self.bvc, "bvc_nurse", 4)
        self.leila = self._professional("Leila Holm", self.social, "social_worker", 5)
        self.stranger = self._professional("Sten Okänd", self.school, "teacher", 6)
        self.noel = made(find_child(self.noel.pk))

    def _guardian(self, name: str, born: date, serial: int) -> Person:
        person = admit_person(name=name, number=make_invented(born, serial), at=self.at)
        Account.objects.create(person=person)
        add_guardianship(child=self.noel, guardian=person.pk, source=GuardianshipSource.REGISTER, valid_from=self.at)
        return person

    def _professional(self, name: str, unit: Unit, role: str, serial: int) -> Actor:
        person = admit_person(name=name, number=make_invented(date(1980, 1, 1 + serial), serial), at=self.at)
        Account.objects.create(person=person)
        assignment = Assignment.objects.create(
            person=person, unit=unit, role=role, valid_from=self.at, valid_until=self.at + timedelta(days=365)
        )
        return Actor(
            kind=ActorKind.STAFF,
            person=person.pk,
            party=unit.pk,
            role=role,
            domain=unit.domain_id,
            assignment=assignment.pk,
            may_hold_bba=current().role(role).may_hold_bba,
            duties=frozenset(Relation(duty) for duty in current().role(role).duties),
            name=name,
            unit_name=unit.name,
        )

    def employ_manager(self) -> None:
        """Let the child health centre have a head, who decides on secrecy there (law.md FAM-06)."""
        manager = self._professional("Berit Chef", self.bvc, "unit_manager", 10)
        self.manager = replace(manager, duties=frozenset({Relation.DECIDES_SECRECY}))

    def employ_leader(self) -> None:
        """Let somebody lead an association, which only a contract binds (law.md LAW-06)."""
        unit = make_unit(
            "leaders", "Korpens IF", "föreningen", "association", "avtal", Strength.STRONG, Regime.CONTRACT
        )
        self.leader = self._professional("Tore Ledare", unit, "association_leader", 12)

    def employ_officer(self) -> None:
        """Let somebody answer for the security of the organisation to which the child health centre belongs."""
        unit = make_unit("vakt", "Logg och säkerhet", "vakten", "oversight", "21:1", Strength.STRONG, Regime.OSL)
        unit.domain.organisation = self.bvc.domain.organisation
        unit.domain.save()
        officer = self._professional("Ebba Vakt", unit, "security_officer", 9)
        self.officer = replace(officer, duties=frozenset({Relation.SECURITY_OFFICER}))

    def employ_diarist(self, of: Unit | None = None) -> None:
        """Let somebody keep the register of a unit's domain, the preschool's when nothing is said."""
        unit = make_unit("diariet", "Diariet", "diariet", "oversight", "23:1", Strength.STRONG, Regime.OSL)
        Unit.objects.filter(pk=unit.pk).update(domain=(of or self.preschool).domain)
        diarist = self._professional("Dag Diarium", unit, "registrar", 8)
        self.diarist = replace(diarist, duties=frozenset({Relation.REGISTRAR}))

    def as_guardian(self, person: Person) -> Actor:
        """The actor of a guardian's own session."""
        return Actor(kind=ActorKind.FAMILY, person=person.pk, party=person.pk, name=name_of(person))

    def later(self, **delta: float) -> datetime:
        """Let time pass, and return the new moment."""
        self.at += timedelta(**(delta or {"minutes": 1}))
        return self.at

    def fresh(self, request: ConsentRequest) -> ConsentRequest:
        """A request as a new transaction finds it."""
        return made(find_request(request.pk))
