"""Nobody searches: a child is found by one's own work with it, or by the exact number (dataskyddslagen 3:3)."""

import ast
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from barnetsplan.domain.identity import WrongNumber, parse
from barnetsplan.people.actions import admit_person
from barnetsplan.people.queries import by_number
from tests.architecture.visits import without_what_is_new
from tests.sign_in import client_for
from tests.world import World

#: What Django calls a search within a text.
WITHIN_TEXTS = (
    "contains",
    "icontains",
    "startswith",
    "istartswith",
    "endswith",
    "iendswith",
    "regex",
    "iregex",
    "search",
)
ASKED = (
    "q",
    "query",
    "search",
    "sok",
    "namn",
    "name",
    "text",
    "area",
    "omrade",
    "personnummer",
    "filter",
    "order",
    "sort",
)


def test_srch_01_no_question_to_the_database_looks_within_a_text() -> None:
    code = [path for path in Path(settings.PACKAGE).rglob("*.py") if not {"tests", "migrations"} & set(path.parts)]
    found = {
        f"{path.name}:{node.value.lineno}: {node.arg}"
        for path in code
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.keyword)
        and node.arg
        and node.arg.rpartition("__")[2] in WITHIN_TEXTS
        and "__" in node.arg
    }

    assert {each for each in found if not each.endswith(" act__startswith")} == set(), "an act is a code of ours"


@pytest.mark.slow
def test_srch_01_no_list_takes_a_search_and_wildcards_change_nothing(story: World) -> None:
    client = client_for(story, story.maria)
    for page in ("desk", "children"):
        plain = without_what_is_new(client.get(reverse(page)))
        for value in ("Noel", "%", "_", "hemmet", "2022%"):
            asked = client.get(reverse(page), dict.fromkeys(ASKED, value))

            assert asked.status_code == 200
            assert without_what_is_new(asked) == plain, (page, value)


@pytest.mark.slow
@pytest.mark.parametrize("number", ["2022%", "20220314____", "220314-%", "*", "Noel", "20220314"])
def test_srch_01_a_number_with_a_wildcard_is_no_number(story: World, number: str) -> None:
    assert isinstance(parse(number), WrongNumber)

    answer = client_for(story, story.linda).post(
        reverse("notice"), {"number": number, "seen": "Något.", "child_says": "Inget."}
    )

    assert answer.status_code == 200, "the form comes back"
    assert "Noel Lindqvist" not in answer.content.decode()


@pytest.mark.slow
def test_prot_05_two_who_share_a_name_stay_two_and_only_the_exact_number_finds_one(story: World) -> None:
    """Nobody is merged, whatever they have in common: a new identity would be undone by it."""
    twin = admit_person(name="Noel Lindqvist", number=None, at=story.at)

    assert twin.pk != story.noel.pk
    assert by_number(story.noel_number) == story.noel.person
