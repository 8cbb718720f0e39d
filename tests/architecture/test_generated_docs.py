"""The documents that are made from the tables of the code say what the tables say."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from barnetsplan.access.documents import documents

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", sorted(documents()))
def test_document_is_as_the_code_makes_it(name: str) -> None:
    written = (DOCS / name).read_text(encoding="utf-8")

    assert written == documents()[name], f"docs/{name} is not fresh. Run: python manage.py docs"


def test_the_command_writes_both(tmp_path: Path) -> None:
    call_command("docs", to=tmp_path, stdout=StringIO())

    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == documents()
