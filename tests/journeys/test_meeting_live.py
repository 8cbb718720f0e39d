"""A meeting as it is held: three people, signed in on three screens, and everything that can go wrong while it lasts."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from barnetsplan.domain.vocabulary import Answer
from barnetsplan.meetings.models import BoardLine
from barnetsplan.policy.facts import Actor
from tests.journeys.play import AXE
from tests.live import Live
from tests.world import meeting_called, say

pytestmark = pytest.mark.browser
#: Milliseconds in which what one writes is seen by the others, with room for a busy machine.
SEEN_WITHIN = 15_000


class Room:
    """The meeting, with a screen for each who is there."""

    def __init__(self, live: Live, browser: Browser, pictures: Path | None) -> None:
        """Nobody has come yet."""
        self.live, self.browser, self.pictures = live, browser, pictures
        self.key = live.world.meeting.pk

    def screen(self, actor: Actor, where: str, width: int, height: int) -> Page:
        """Somebody's own browser, on the page of the meeting that is theirs."""
        context: BrowserContext = self.browser.new_context(viewport={"width": width, "height": height})
        self.live.sign_in(context, actor)
        page = context.new_page()
        page.goto(f"{self.live.url}{where.format(self.key)}")
        return page

    def looked_at(self, page: Page, name: str) -> None:
        """Nothing that axe minds, nothing wider than the screen, and a picture where pictures are wanted."""
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run()")["violations"]
        assert [rule["id"] for rule in found] == [], [node["html"][:200] for rule in found for node in rule["nodes"]]
        assert page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth") <= 1
        if self.pictures is not None:
            page.screenshot(path=self.pictures / f"{name}.png", full_page=True)


@pytest.fixture
def room(live: Live, browser: Browser, pictures: Path | None, monkeypatch: pytest.MonkeyPatch) -> Room:
    """Both guardians have said yes, and the meeting is called; its clock hardly moves while screens listen."""
    world = meeting_called(live.world)
    slowly = SimpleNamespace(now=lambda: world.later(milliseconds=10))
    monkeypatch.setattr("barnetsplan.access.middleware.timezone", slowly)
    return Room(live, browser, pictures)


def unfold(page: Page, where: str) -> None:
    if page.locator(where).get_attribute("open") is None:
        page.locator(f"{where} summary").first.click()


def write_goal(page: Page, text: str) -> None:
    unfold(page, "#nytt-mal")
    page.locator("#nytt-mal textarea").first.fill(text)
    page.locator("#nytt-mal").get_by_role("button", name="Skriv på bladet").click()


def sees(page: Page, where: str, words: str) -> None:
    expect(page.locator(where)).to_contain_text(words, timeout=SEEN_WITHIN)


def everybody_comes(own: Page) -> None:
    """The chair ticks who is there, and goes to the part in which goals are written."""
    for name in ("Sara Lindqvist", "Daniel Lindqvist", "BVC Hovmantorp", "Förskolan Gullvivan"):
        own.locator("#narvaro").get_by_label(name).first.check(force=True)
    own.get_by_role("button", name="Spara vilka som är här").click()
    own.get_by_role("button", name="Hit Det som behövs").click()


def child_says(page: Page, words: str) -> None:
    page.locator("#nya-ord summary").click()
    page.locator("#nya-ord").get_by_label("Noel Lindqvist").check(force=True)
    page.locator("#nya-ord textarea").first.fill(words)
    page.locator("#nya-ord").get_by_role("button", name="Skriv på bladet").click()


def finish(room: Room, page: Page) -> None:
    page.goto(f"{room.live.url}/arbete/mote/{room.key}/avsluta/")
    page.get_by_label("Ja", exact=True).check(force=True)
    page.get_by_label("Då ses vi igen").fill("2030-12-15")
    page.get_by_role("button", name="Avsluta mötet").click()


