"""Passkeys in Chromium, with its own virtual authenticator: made from an invitation, used, added, removed, and copied."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from barnetsplan.accounts.models import SignIn
from barnetsplan.credentials import passkeys
from barnetsplan.credentials.models import Passkey
from barnetsplan.credentials.tests.company import PASSWORD, Club, club, invited, read
from tests.journeys.play import Play
from tests.live import Live

pytestmark = pytest.mark.browser
_DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def one(live: Live, monkeypatch: pytest.MonkeyPatch, settings: object) -> Club:
    made = club(live.world, monkeypatch)
    organisation = made.assignment.unit.domain.organisation
    settings.LOCAL_LEVEL_3 = frozenset({organisation.code})  # type: ignore[attr-defined]
    return made


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A telephone that can make passkeys."""
    page = browser.new_page(viewport={"width": 360, "height": 780})
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    yield page
    page.close()


def device(page: Page, **other: object) -> tuple[CDPSession, str]:
    """An authenticator in the browser; returns how to speak with it, and its id."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    made = cdp.send("WebAuthn.addVirtualAuthenticator", {"options": {**_DEVICE, **other}})
    return cdp, made["authenticatorId"]


def make(page: Page, live: Live, code: str, pictures: Path | None) -> None:
    """From the code on the paper to an account with a passkey."""
    page.goto(f"{live.url}/logga-in/inbjudan/")
    Play(page, live.url, pictures).look()
    page.get_by_label("Koden på din inbjudan").fill(code)
    page.get_by_role("button", name="Gå vidare").click()
    Play(page, live.url, pictures).look()
    page.get_by_role("link", name="nyckel i telefonen").click()
    Play(page, live.url, pictures).look()
    page.get_by_label("Välj ett lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Gör kontot och nyckeln").click()
    expect(page.get_by_role("heading", name="Dina reservkoder")).to_be_visible()
    Play(page, live.url, pictures).look()


def come_in(page: Page, live: Live) -> None:
    """Sign in by the key that the device has."""
    page.goto(f"{live.url}/logga-in/konto/")
    page.get_by_role("button", name="Logga in med nyckel").click()


def test_a_passkey_is_made_from_an_invitation_and_opens_the_desk(
    live: Live, one: Club, page: Page, pictures: Path | None
) -> None:
    device(page)
    make(page, live, invited(one).code, pictures)
    page.get_by_role("link", name="Till inloggningen").click()
    Play(page, live.url, pictures).look()
    page.get_by_role("button", name="Logga in med nyckel").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Att göra")

    proof = SignIn.objects.get(person=one.leader.person)
    assert (proof.way, proof.level) == ("passkey", 3)
    assert Passkey.objects.get().uses > 0
    # Its own name and its person are in nothing that the device was told.
    page.goto(f"{live.url}/arbete/inloggning/")
    expect(page.get_by_text("Chrome")).to_be_visible()
    Play(page, live.url, pictures).look()


def test_a_second_passkey_is_added_and_one_removed_and_the_last_stays(
    live: Live, one: Club, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    cdp, first = device(page)
    make(page, live, invited(one).code, None)
    come_in(page, live)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Att göra")
    cdp.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": first})
    device(page)
    read(monkeypatch, one.at + timedelta(minutes=1))
    page.goto(f"{live.url}/arbete/inloggning/ny-nyckel/")
    page.get_by_role("button", name="Gör en nyckel här").click()
    expect(page.get_by_text("Nyckeln är tillagd.")).to_be_visible()
    assert Passkey.objects.count() == 2

    page.get_by_role("button", name="Ta bort").first.click()
    expect(page.get_by_text("Den öppnar ingenting längre.")).to_be_visible()
    expect(page.get_by_role("button", name="Ta bort")).to_have_count(0)
    come_in(page, live)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Att göra")


def test_a_device_that_has_not_seen_its_owner_opens_nothing(live: Live, one: Club, page: Page) -> None:
    cdp, id_ = device(page)
    make(page, live, invited(one).code, None)
    cdp.send("WebAuthn.setUserVerified", {"authenticatorId": id_, "isUserVerified": False})
    come_in(page, live)

    expect(page.get_by_text("Det blev inget svar från enheten")).to_be_visible()
    assert not SignIn.objects.filter(person=one.leader.person).exists()


def test_a_copied_passkey_is_found_out(live: Live, one: Club, page: Page) -> None:
    """The copy counts from where the key was when it was copied; by then the key has gone on."""
    cdp, id_ = device(page)
    make(page, live, invited(one).code, None)
    copied = cdp.send("WebAuthn.getCredentials", {"authenticatorId": id_})["credentials"][0]
    come_in(page, live)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Att göra")
    page.context.clear_cookies()
    cdp.send("WebAuthn.clearCredentials", {"authenticatorId": id_})
    cdp.send("WebAuthn.addCredential", {"authenticatorId": id_, "credential": {**copied, "signCount": 0}})
    come_in(page, live)

    expect(page.get_by_text("Nyckeln gick inte att använda här")).to_be_visible()
    assert SignIn.objects.filter(person=one.leader.person).count() == 1


def test_an_answer_is_good_once_and_for_the_question_it_was_given_to(live: Live, one: Club, page: Page) -> None:
    """What the browser posted is posted again by somebody who has seen it."""
    device(page)
    make(page, live, invited(one).code, None)
    sent: list[str] = []
    page.on("request", lambda each: sent.append(each.post_data or "") if each.url.endswith("/konto/nyckel/") else None)
    come_in(page, live)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Att göra")
    answer = parse_qs(sent[0])["passkey"][0]
    page.context.clear_cookies()
    page.goto(f"{live.url}/logga-in/konto/")
    page.evaluate(
        """answer => {
            const form = document.querySelector("form[data-ask]");
            form.elements.passkey.value = answer;
            form.submit();
        }""",
        answer,
    )

    expect(page.get_by_text("Nyckeln gick inte att använda här")).to_be_visible()
    # Nor with a question of one's own, for which it was not given.
    asked = passkeys.to_prove()
    found = Passkey.objects.get()
    assert passkeys.proved(asked.state, json.loads(answer), bytes(found.public)) is None


@pytest.mark.parametrize("origin", ["https://barnetsplan.example", "http://localhost.evil.example", "null", ""])
def test_an_answer_from_another_page_is_no_answer(origin: str) -> None:
    assert not passkeys.is_our_origin(origin)


def test_without_a_script_the_page_says_what_to_do(live: Live, one: Club, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live.url}/logga-in/konto/")

    expect(page.get_by_text("Använd annars lösenord och kod")).to_be_visible()
    expect(page.get_by_role("button", name="Logga in med nyckel")).to_have_count(0)
    context.close()
