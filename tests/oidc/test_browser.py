"""Real people at real browsers, with the foreign provider in place of the demonstration's page."""

import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from barnetsplan.accounts.models import Assignment, Session, SignIn
from barnetsplan.consent.models import ConsentAnswer
from barnetsplan.domain.vocabulary import SignInKind
from tests.cast import made
from tests.journeys.play import FLAGS, Play
from tests.oidc.conftest import Clock
from tests.oidc.foreign import Foreign
from tests.oidc.signing_in import citizen, connected, employee, named
from tests.world import World, service_asked

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def legitimates(play: Play, claims: Mapping[str, Any]) -> None:
    """Fill in the provider's own page, and come back."""
    expect(play.page.locator("h1")).to_have_text("En främmande e-legitimation")
    play.page.get_by_label("Vad sägs om dig?").fill(json.dumps(claims))
    play.page.get_by_role("button", name="Legitimera").click()
    play.page.wait_for_url(f"{play.url}/**")
    play.look()


def signs_in(play: Play, name: str, claims: Mapping[str, Any]) -> None:
    play.go("/logga-in/")
    play.page.get_by_role("link", name=f"Främmande {name}").first.click()
    legitimates(play, claims)


def opened(browser: Browser, url: str, pictures: Path | None) -> Play:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    return Play(context.new_page(), url, pictures)


def test_idn_02_noels_mother_answers_and_maria_chooses_her_role(
    live_today: tuple[str, World], foreign: Foreign, clock: Clock, tmp_path: Path, pictures: Path | None
) -> None:
    url, world = live_today
    service_asked(world)
    named(world)
    Assignment.objects.create(
        person_id=world.maria.person_id,
        unit=world.school,
        role="school_nurse",
        valid_from=world.at,
        valid_until=world.at + timedelta(days=200),
    )
    providers = [foreign.connect(name, tmp_path, url=url) for name in ("citizen", "employee")]
    with connected(providers), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        _sara_answers_after_six_minutes(opened(browser, url, pictures), world, foreign, clock)
        _maria_chooses_and_leaves(opened(browser, url, pictures), world, providers[1].issuer)
        browser.close()
    foreign.do("ahead", seconds=0)


def _sara_answers_after_six_minutes(sara: Play, world: World, foreign: Foreign, clock: Clock) -> None:
    signs_in(sara, "citizen", citizen(world.sara))
    sara.follow("Läs och svara")
    # She is called away, and answers when her proof is older than five minutes.
    clock.ahead += timedelta(minutes=6)
    foreign.do("ahead", seconds=360)
    before = ConsentAnswer.objects.filter(giver=world.sara).count()
    sara.tick("Ja")
    sara.press("Skicka mitt svar")
    sara.reads("Bekräfta att det är du", "Det du fyllde i är kvar")
    assert ConsentAnswer.objects.filter(giver=world.sara).count() == before
    sara.page.get_by_role("link", name="Främmande citizen").first.click()
    legitimates(sara, citizen(world.sara))
    sara.press("Skicka nu")
    assert ConsentAnswer.objects.filter(giver=world.sara).count() > before
    proofs = SignIn.objects.filter(person=world.sara.pk, kind=SignInKind.CITIZEN)
    assert proofs.count() == 2


def _maria_chooses_and_leaves(maria: Play, world: World, issuer: str) -> None:
    signs_in(maria, "employee", employee())
    maria.reads("Välj hur du loggar in")
    maria.press(f"{world.bvc.name}")
    assert made(Session.objects.get(person=world.maria.person_id).assignment_id) == world.maria.assignment
    # She signs out, and at the provider too: a post may lead nowhere else, a link may.
    sign_out = maria.page.get_by_role("button", name="Logga ut")
    if not sign_out.first.is_visible():
        maria.page.locator("summary").last.click()
    sign_out.first.click()
    maria.reads("Du är utloggad från Barnets plan")
    maria.page.get_by_role("link", name="Logga ut från").click()
    maria.page.wait_for_url(f"{issuer}/**")
    assert not Session.objects.filter(person=world.maria.person_id).exists()