def test_three_people_hold_a_meeting_and_everybody_sees_it_being_written(room: Room) -> None:
    world = room.live.world
    own = room.screen(world.maria, "/arbete/mote/{}/leda/", 1280, 800)
    shared = room.screen(world.maria, "/arbete/mote/{}/blad/", 1920, 1080)
    linda = room.screen(world.linda, "/arbete/mote/{}/rum/", 820, 1180)
    sara = room.screen(world.as_guardian(world.sara), "/min/mote/{}/rum/", 360, 740)

    everybody_comes(own)
    for page in (shared, linda, sara):
        sees(page, "#dagordning .now", "Det som behövs")
        sees(page, "#har", "Sara Lindqvist")
    sees(own, "#at-sidan", "Får inte läsas av:")

    write_goal(shared, "Noel är lugn när mamma går.")
    for page in (linda, sara):
        expect(page.locator("#lista-mal")).to_contain_text("Noel är lugn när mamma går.", timeout=SEEN_WITHIN)
    # What somebody is typing stays while the others write.
    unfold(shared, "#ny-insats")
    shared.locator("#ny-insats textarea").first.fill("Bildschema")
    second = room.screen(world.maria, "/arbete/mote/{}/blad/", 1280, 800)
    write_goal(second, "Lugna morgnar.")
    expect(shared.locator("#lista-mal")).to_contain_text("Lugna morgnar.", timeout=SEEN_WITHIN)
    expect(shared.locator("#ny-insats textarea").first).to_have_value("Bildschema")
    shared.locator("#ny-insats select").first.select_option(label="Förskolan Gullvivan")
    shared.get_by_label("När händer det?").first.fill("varje dag")
    shared.locator("#ny-insats").get_by_role("button", name="Skriv på bladet").click()
    for page in (second, linda, sara):
        expect(page.locator("#lista-insatser")).to_contain_text("Bildschema", timeout=SEEN_WITHIN)

    child_says(second, "Jag vill ha min bok med.")
    for page in (shared, linda, sara):
        expect(page.locator("#barnets-ord")).to_contain_text("Jag vill ha min bok med.", timeout=SEEN_WITHIN)

    for page, name in ((own, "leda"), (shared, "projektor"), (linda, "platta"), (sara, "telefon")):
        room.looked_at(page, name)
    finish(room, shared)
    for page in (linda, sara):
        expect(page.locator("main")).to_contain_text("alla som är med i den har den nu", timeout=SEEN_WITHIN)
    room.looked_at(sara, "efter")


def test_two_who_change_one_line_see_both_texts(room: Room) -> None:
    world = room.live.world
    one, other = (room.screen(world.maria, "/arbete/mote/{}/blad/", 1280, 800) for _ in range(2))
    write_goal(one, "Första.")
    expect(other.locator("#lista-mal")).to_contain_text("Första.", timeout=SEEN_WITHIN)

    for page, text in ((one, "Enas."), (other, "Andras.")):
        page.locator("#lista-mal").get_by_role("link", name="Ändra").click()
        page.locator("#lista-mal textarea").first.fill(text)
    one.get_by_role("button", name="Spara raden").click()
    expect(one.locator("#lista-mal .says")).to_have_text("Enas.")
    expect(other.locator("#ny-rad")).to_be_visible(timeout=SEEN_WITHIN)
    expect(other.locator("#lista-mal textarea").first).to_have_value("Andras.")
    other.get_by_role("button", name="Spara raden").click()

    expect(other.locator("#lista-mal")).to_contain_text("Så står det nu")
    expect(other.locator("#lista-mal dd").first).to_contain_text("Enas.")
    expect(other.locator("#lista-mal textarea").first).to_have_value("Andras.")
    other.get_by_role("button", name="Spara raden").click()
    expect(one.locator("#lista-mal .says")).to_have_text("Andras.", timeout=SEEN_WITHIN)


def test_nothing_typed_is_lost_when_the_connection_is(room: Room) -> None:
    world = room.live.world
    maria = room.screen(world.maria, "/arbete/mote/{}/blad/", 1280, 800)
    sara = room.screen(world.as_guardian(world.sara), "/min/mote/{}/rum/", 360, 740)

    maria.context.set_offline(True)
    write_goal(maria, "Skrivet utan nät.")
    expect(maria.locator("#kontakt")).to_be_visible(timeout=SEEN_WITHIN)
    expect(maria.locator("#nytt-mal textarea").first).to_have_value("Skrivet utan nät.")
    maria.context.set_offline(False)

    expect(sara.locator("#lista-mal")).to_contain_text("Skrivet utan nät.", timeout=3 * SEEN_WITHIN)
    expect(maria.locator("#kontakt")).to_be_hidden(timeout=SEEN_WITHIN)
    expect(maria.locator("#nytt-mal textarea").first).to_have_value("")
    assert BoardLine.objects.count() == 1


