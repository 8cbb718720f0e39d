"""Every requirement of the law has a test that carries its id, or a reason why not."""

import pytest

from tests import documents
from tests.documents import named_by_law, requirements

ALL = {each.id: each for section in requirements().values() for each in section}


def test_the_ids_are_those_of_the_law() -> None:
    most = {"LAW": 8, "CON": 8, "FAM": 8, "CRC": 3, "ORO": 6, "SIP": 1, "SRCH": 1, "PROT": 7}

    identity = [1, 2, 3, 4, 5, 6, 10, 20, 21, 22, 23, 24, 30, 31, 32]

    assert list(ALL) == [
        *(f"{law}-{number:02}" for law, last in most.items() for number in range(1, last + 1)),
        *(f"IDN-{number:02}" for number in identity),
    ]


@pytest.mark.parametrize("id_", list(ALL))
def test_every_requirement_has_a_test_or_a_reason(id_: str) -> None:
    proven = any(id_ in test.ids for test in named_by_law())

    assert proven or ALL[id_].left, f"Name a test test_{id_.lower().replace('-', '_')}_…, or say in law.toml why not."


def test_no_test_names_a_requirement_that_there_is_not() -> None:
    unknown = {test.name for test in named_by_law() if not test.ids <= ALL.keys()}

    assert unknown == set()


@pytest.mark.parametrize("name", ["law-coverage.md", "access-by-person.md", "mutation-survivors.md"])
def test_document_is_as_the_tests_make_it(name: str) -> None:
    written = (documents.PROJECT / "docs" / name).read_text(encoding="utf-8")

    assert written == documents.documents()[name], f"docs/{name} is not fresh. Run: python -m tests.documents"
