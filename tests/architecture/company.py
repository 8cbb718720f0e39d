"""Everybody who could ask for a page: Noel's world, and beside it those who stand near, far or once stood (law.md T1).

Some of them have no page of their own in the house, and stand here so that it stays so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID, uuid4

from barnetsplan.accounts.models import Account, Assignment
from barnetsplan.consent.actions import NewRequest, NewRow, ask
from barnetsplan.consent.models import ConsentRequest
from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.vocabulary import ActorKind, GuardianshipSource, Layer, Regime, RelationshipKind, Strength
from barnetsplan.organisations.models import Unit
from barnetsplan.people.actions import add_guardianship, admit_person, admit_unborn, end_guardianship
from barnetsplan.people.models import Child, Person
from barnetsplan.people.queries import find_child
from barnetsplan.people.relating import NewRelationship, add_relationship
from barnetsplan.policy.facts import NOBODY, Actor
from barnetsplan.practice.load import current
from tests.cast import World, made, make_unit

#: Who, in the order of the columns of docs/access-by-person.md, and who that is.
CAST: Mapping[str, str] = {
    "linda": "special educator at Noel's preschool; noticed first",
    "maria": "nurse at Noel's child health centre; holds the BBA function",
    "nurse": "another nurse at the same child health centre",
    "manager": "heads that child health centre; decides on secrecy there, and may not hold the BBA function",
    "leila": "social worker, asked into the circle",
    "social_worker": "social worker in another unit of the same municipality",
    "teacher": "teacher at a school that has nothing to do with Noel",
    "rektor": "principal of that school",
    "school_nurse": "nurse in the medical pupil health of that school",
    "bup": "psychologist in child psychiatry",
    "police": "police officer",
    "ngo": "leader in an association",
    "officer": "answers for the security of the region, to which the child health centre belongs",
    "guard": "answers for the security of the municipality, to which social services belong",
    "reviewer": "reviews the log of the region",
    "diarist": "keeps the register of the board to which Noel's preschool belongs",
    "keeper": "looks after the local accounts of the region, to which the child health centre belongs",
    "guest": "a guest at a private clinic, whose invitation is to nobody of this cast",
    "registrar": "keeps the register of a board; signed in privately",
    "it_admin": "administers the municipality's computers; signed in privately",
    "operator": "runs the servers; signed in privately",
    "dpo": "data protection officer; signed in privately",
    "sara": "Noel's guardian",
    "daniel": "Noel's other guardian",
    "ex_guardian": "was Noel's guardian until yesterday",
    "uncustodied": "parent of Noel's without custody",
    "noel": "Noel himself, four years old",
    "child_8": "a child of another family, eight years old",
    "child_13": "thirteen years old",
    "child_15": "fifteen years old",
    "child_17": "seventeen years old",
    "parent": "guardian of those four, and of nobody else",
    "pregnant": "expects a child and has no other",
    "nobody": "not signed in",
}
#: Who have nothing to do with Noel: a professional, and a parent.
STRANGERS = ("teacher", "parent")
#: Groups for the rows of the matrix.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "everybody": tuple(CAST),
    "bvc": ("maria", "nurse"),
    "circle": ("linda", "maria", "nurse", "manager", "leila"),
    "staff": (
        *("linda", "maria", "nurse", "manager", "leila", "social_worker", "teacher", "rektor", "school_nurse"),
        *("bup", "police", "ngo", "officer", "guard", "reviewer", "diarist", "keeper"),
    ),
    "guardians": ("sara", "daniel"),
    "family": ("sara", "daniel", "noel"),
    "of_parent": ("child_8", "child_13", "child_15", "child_17"),
    "childless": ("registrar", "it_admin", "operator", "dpo", "ex_guardian", "uncustodied"),
}
_AGES = {"child_8": 8, "child_13": 13, "child_15": 15, "child_17": 17}


@dataclass
class Company(World):
    """Noel's world with everybody else in it, and children of other families."""

    people: dict[str, Actor] = field(init=False)
    child_8: Child = field(init=False)
    child_13: Child = field(init=False)
    child_15: Child = field(init=False)
    child_17: Child = field(init=False)
    unborn: Child = field(init=False)
    parent: Person = field(init=False)
    asked_8: ConsentRequest = field(init=False)
    asked_13: ConsentRequest = field(init=False)
    asked_15: ConsentRequest = field(init=False)
    asked_17: ConsentRequest = field(init=False)
    asked_unborn: ConsentRequest = field(init=False)

    def __post_init__(self) -> None:
        """Add everybody to Noel's world."""
        super().__post_init__()
        self.people = {
            "linda": self.linda,
            "maria": self.maria,
            "leila": self.leila,
            "teacher": self.stranger,
            "sara": self.as_guardian(self.sara),
            "daniel": self.as_guardian(self.daniel),
            "nobody": NOBODY,
        }
        self._at_work()
        self._as_a_guest()
        self._signed_in_privately()
        self._other_families()

    def _at_work(self) -> None:
        more = {
            "social2": ("Barn och familj Öst", "social_services", "26:1"),
            "student_health": ("Elevhälsan Linnea", "student_health_medical", "25:1"),
            "bup": ("BUP Ljungby", "child_psychiatry", "25:1"),
            "police": ("Polisen Växjö", "police", "35:1"),
            "ngo": ("Hovmantorps GoIF", "association", ""),
            "security": ("Logg och säkerhet", "oversight", "21:1"),
            "guards": ("Säkerheten", "oversight", "21:1"),
            "register": ("Diariet Gullvivan", "oversight", "23:1"),
        }
        units = {
            code: make_unit(code, name, name, sector, section, Strength.STRONG, Regime.OSL)
            for code, (name, sector, section) in more.items()
        }
        units["security"].domain.organisation = self.bvc.domain.organisation
        units["security"].domain.save()
        units["guards"].domain.organisation = self.social.domain.organisation
        units["guards"].domain.save()
        units["register"].domain = self.preschool.domain
        units["register"].save()
        for number, (who, unit, role) in enumerate(
            (
                ("nurse", self.bvc, "bvc_nurse"),
                ("manager", self.bvc, "unit_manager"),
                ("social_worker", units["social2"], "social_worker"),
                ("rektor", self.school, "principal"),
                ("school_nurse", units["student_health"], "school_nurse"),
                ("bup", units["bup"], "bup_psychologist"),
                ("police", units["police"], "police_officer"),
                ("ngo", units["ngo"], "association_leader"),
                ("officer", units["security"], "security_officer"),
                ("reviewer", units["security"], "log_reviewer"),
                ("guard", units["guards"], "security_officer"),
                ("diarist", units["register"], "registrar"),
                ("keeper", units["security"], "account_manager"),
            ),
        ):
            self.people[who] = self._works(who, unit, role, 10 + number)

    def _as_a_guest(self) -> None:
        clinic = make_unit(
            "clinic",
            "Mottagningen Björken",
            "mottagningen",
            "child_psychiatry",
            "PSL 6:12",
            Strength.STRONG,
            Regime.STATUTORY,
        )
        Unit.objects.filter(pk=clinic.pk).update(guest=True, guest_until=self.at + timedelta(days=365))
        guest = self._works("guest", clinic, current().guests.role, 25)
        self.people["guest"] = replace(guest, kind=ActorKind.GUEST)

    def _works(self, who: str, unit: Unit, role: str, day: int) -> Actor:
        person = self._person(who, date(1979, 3, day))
        works = Assignment.objects.create(
            person=person, unit=unit, role=role, valid_from=self.at, valid_until=self.at + timedelta(days=365)
        )
        return Actor(
            kind=ActorKind.STAFF,
            person=person.pk,
            party=unit.pk,
            role=role,
            domain=unit.domain_id,
            assignment=works.pk,
            may_hold_bba=current().role(role).may_hold_bba,
        )

    def _signed_in_privately(self) -> None:
        for number, who in enumerate(("registrar", "it_admin", "operator", "dpo", "uncustodied", "parent", "pregnant")):
            self.people[who] = self.as_guardian(self._person(who, date(1985, 6, 1 + number)))
        made(
            add_relationship(
                NewRelationship(
                    id=uuid4(),
                    child=made(find_child(self.noel.pk)),
                    kind=RelationshipKind.PARENT_WITHOUT_CUSTODY,
                    source=GuardianshipSource.REGISTER,
                    adult=self.people["uncustodied"].person_id,
                    by=self.maria,
                    at=self.at,
                ),
            ),
        )
        was = self._person("ex_guardian", date(1985, 7, 1))
        self.people["ex_guardian"] = self.as_guardian(was)
        row = add_guardianship(
            child=self.noel,
            guardian=was.pk,
            source=GuardianshipSource.REGISTER,
            valid_from=self.at - timedelta(days=400),
        )
        end_guardianship(guardianship=row, at=self.at - timedelta(days=1))
        Account.objects.create(person=self.noel.person)
        self.people["noel"] = Actor(kind=ActorKind.FAMILY, person=self.noel.pk, party=self.noel.pk)

    def _other_families(self) -> None:
        self.parent = self._of("parent")
        for number, (who, age) in enumerate(_AGES.items()):
            born = date(self.at.year - age, 2, 3 + number)
            child = Child.objects.create(person=self._person(who, born), born_on=born)
            add_guardianship(
                child=child, guardian=self.parent.pk, source=GuardianshipSource.REGISTER, valid_from=self.at
            )
            self.people[who] = Actor(kind=ActorKind.FAMILY, person=child.pk, party=child.pk)
            setattr(self, who, child)
            setattr(self, f"asked_{age}", self._asked_about(made(find_child(child.pk))))
        self.unborn = admit_unborn(
            name="Bebis", carried_by=self._of("pregnant"), expected_on=date(2027, 1, 20), at=self.at
        )
        self.asked_unborn = self._asked_about(made(find_child(self.unborn.pk)))

    def _asked_about(self, child: Child) -> ConsentRequest:
        """The school asks whether it may tell BUP."""
        new = NewRequest(
            id=uuid4(),
            child=child,
            asked_by=self.school.pk,
            author=self.stranger.person_id,
            purpose="tell",
            rows=[NewRow(self.bvc.pk, self.school.pk, self.bvc.pk, Layer.TELL)],
            at=self.at,
        )
        return made(ask(new))

    def _person(self, who: str, born: date) -> Person:
        person = admit_person(name=f"{who.title()} Påhittad", number=make_invented(born, 8), at=self.at)
        Account.objects.create(person=person)
        return person

    def _of(self, who: str) -> Person:
        key: UUID = self.people[who].person_id
        return Person.objects.select_related("key").get(pk=key)