def test_page_of_a_service_closes_when_its_yes_is_taken_back(room: Room) -> None:
    world = room.live.world
    maria = room.screen(world.maria, "/arbete/mote/{}/blad/", 1280, 800)
    linda = room.screen(world.linda, "/arbete/mote/{}/rum/", 820, 1180)
    write_goal(maria, "Före.")
    expect(linda.locator("#lista-mal")).to_contain_text("Före.", timeout=SEEN_WITHIN)

    say(world, world.circle, world.sara, Answer.WITHDRAWN)

    expect(linda.locator("main")).to_contain_text("Det här delas inte längre med er.", timeout=SEEN_WITHIN)
    assert "Före." not in linda.content()
    write_goal(maria, "Efter.")
    expect(maria.locator("#lista-mal")).to_contain_text("Efter.")
    assert "Efter." not in linda.content()
    room.looked_at(linda, "delas-inte")


def test_without_scripts_the_page_is_read_anew_by_hand(room: Room) -> None:
    world = room.live.world
    context = room.browser.new_context(java_script_enabled=False)
    room.live.sign_in(context, world.maria)
    page = context.new_page()
    page.goto(f"{room.live.url}/arbete/mote/{room.key}/blad/")

    write_goal(page, "Utan skript.")
    page.locator("#lista-mal").get_by_role("link", name="Ändra").click()
    page.locator("#lista-mal textarea").first.fill("Ändrat utan skript.")
    page.get_by_role("button", name="Spara raden").click()

    expect(page.locator("#lista-mal .says")).to_have_text("Ändrat utan skript.")


def test_what_is_typed_while_a_save_is_on_its_way_stays(room: Room) -> None:
    page = room.screen(room.live.world.maria, "/arbete/mote/{}/blad/", 820, 1180)
    unfold(page, "#nytt-mal")
    page.context.set_offline(True)  # Playwright's own
    write_goal(page, "Lugn lämning.")
    page.locator("#nytt-mal textarea").first.fill("Tid att leka.")
    page.context.set_offline(False)

    sees(page, "#lista-mal", "Lugn lämning.")
    expect(page.locator("#nytt-mal textarea").first).to_have_value("Tid att leka.")


def test_what_is_typed_in_a_line_while_it_is_saved_stays(room: Room) -> None:
    page = room.screen(room.live.world.maria, "/arbete/mote/{}/blad/", 820, 1180)
    write_goal(page, "Första.")
    sees(page, "#lista-mal", "Första.")
    page.locator("#lista-mal").get_by_role("link", name="Ändra").click()
    page.locator("#lista-mal textarea").first.fill("Andra.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Spara raden").click()
    page.locator("#lista-mal textarea").first.fill("Andra. Och mer.")
    page.context.set_offline(False)

    other = room.screen(room.live.world.maria, "/arbete/mote/{}/blad/", 820, 1180)
    expect(other.locator("#lista-mal")).to_contain_text("Andra.", timeout=SEEN_WITHIN)
    expect(page.locator("#lista-mal textarea").first).to_have_value("Andra. Och mer.", timeout=SEEN_WITHIN)
    page.get_by_role("button", name="Spara raden").click()
    expect(other.locator("#lista-mal")).to_contain_text("Andra. Och mer.", timeout=SEEN_WITHIN)


def test_a_second_screen_can_choose_what_the_first_has_written(room: Room) -> None:
    one, other = (room.screen(room.live.world.maria, "/arbete/mote/{}/blad/", 820, 1180) for _ in range(2))
    unfold(other, "#ny-insats")
    write_goal(one, "Lugna morgnar.")
    sees(other, "#lista-mal", "Lugna morgnar.")

    other.get_by_label("Hör till").select_option(label="Lugna morgnar.")
