"""Every answer keeps itself to itself, and nothing on a page comes from a line of script or style in it."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from barnetsplan.access.declare import PUBLIC, declare, declared_act, is_public
from barnetsplan.access.refusals import say, words
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.policy.acts import Act
from tests.sign_in import client_for
from tests.world import World

HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}
PAGES = ("/arbete/", "/far-ett-barn-illa/", "/finns-inte/", "/min/")


@pytest.mark.parametrize("address", PAGES)
def test_every_answer_carries_the_headers(world: World, address: str) -> None:
    response = client_for(world, world.maria).get(address)

    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS


def directives(policy: str) -> dict[str, list[str]]:
    return {name: sources for name, *sources in (part.split() for part in policy.split(";") if part.strip())}


@pytest.mark.parametrize("address", PAGES)
def test_the_content_policy_lets_in_our_own_files_and_nothing_inline(world: World, address: str) -> None:
    response = client_for(world, world.maria).get(address)

    policy = directives(response.headers["Content-Security-Policy"])
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == ["'none'"]
    assert policy["form-action"] == policy["style-src"] == policy["connect-src"] == ["'self'"]
    # No source at all where the page has no script.
    assert [source for source in policy["script-src"] if not re.fullmatch(r"'nonce-[\w+/=-]{20,}'", source)] == []
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert "*" not in response.headers["Content-Security-Policy"]


def test_the_scripts_of_a_page_carry_the_nonce_of_its_header_and_no_other(world: World) -> None:
    client = client_for(world, world.maria)
    first, second = client.get("/far-ett-barn-illa/"), client.get("/far-ett-barn-illa/")

    nonces = [re.findall(r'nonce="([^"]+)"', response.content.decode()) for response in (first, second)]

    for response, found in zip((first, second), nonces, strict=True):
        assert found
        assert {f"'nonce-{nonce}'" for nonce in found} == set(
            directives(response.headers["Content-Security-Policy"])["script-src"]
        )
    assert nonces[0] != nonces[1]


def test_a_view_is_marked_with_the_act_it_declares() -> None:
    @declare(Act.PLAN_OPEN)
    def view() -> HttpResponse:
        return HttpResponse()

    assert declared_act(view) is Act.PLAN_OPEN
    assert declared_act(test_a_view_is_marked_with_the_act_it_declares) is None


def test_only_a_listed_view_is_public() -> None:
    assert not is_public(test_only_a_listed_view_is_public)
    assert all(name.startswith("barnetsplan.") for name in PUBLIC)


#: Reasons that no page says: the gate answers 404 or the sign-in page, or no form can lead to them.
UNSAID = {
    Reason.NOT_FOUND,
    Reason.NOT_SIGNED_IN,
    Reason.NO_RULE,
    Reason.NO_RELATION,
    Reason.NOT_OWN_WORDS,
}


@pytest.mark.parametrize("reason", sorted(set(Reason) - UNSAID))
def test_every_refusal_that_is_said_has_words_of_its_own(reason: Reason) -> None:
    otherwise = words(Refused(Reason.NOT_FOUND))

    assert words(Refused(reason)) != otherwise


def test_a_refusal_without_words_says_no_more_than_it_may() -> None:
    assert {words(Refused(reason)) for reason in UNSAID} == {words(Refused(Reason.NO_RULE))}


def test_somebody_who_is_not_signed_in_gets_no_personal_page(db: None) -> None:
    assert Client().get("/arbete/").status_code == 302


class _Form:
    """A form as a refusal sees it."""

    def __init__(self) -> None:
        self.said: list[tuple[str | None, str]] = []
        self.renewed = 0

    def say(self, field: str | None, sentence: str) -> None:
        self.said.append((field, sentence))

    def renew(self) -> None:
        self.renewed += 1


def test_a_refusal_is_said_on_the_form_that_was_refused() -> None:
    form, refused = _Form(), Refused(Reason.UNKNOWN_CHILD)

    say(form, refused, field="number")

    assert form.said == [("number", words(refused))]
    assert form.renewed == 0


def test_a_form_whose_id_is_taken_gets_a_new_one() -> None:
    form = _Form()

    say(form, Refused(Reason.ID_TAKEN))

    assert form.renewed == 1
