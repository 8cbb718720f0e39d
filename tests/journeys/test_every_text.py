"""Every page in the pseudo-language: no text that cannot be translated, and no room that only fits Swedish."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import get_resolver
from playwright.sync_api import Page as Window
from playwright.sync_api import Route, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from barnetsplan.ui import static_build
from tests.every_page import Met, meet_every_page
from tests.journeys.play import FLAGS
from tests.journeys.texts import data_in_words, untranslated
from tests.pages import ELSEWHERE, PAGES, WRITES
from tests.pseudo import CODE, spoken

# Only a test that is marked so is given a database, also by the fixture that reads every page for all of them.
pytestmark = pytest.mark.django_db
HOST = "http://pages.test"
#: The innermost elements whose content is wider, or, where that cannot be seen, higher than they are. What scrolls on
#: purpose is let be, and so is what only a screen reader meets; a drawing's words stay within their box.
CLIPPED = """() => {
  const found = [], told = e => e.outerHTML.replace(/\\s+/g, ' ').slice(0, 200);
  const unseen = e => e.closest('.only-read, .skip') || !e.checkVisibility() || (e.clientWidth === 1 && e.clientHeight === 1)
    || (e.parentElement && unseen(e.parentElement));
  const tooBig = e => {
    const style = getComputedStyle(e);
    if (style.display === 'inline' || e.matches('input, textarea, select')) return '';
    const width = e.scrollWidth - e.clientWidth, height = e.scrollHeight - e.clientHeight;
    if (width > 1 && !['auto', 'scroll'].includes(style.overflowX)) return `${width} px too wide`;
    return height > 1 && ['hidden', 'clip'].includes(style.overflowY) ? `${height} px too high` : '';
  };
  const all = [...document.body.querySelectorAll('*:not(svg *)')].filter(e => tooBig(e) && !unseen(e));
  for (const e of all.filter(e => !all.some(other => other !== e && e.contains(other)))) {
    found.push(`${tooBig(e)}: ${told(e)}`);
  }
  for (const text of document.querySelectorAll('svg text')) {
    const box = text.getBoundingClientRect(), room = text.closest('g')?.querySelector('rect') ?? text.ownerSVGElement;
    const edge = room.getBoundingClientRect();
    if (box.left < edge.left - 1 || box.right > edge.right + 1) found.push(`outside its drawing: ${told(text)}`);
  }
  const wide = document.scrollingElement.scrollWidth - window.innerWidth;
  if (wide > 0) found.push(`the page is ${wide} px wider than the screen`);
  return found;
}"""


@pytest.fixture(scope="module")
def met(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> list[Met]:
    with django_db_blocker.unblock(), spoken(tmp_path_factory.mktemp("pseudo")):
        return meet_every_page(language=CODE)


def _by_text(met: list[Met], find: Callable[[str], list[str]]) -> list[str]:
    """One line for each text: how often it is met, and where first."""
    places: dict[str, list[Met]] = defaultdict(list)
    for each in met:
        for text in find(each.html):
            places[text].append(each)
    return [f"{text!r} {len(at)} times, first on {at[0]}" for text, at in places.items()]


def test_every_address_has_its_page_in_the_list() -> None:
    listed = {page.name for page in (*PAGES, *WRITES)} | ELSEWHERE

    assert {name for name in get_resolver().reverse_dict if isinstance(name, str)} == listed


def test_every_page_of_the_list_answers(met: list[Met]) -> None:
    assert [f"{each.status} {each}" for each in met if each.status != each.page.status] == []
    assert {each.page for each in met if each.refused_form} == {page for page in PAGES if page.has_form}


def test_every_text_of_every_page_is_translatable(met: list[Met]) -> None:
    found = _by_text(met, untranslated)

    assert not found, "Write it in {% translate %} or _(), or, when it is data, in translate=no:\n" + "\n".join(found)


def test_data_in_a_translated_sentence_is_marked_as_data(met: list[Met]) -> None:
    found = _by_text(met, data_in_words)

    assert not found, "Put the name or the words of somebody in translate=no:\n" + "\n".join(found)


@pytest.fixture(scope="module")
def fullest(met: list[Met]) -> list[Met]:
    """Each page of each reader once, where most stands on it, and once with its form sent empty."""
    found: dict[tuple[str, str, bool, bool], Met] = {}
    for each in sorted(met, key=lambda each: len(each.html)):
        found[each.page.name, each.page.actor, each.refused_form, each.page.sent is None] = each
    return list(found.values())


@pytest.fixture
def window(tmp_path: Path, fullest: list[Met]) -> Iterator[Window]:
    """A phone that is answered from what the pages said; nothing is served."""
    static_build.build(out=tmp_path / "ui")
    said = {f"{HOST}/{number}": each.html for number, each in enumerate(fullest)}

    def answer(route: Route) -> None:
        if html := said.get(route.request.url):
            return route.fulfill(body=html, content_type="text/html; charset=utf-8")
        name = route.request.url.removeprefix(f"{HOST}/static/")
        path = tmp_path / name if name.startswith("ui/") else finders.find(name)
        return route.fulfill(path=path) if path and Path(path).is_file() else route.fulfill(status=404)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        context = browser.new_context(viewport={"width": 360, "height": 800})
        context.route("**/*", answer)
        yield context.new_page()
        browser.close()


@pytest.mark.browser
def test_nothing_is_clipped_in_a_longer_language_on_a_phone(window: Window, fullest: list[Met]) -> None:
    found: dict[str, Met] = {}
    for number, each in enumerate(fullest):
        window.goto(f"{HOST}/{number}", wait_until="load")
        for opened in (False, True):
            window.evaluate("open => document.querySelectorAll('details').forEach(fold => fold.open = open)", opened)
            for problem in window.evaluate(CLIPPED):
                found.setdefault(problem, each)

    assert [f"{each}: {problem}" for problem, each in found.items()] == []
