"""What is taken back is closed at the next click, and no browser keeps it."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.live import Live
from tests.stages import withdrawn
from tests.world import reported

pytestmark = pytest.mark.browser
ABOUT_THE_HOME = "Lugna kvällar."


@pytest.fixture
def leila(live: Live, browser: Browser) -> Page:
    """Leila at social services, signed in, when both services have reported."""
    reported(live.world)
    context = browser.new_context()
    live.sign_in(context, live.world.leila)
    return context.new_page()


def opens_all_folds(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")


def test_a_service_may_not_come_back_to_what_the_family_has_taken_back(live: Live, leila: Page) -> None:
    plan = f"{live.url}/arbete/plan/{live.world.plan.pk}/"
    leila.goto(plan)
    opens_all_folds(leila)
    expect(leila.get_by_text(ABOUT_THE_HOME).first).to_be_visible()
    leila.goto(f"{live.url}/arbete/")

    withdrawn(live.world)

    leila.go_back()
    expect(leila.locator("h1")).to_be_visible()
    assert leila.url == plan
    assert ABOUT_THE_HOME not in leila.content()
    leila.goto(plan)
    assert ABOUT_THE_HOME not in leila.content()
