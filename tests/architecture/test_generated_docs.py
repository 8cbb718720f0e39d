"""The documents that are made from the tables of the code say what the tables say."""

from pathlib import Path

import pytest

from barnetsplan.access.documents import documents

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", sorted(documents()))
def test_document_is_as_the_code_makes_it(name: str) -> None:
    written = (DOCS / name).read_text(encoding="utf-8")

    assert written == documents()[name], f"docs/{name} is not fresh. Run: python manage.py docs"
