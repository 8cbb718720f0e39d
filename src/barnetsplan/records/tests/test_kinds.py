"""The kinds of entries: what each needs, how much it holds, and that old ones can always be read."""

import json
from dataclasses import dataclass, fields
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnetsplan.practice.load import current
from barnetsplan.records.kinds import Contribution, Goal, Payload, Question, WrongPayload, from_json, to_json
from barnetsplan.records.kinds.base import KINDS, UPGRADES

EACH = [KINDS[kind] for kind in sorted(KINDS)]
each_kind = pytest.mark.parametrize("kind", EACH, ids=lambda kind: kind.KIND)
LONGEST = current().limits.text_characters


def filled(kind: type[Payload], **otherwise: Any) -> Payload:
    content = {field.name: ("hemmet",) if is_tuple(kind, field.name) else "Text" for field in fields(kind)}
    return kind(**(content | otherwise))


def is_tuple(kind: type[Payload], name: str) -> bool:
    return "tuple" in str({field.name: field.type for field in fields(kind)}[name])


@each_kind
def test_a_filled_entry_comes_back_as_it_was(kind: type[Payload]) -> None:
    payload = filled(kind)

    assert from_json(kind.KIND, kind.SCHEMA, to_json(payload)) == payload


@each_kind
def test_what_is_required_may_not_be_missing(kind: type[Payload]) -> None:
    for name in kind.REQUIRED:
        empty: Any = () if is_tuple(kind, name) else ""
        with pytest.raises(WrongPayload, match=rf"^{kind.KIND}\.{name}: missing$"):
            to_json(filled(kind, **{name: empty}))


@each_kind
def test_what_is_not_required_may_be_missing(kind: type[Payload]) -> None:
    optional = {field.name: () if is_tuple(kind, field.name) else "" for field in fields(kind)}

    to_json(filled(kind, **{name: empty for name, empty in optional.items() if name not in kind.REQUIRED}))


@each_kind
def test_a_text_may_be_as_long_as_the_limit_and_no_longer(kind: type[Payload]) -> None:
    for field in fields(kind):
        for length in (LONGEST + 1, 80_000):
            long: Any = ("x" * length,) if is_tuple(kind, field.name) else "x" * length
            with pytest.raises(WrongPayload, match=rf"^{kind.KIND}\.{field.name}: longer than {LONGEST}$"):
                to_json(filled(kind, **{field.name: long}))
        longest: Any = ("x" * LONGEST,) if is_tuple(kind, field.name) else "x" * LONGEST
        to_json(filled(kind, **{field.name: longest}))


def test_a_fault_names_the_field_and_never_the_text() -> None:
    with pytest.raises(WrongPayload) as refused:
        to_json(Goal(text="Noel" * LONGEST))

    assert "Noel" not in str(refused.value)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(WrongPayload, match="diary: unknown kind"):
        from_json("diary", 1, "{}")


@each_kind
def test_every_kind_is_frozen_and_flat(kind: type[Payload]) -> None:
    payload = filled(kind)

    assert all(isinstance(getattr(payload, field.name), (str, tuple, bool)) for field in fields(kind))
    with pytest.raises(AttributeError):
        setattr(payload, fields(kind)[0].name, "another")


@each_kind
def test_every_old_schema_has_its_upgrade(kind: type[Payload]) -> None:
    assert [step for step in range(1, kind.SCHEMA) if (kind.KIND, step) not in UPGRADES] == []


@pytest.fixture
def grown(monkeypatch: pytest.MonkeyPatch) -> str:
    """A kind that has had three schemas: a name was split, then a field came."""
    monkeypatch.setattr("barnetsplan.records.kinds.base.KINDS", dict(KINDS))

    @dataclass(frozen=True, slots=True)
    class Grown(Payload):
        KIND: ClassVar[str] = "grown"
        SCHEMA: ClassVar[int] = 3

        first: str = ""
        areas: tuple[str, ...] = ()

    steps = {
        ("grown", 1): lambda old: {"first": old["name"].split()[0]},
        ("grown", 2): lambda old: old | {"areas": ["hemmet"]},
    }
    monkeypatch.setattr("barnetsplan.records.kinds.base.UPGRADES", steps)
    return Grown.KIND


def test_an_old_entry_is_read_through_every_step(grown: str) -> None:
    read: Any = from_json(grown, 1, json.dumps({"name": "Sara Lindqvist"}))

    assert (read.first, read.areas) == ("Sara", ("hemmet",))
    assert from_json(grown, 2, json.dumps({"first": "Sara"})) == read


def test_a_schema_that_nobody_can_read_is_refused(grown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(WrongPayload, match="schema 4 is newer than this program"):
        from_json(grown, 4, "{}")
    monkeypatch.setattr("barnetsplan.records.kinds.base.UPGRADES", {})
    with pytest.raises(WrongPayload, match="schema 1 has no upgrade"):
        from_json(grown, 1, "{}")


@given(works=st.text(max_size=50), challenging=st.text(max_size=50), areas=st.lists(st.text(max_size=5), min_size=1))
def test_any_words_come_back_as_they_were(works: str, challenging: str, areas: list[str]) -> None:
    said = Contribution(works=works, challenging=challenging)
    asked = Question(areas=tuple(areas))

    assert from_json("contribution", 1, to_json(said)) == said
    assert from_json("question", 1, to_json(asked)) == asked


def test_a_voice_without_words_is_empty() -> None:
    assert Contribution().is_empty
    assert not Contribution(would_help="En lugn morgon").is_empty
