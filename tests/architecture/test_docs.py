"""The documents that people write keep step with the code: words, decisions, and the words of closed lists."""

import inspect
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.functional import Promise

from barnetsplan.domain import disclosing, vocabulary

DOCS = Path(settings.PROJECT) / "docs"
ADRS = sorted((DOCS / "adr").glob("*.md"))
WORDS: list[type[StrEnum]] = [
    each
    for module in (vocabulary, disclosing)
    for _, each in inspect.getmembers(module, inspect.isclass)
    if issubclass(each, StrEnum) and each is not StrEnum
]


@pytest.mark.parametrize("words", WORDS, ids=lambda each: each.__name__)
def test_every_word_of_the_vocabulary_stands_in_the_glossary(words: type[StrEnum]) -> None:
    glossary = (DOCS / "glossary.md").read_text(encoding="utf-8")

    missing = [f"`{words.__name__}.{word.name}` (`{word.value}`)" for word in words]
    missing = [word for word in missing if word not in glossary]

    assert missing == [], "Write it in docs/glossary.md first, with its Swedish word and its source."


def test_no_two_decisions_share_a_number() -> None:
    numbers = Counter(path.name[:4] for path in ADRS)

    assert {number for number, times in numbers.items() if times > 1} == set()
    assert sorted(numbers) == [f"{number:04}" for number in range(1, len(ADRS) + 1)], "and none is left out"


@pytest.mark.parametrize("adr", ADRS, ids=lambda path: path.stem)
def test_a_decision_is_a_page_with_its_number_and_how_it_is_enforced(adr: Path) -> None:
    text = adr.read_text(encoding="utf-8")

    assert re.match(rf"# (ADR )?{adr.name[:4]}\b", text), "The title names the number of the file."
    assert "enforced" in text.lower()
    assert len(text.splitlines()) <= 80


def test_every_decision_that_the_code_names_is_written() -> None:
    code = [path for path in (Path(settings.PACKAGE)).rglob("*.py") if "migrations" not in path.parts]
    named = {number for path in code for number in re.findall(r"ADR (\d{4})", path.read_text(encoding="utf-8"))}

    assert named <= {path.name[:4] for path in ADRS}


def worded() -> Iterator[tuple[str, Mapping[StrEnum, object]]]:
    for path in Path(settings.PACKAGE).glob("*/words.py"):
        module = import_module(f"barnetsplan.{path.parent.name}.words")
        for name, value in vars(module).items():
            if isinstance(value, dict) and value and all(map(_is_worded, value.items())):
                yield f"{path.parent.name}.words.{name}", value


def _is_worded(item: tuple[object, object]) -> bool:
    member, words = item
    return isinstance(member, StrEnum) and isinstance(words, (str, Promise))


def test_a_list_of_words_leaves_no_word_out() -> None:
    """A state without its word would be a page with a hole, on the day when somebody first comes there."""
    left_out = {
        name: sorted(set(type(next(iter(words)))) - set(words))
        for name, words in worded()
        if set(type(next(iter(words)))) - set(words)
    }

    assert left_out == {}
    assert len(list(worded())) > 3
