"""Everybody at every address: what they get, what is written down, and what the page is given."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from django.db.models import Manager, Model, QuerySet
from django.forms import BaseForm, ModelForm
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver
from pytest_django.plugin import DjangoDbBlocker

from barnetsplan.access.declare import PUBLIC, declared_act, is_public
from barnetsplan.policy.acts import Act
from tests.architecture.company import STRANGERS
from tests.architecture.matrix import QUIET, ROWS
from tests.architecture.visits import Visit, visit_all

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


#: The guest of the cast is nobody's whom it invited, and no account is there to invite or end; who does is let in by the
#: tests of `guests` and `credentials`.
OF_NOBODY_HERE = frozenset({"guest_end", "local_end", "local_invite"})
#: What everybody who is signed in may do, about nobody but themselves.
FOR_ALL = frozenset(
    {
        *("draft_save", "messages", "messages_address", "messages_code", "messages_forget"),
        *("calendar", "session_end", "sessions"),
    },
)


def addresses(patterns: list[URLPattern | URLResolver] | None = None) -> Iterator[URLPattern]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns)
        else:
            yield pattern


def view_name(pattern: URLPattern) -> str:
    return f"{pattern.callback.__module__}.{pattern.callback.__qualname__}"


@pytest.fixture(scope="module")
def visits(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> list[Visit]:
    with django_db_blocker.unblock():
        return list(visit_all(ROWS))


def test_every_view_declares_one_act_or_is_public() -> None:
    found = [
        view_name(each) for each in addresses() if (declared_act(each.callback) is None) != is_public(each.callback)
    ]

    assert found == [], "Put @declare(Act.…) outermost on the view, or its path in access.declare.PUBLIC; not both."


def test_every_public_name_is_an_address() -> None:
    stale = PUBLIC - {view_name(each) for each in addresses()}

    assert stale == set(), "Take it out of access.declare.PUBLIC: no address leads there."


def test_every_act_is_demanded_by_a_view() -> None:
    demanded = {declared_act(each.callback) for each in addresses()}

    assert set(Act) - demanded == set(), "An act that no view declares protects nothing: remove it or build its page."


def test_every_address_has_a_name_of_its_own_and_stands_in_the_matrix() -> None:
    names = [each.name for each in addresses()]

    assert len(names) == len(set(names))
    assert set(names) - {row.name for row in ROWS} == set(), "Give the new address a row in architecture/matrix.py."


def test_everybody_gets_what_the_matrix_says(visits: list[Visit]) -> None:
    wrong = {
        str(each): f"{each.status}, not {wanted}"
        for each in visits
        if each.status != (wanted := each.row.status_for(each.who))
    }

    assert wrong == {}


def test_every_page_is_somebodys_and_is_kept_from_somebody(visits: list[Visit]) -> None:
    """Without the *may* beside the *may not*, a row would hold even if the page refused, or let in, everybody."""
    declared = {each.row.name for each in visits if each.act is not None} - FOR_ALL
    let_in = {each.row.name for each in visits if each.status in {200, 302} and each.who != "nobody"}
    kept_out = {each.row.name for each in visits if each.status == 404}

    assert declared - let_in == OF_NOBODY_HERE
    assert declared - kept_out == set()


def test_what_may_not_be_known_looks_like_what_is_not_there(visits: list[Visit]) -> None:
    pages: dict[tuple[str, str], list[Visit]] = {}
    for each in visits:
        if each.who in STRANGERS and each.row.key is not None and each.row.status_for(each.who) == 404:
            pages.setdefault((each.who, each.row.name), []).append(each)

    assert len(pages) > 50, "otherwise nothing was compared"
    for alike in pages.values():
        assert {each.status for each in alike} == {404}
        assert len({each.refusal for each in alike}) == 1, alike[0]


def test_the_spies_see_what_pages_are_given(visits: list[Visit]) -> None:
    given = {name for each in visits for _, name, _ in each.given}

    assert {"card", "form", "frame"} <= given
    assert len([each for each in visits if each.given]) > 300


def test_every_opening_every_change_and_every_refusal_is_one_event(visits: list[Visit]) -> None:
    wrong = {str(each): each.events for each in visits if len(each.events) != (1 if _is_recorded(each) else 0)}

    assert wrong == {}


def _is_recorded(each: Visit) -> bool:
    if each.act is None:
        return False
    return each.who == "nobody" or (each.row.name, each.status) not in QUIET


def test_an_event_names_the_act_that_the_view_declares(visits: list[Visit]) -> None:
    wrong = {str(each): each.events for each in visits if any(act != each.act for act, _ in each.events)}

    assert wrong == {}, "The view declares one act and asks the gate for another."


def test_a_refusal_is_written_down_as_one(visits: list[Visit]) -> None:
    for each in visits:
        if each.status in {403, 404} or each.who == "nobody":
            assert {permitted for _, permitted in each.events} <= {False}, each
        elif each.status == 200:
            assert {permitted for _, permitted in each.events} <= {True}, each


#: What Django itself hands to every page.
OF_DJANGO = frozenset({"request", "csrf_token", "messages", "True", "False", "None", "csp_nonce", "CSP_NONCE"})


def test_pages_are_given_cards_and_forms_and_never_a_model(visits: list[Visit]) -> None:
    wrong = {
        f"{template}: {name} is {type(found).__name__}"
        for each in visits
        for template, name, value in each.given
        if name not in OF_DJANGO
        for found in _models_in(value)
    }

    assert wrong == set(), "Make a frozen card in queries.py, and give the page that."


def _models_in(value: Any, depth: int = 0) -> Iterator[Any]:
    if isinstance(value, (Model, QuerySet, Manager, ModelForm)) or (
        isinstance(value, type) and issubclass(value, Model)
    ):
        yield value
    elif depth < 8:
        for inner in _inside(value):
            yield from _models_in(inner, depth + 1)


def _inside(value: Any) -> Iterator[Any]:
    if is_dataclass(value) and not isinstance(value, type):
        yield from (getattr(value, field.name) for field in fields(value))
    elif isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, (list, tuple, set, frozenset)):
        yield from value
    elif isinstance(value, BaseForm):
        yield from value.fields.values()


def test_no_page_asks_the_database_while_it_is_rendered(visits: list[Visit]) -> None:
    wrong = {f"{each}: {re.sub(' +', ' ', sql)[:100]}" for each in visits for sql in each.asked_while_rendering}

    assert wrong == set(), "Read it in queries.py and put it on the card."


def test_pages_are_made_of_frozen_cards(visits: list[Visit]) -> None:
    loose = {
        f"{template}: {name} is {type(value).__name__}"
        for each in visits
        for template, name, value in each.given
        if is_dataclass(value) and not isinstance(value, type) and not value.__dataclass_params__.frozen  # type: ignore[attr-defined]
    }

    assert loose == set()
