"""A person at the browser: becomes somebody, reads, fills in, presses; every page met is checked with axe."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect, sync_playwright

from barnetsplan.domain.periods import local_date
from barnetsplan.ui import static_build

AXE = static_build.NODE_MODULES / "axe-core" / "axe.min.js"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
_WHERE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


def in_days(days: int) -> str:
    """A day from now as a person types it; the running server reads the same clock."""
    return local_date(timezone.now() + timedelta(days=days)).isoformat()  # noqa: TID251


@dataclass
class Play:
    """One browser, played by one person after another."""

    page: Page
    url: str
    pictures: Path | None = None
    scripts: bool = True
    required_in_plan: int = 0
    met: dict[str, str] = field(default_factory=dict)

    def become(self, name: str) -> None:
        """Sign in as somebody on the demonstration's page."""
        self.page.goto(f"{self.url}/demo/")
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.look()

    def go(self, path: str) -> None:
        """Open an address within the house."""
        self.page.goto(f"{self.url}{path}")
        self.look()

    def follow(self, name: str, *, within: str = "main") -> None:
        """Follow the first link with this name."""
        self.page.locator(within).get_by_role("link", name=name).first.click()
        self.look()

    def menu(self, name: str) -> None:
        """Follow a link of the menu, which a phone keeps folded."""
        link = self.page.get_by_role("link", name=name)
        if not link.count():
            self.page.locator("header details.me > summary").click()
        link.first.click()
        self.look()

    def waiting(self, words: str, *, child: str = "Noel") -> None:
        """Open what waits about a child under these words on one's desk."""
        row = self.page.locator("main li", has_text=words).filter(has_text=child)
        row.first.get_by_role("link").first.click()
        self.look()

    def nothing_waits(self, words: str, *, child: str = "Noel") -> None:
        """Nothing about a child waits under these words on one's desk."""
        assert not self.page.locator("main li", has_text=words).filter(has_text=child).count(), words

    def press(self, name: str, *, exact: bool = False) -> None:
        """Press the first button with this name."""
        self.page.locator("main").get_by_role("button", name=name, exact=exact).first.click()
        self.look()

    def fill(self, label: str, text: str, *, within: str = "main", nth: int = 0) -> None:
        """Write in the field with this label."""
        self.field(label, within=within).nth(nth).fill(text)

    def field(self, label: str, *, within: str = "main") -> Locator:
        """The fields with this label."""
        return self.page.locator(within).get_by_label(label)

    def tick(self, label: str, *, within: str = "main", nth: int = 0) -> None:
        """Tick a box or choose a radio button."""
        self.page.locator(within).get_by_label(label).nth(nth).check(force=True)

    def choose(self, label: str, option: str, *, within: str = "main") -> None:
        """Choose from a list by what the option begins with."""
        box = self.page.locator(within).get_by_label(label).first
        value = box.locator("option", has_text=option).first.get_attribute("value")
        box.select_option(value=value)

    @property
    def text(self) -> str:
        """What the page says, as it is shown."""
        return self.page.locator("body").inner_text()

    def reads(self, *words: str) -> None:
        """The page says these words."""
        for each in words:
            assert each in self.text, f"{self.page.url} does not say {each!r}:\n{self.text}"

    def does_not_read(self, *words: str) -> None:
        """The page holds none of these words, folded or not."""
        everything = self.page.content()
        for each in words:
            assert each not in everything, f"{self.page.url} holds {each!r}:\n{self.text}"

    def unfold(self) -> None:
        """Open everything that is folded."""
        self.page.evaluate("document.querySelectorAll('main details').forEach(fold => fold.open = true)")
        expect(self.page.locator("main details > :not(summary)").last).to_be_visible()

    @property
    def required_fields(self) -> int:
        """How many fields of the page must be filled in."""
        return self.page.locator("main [data-required]").count()

    def look(self) -> None:
        """Check the page: an answer, no violation, nothing wider than the screen, no request elsewhere."""
        self.page.wait_for_load_state("load")
        place = _WHERE.sub("…", self.page.url.removeprefix(self.url)).split("?")[0].split("#")[0]
        known = f"{place} {self.page.locator('h1').first.inner_text()}"
        if known in self.met:
            return
        self.met[known] = self.page.url
        if self.scripts:
            assert self.violations() == [], known
            wide = self.page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
            assert wide <= 1, f"{known}: {wide} px wider than the screen"
        if self.pictures is not None:
            name = re.sub(r"[^a-z0-9]+", "-", place.lower()).strip("-") or "start"
            self.page.screenshot(path=self.pictures / f"{len(self.met):02d}-{name}.png", full_page=True)

    def violations(self) -> list[str]:
        """What axe finds on the page, in the four corners of WCAG 2.2 AA."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found: dict[str, Any] = self.page.evaluate("axe.run()")
        return [f"{rule['id']}: {node['html'][:160]}" for rule in found["violations"] for node in rule["nodes"]]


@contextmanager
def playing(url: str, *, width: int = 1280, pictures: Path | None = None, scripts: bool = True) -> Iterator[Play]:
    """A browser of this width; ``scripts`` off plays without JavaScript on the page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        context = browser.new_context(
            viewport={"width": width, "height": 800}, locale="sv-SE", java_script_enabled=scripts
        )
        page = context.new_page()
        page.set_default_timeout(15_000)
        yield Play(page, url, pictures, scripts)
        browser.close()
