"""Which relations carry standing, and which do not; the forms of the register's file (law.md FAM-01, FAM-04)."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps

from barnetsplan.coordination.facts import relations_to_child
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.vocabulary import GuardianshipKind, GuardianshipSource, RelationScope, RelationshipKind
from barnetsplan.people.actions import add_guardianship, admit_person
from barnetsplan.people.models import Guardianship, Relationship
from barnetsplan.people.queries import children_of_family, family_of
from barnetsplan.people.register import look_up
from barnetsplan.people.register_forms import rows
from barnetsplan.people.relating import NewRelationship, add_relationship, end_relationship
from barnetsplan.policy.relations import RELATIONS
from barnetsplan.records.queries import visible_to
from tests.world import World, made

pytestmark = pytest.mark.django_db
NOEL, SARA, DANIEL = (
    make_invented(date(2022, 3, 14), 0),
    make_invented(date(1991, 5, 2), 1),
    make_invented(date(1989, 8, 20), 2),
)

#: Written by hand, apart from the data it checks: what each relation carries here, and how far it reaches by law.
GOLDEN = {
    "guardian": (True, "person"),
    "appointed_guardian": (True, "person"),
    "temporary_guardian": (True, "person"),
    "guardian_of_unaccompanied": (True, "person"),
    "parent_without_custody": (False, "contact"),
    "contact_parent": (False, "contact"),
    "special_representative": (False, "criminal_matter"),
    "public_counsel": (False, "court_case"),
    "foster_parent": (False, "daily_care"),
    "social_board": (False, "placement"),
    "property_guardian": (False, "property"),
}


def test_fam_01_every_relation_of_the_law_is_known_with_scope_and_source() -> None:
    assert {kind.value: (rule.reads, rule.scope.value) for kind, rule in RELATIONS.items()} == GOLDEN
    assert all(rule.source and rule.reads == rule.answers for rule in RELATIONS.values())
    assert {rule.scope for rule in RELATIONS.values()} == set(RelationScope)


def test_fam_04_only_what_carries_standing_can_lie_where_standing_is_read() -> None:
    carries = {kind.value for kind, rule in RELATIONS.items() if rule.reads}

    assert {kind.value for kind in GuardianshipKind} == carries
    assert {kind.value for kind in RelationshipKind} == {kind.value for kind in RELATIONS} - carries


@pytest.mark.parametrize("kind", [kind for kind in RelationshipKind if kind is not RelationshipKind.SOCIAL_BOARD])
def test_fam_04_a_relation_without_custody_reads_answers_and_opens_nothing(
    world: World, kind: RelationshipKind
) -> None:
    person = admit_person(name="Ulf Ek", number=make_invented(date(1985, 1, 1), 3), at=world.at)

    made(
        add_relationship(
            NewRelationship(
                id=uuid4(),
                child=world.noel,
                kind=kind,
                source=GuardianshipSource.SEEN_DECISION,
                adult=person.pk,
                by=world.maria,
                at=world.later(),
            ),
        ),
    )

    assert person.pk not in family_of(world.noel, at=world.at)
    assert not children_of_family(person.pk, at=world.at).exists()
    assert relations_to_child(world.as_guardian(person), world.noel, at=world.at) == frozenset()
    assert not visible_to(person.pk, at=world.at).exists()


@pytest.mark.parametrize("kind", GuardianshipKind)
def test_fam_01_each_kind_of_custody_carries_standing_for_its_period(world: World, kind: GuardianshipKind) -> None:
    person = admit_person(name="Ulf Ek", number=make_invented(date(1985, 1, 1), 3), at=world.at)
    begins = world.later()
    add_guardianship(
        child=world.noel, guardian=person.pk, source=GuardianshipSource.REGISTER, valid_from=begins, kind=kind
    )

    assert person.pk in family_of(world.noel, at=begins)
    Guardianship.objects.filter(guardian=person).update(valid_until=world.later())
    assert person.pk not in family_of(world.noel, at=world.at), "half-open: the end is outside"


def test_fam_01_the_social_board_is_a_unit_and_somebody_unknown_has_a_name_and_no_number(world: World) -> None:
    board = NewRelationship(
        id=uuid4(),
        child=world.noel,
        kind=RelationshipKind.SOCIAL_BOARD,
        source=GuardianshipSource.SEEN_DECISION,
        by=world.leila,
        at=world.later(),
    )
    row = made(add_relationship(board))
    assert (row.adult_id, row.unit_id) == (None, world.social.pk)
    assert made(add_relationship(board)).pk == row.pk, "the same form twice"

    nameless = NewRelationship(
        id=uuid4(),
        child=world.noel,
        kind=RelationshipKind.FOSTER_PARENT,
        source=GuardianshipSource.SEEN_DECISION,
        by=world.leila,
        at=world.later(),
    )
    assert add_relationship(nameless) == Refused(Reason.NOTHING_WRITTEN)

    end_relationship(relationship=row.pk, at=world.later())
    assert Relationship.objects.get(pk=row.pk).valid_until == world.at


def test_fam_04_no_room_that_answers_about_access_reads_relations_without_standing() -> None:
    """A foster parent could be let in by one careless join: so nothing outside these files names the model."""
    # The wall against the own family reads it too: it only closes.
    allowed = {"people/models.py", "people/relating.py", "people/kinship.py", "work/relations/cards.py"}
    source = Path(apps.get_app_config("people").path).parent
    naming = {
        str(path.relative_to(source))
        for path in source.rglob("*.py")
        if "migrations" not in path.parts and "tests" not in path.parts and "Relationship.objects" in path.read_text()
    }

    assert naming <= allowed


# The register's file


TERMS = f"""
#UPPGIFT_START
#UP 01001 {NOEL.digits}
#UP 01003 J
#UP 01012 Noel
#UP 01014 Lindqvist
#UP 06001 V
#UP 06003 {SARA.digits}
#UP 06008 Sara
#UP 06010 Lindqvist
#UP 06001 FA
#UP 06003 {DANIEL.digits}
#UP 06008 Daniel
#UPPGIFT_SLUT
"""


def line(*guardians: Any) -> str:
    people = ", ".join(f'{{"number": "{who.digits}", "name": "Sara"}}' for who in guardians)
    return f'{{"number": "{NOEL.digits}", "name": "Noel", "guardians": [{people}]}}'


def test_fam_02_a_file_of_lines_counts_the_last_line_about_a_child() -> None:
    (row,) = rows("\n".join([line(SARA, DANIEL), "", line(SARA)]))

    assert [guardian["number"] for guardian in row["guardians"]] == [SARA.digits]


def test_fam_02_a_file_of_terms_names_those_with_custody_and_no_other_relation(tmp_path: Path, settings: Any) -> None:
    path = tmp_path / "register.txt"
    path.write_text(TERMS, encoding="utf-8")
    settings.REGISTER_FILE = str(path)

    found = made(look_up(NOEL))

    assert (found.name, found.protected) == ("Noel Lindqvist", True)
    assert [(guardian.number, guardian.name) for guardian in found.guardians] == [(SARA, "Sara Lindqvist")]


def test_fam_02_one_document_is_read_as_before() -> None:
    assert rows('{"children": []}') == rows('{\n "children": []\n}') == ()
