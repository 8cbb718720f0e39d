"""The documents that are made from the tables: who may do what, on which grounds, and which way states may go."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import TypeVar

from barnetsplan.access import grounds_document
from barnetsplan.domain import states
from barnetsplan.domain.vocabulary import (
    CaseState,
    ConsentState,
    MeetingState,
    OfferState,
    PlanState,
    QuestionState,
    VersionState,
)
from barnetsplan.policy.acts import Act
from barnetsplan.policy.matrix import Row, rows

_NOTE = "<!-- Made by `python manage.py docs` from the tables in the code. Change those, then run it again. -->"


_ABOUT_MATRIX = (
    "One line is one way in: an act is permitted when everything in one of its lines holds, and refused otherwise. "
    "*Staff* act for their unit, *family* as themselves; what it means to stand as something is told in "
    "[the glossary](glossary.md). No state given means any state. A permitted act opens the page; what stands on it "
    "is decided entry by entry ([request-to-answer](request-to-answer.md))."
)
_ABOUT_STATES = (
    "A move that does not stand here is not made. *Acts* are those that depend on the state and are open in this one, "
    "to whom [the matrix](access-matrix.md) says; acts for which the state does not matter are left out."
)
_ABOUT_CONSENT = (
    "Never stored: computed at every reading from the answers, the period and who the guardians are now "
    "(`consent/states.py`). It is one of {states}. Only `active` carries a disclosure."
)

S = TypeVar("S", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class _Machine:
    """One table of moves; ``things`` are those whose acts are decided on this state."""

    title: str
    states: type[StrEnum]
    moves: Mapping[StrEnum, frozenset[StrEnum]]
    things: tuple[str, ...] = ()


def _machine(title: str, of: type[S], moves: Mapping[S, frozenset[S]], *things: str) -> _Machine:
    return _Machine(title, of, {state: frozenset(goes) for state, goes in moves.items()}, things)


_MACHINES = (
    _machine("Case", CaseState, states.CASE_MOVES, "case"),
    _machine("Question", QuestionState, states.QUESTION_MOVES, "question"),
    _machine("Plan", PlanState, states.PLAN_MOVES, "plan", "action"),
    _machine("Version of a plan", VersionState, states.VERSION_MOVES),
    _machine("Meeting", MeetingState, states.MEETING_MOVES, "meeting"),
    _machine("Offer to hold the plan together", OfferState, states.OFFER_MOVES, "offer"),
)


def documents() -> Mapping[str, str]:
    """Each document by the name of its file in ``docs/``."""
    return {"access-matrix.md": access_matrix(), "case-states.md": case_states(), "grounds.md": grounds()}


def access_matrix() -> str:
    """Every act by thing, with every rule that permits it."""
    all_rows = tuple(rows())
    parts = [
        "# Who may do what",
        _NOTE,
        _ABOUT_MATRIX,
    ]
    for thing, acts in groupby(sorted(Act, key=_by_thing), key=lambda act: act.thing):
        parts += [f"## {thing.capitalize()}", _table(_MATRIX_HEAD, _matrix_lines(tuple(acts), all_rows))]
    return _joined(parts)


_MATRIX_HEAD = ("Act", "Who", "Standing as", "In state", "Rule", "Source")


def _by_thing(act: Act) -> int:
    return [other.thing for other in Act].index(act.thing)


def _matrix_lines(acts: tuple[Act, ...], all_rows: tuple[Row, ...]) -> Iterable[tuple[str, ...]]:
    for act in acts:
        of_act = [row for row in all_rows if row.act is act]
        for row in of_act:
            yield (_code(act), row.who, _codes(row.relations), _codes(_in_order(row)), _code(row.rule), row.source)
        if not of_act:
            yield (_code(act), "no one", "", "", "", "")


def _in_order(row: Row) -> list[str]:
    """The states of a rule as they follow each other in life."""
    order = [state.value for machine in _MACHINES if row.act.thing in machine.things for state in machine.states]
    return sorted(row.states, key=order.index)


def grounds() -> str:
    """The closed list of grounds, the grid of who to whom, and what the county has opened."""
    made = grounds_document
    return _joined(
        [
            "# On which grounds anything is disclosed",
            _NOTE,
            made.ABOUT,
            "## The list",
            _table(made.LIST_HEAD, made.ground_list()),
            made.KINDS,
            "## From whom to whom",
            made.BETWEEN,
            made.LEFT_OUT,
            _table(made.GRID_HEAD, made.grid()),
            "## Against crime",
            made.CHAPTERS,
            _table(made.CHAPTERS_HEAD, made.chapters()),
        ],
    )


def case_states() -> str:
    """Every table of moves, with the acts that ask for a state."""
    all_rows = tuple(rows())
    parts = [
        "# States, and the ways between them",
        _NOTE,
        _ABOUT_STATES,
    ]
    for machine in _MACHINES:
        lines = (_state_line(state, machine, all_rows) for state in machine.states)
        about = (machine.states.__doc__ or "").strip()
        parts += [f"## {machine.title}", about, _table(("State", "May go to", "Acts"), lines)]
    return _joined([*parts, "## Consent", _ABOUT_CONSENT.format(states=_codes(ConsentState))])


def _state_line(state: StrEnum, machine: _Machine, all_rows: tuple[Row, ...]) -> tuple[str, ...]:
    goes = machine.moves[state]
    acts = dict.fromkeys(row.act for row in all_rows if row.act.thing in machine.things and state.value in row.states)
    ways = _codes(other.value for other in machine.states if other in goes)
    return (_code(state), ways or "nowhere", _codes(acts))


def _code(word: str) -> str:
    return f"`{word}`"


def _codes(words: Iterable[str]) -> str:
    return ", ".join(_code(word) for word in words)


def _table(head: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> str:
    ruled = ["---"] * len(head)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ruled, *lines))


def _joined(parts: list[str]) -> str:
    return "\n\n".join(parts) + "\n"
