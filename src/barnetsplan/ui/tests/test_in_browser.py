"""The gallery in Chromium: axe, no sideways scrolling, targets for thumbs, text inside its petals, and the weight."""

from __future__ import annotations

import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from barnetsplan.ui import static_build

pytestmark = pytest.mark.browser

AXE = static_build.NODE_MODULES / "axe-core" / "axe.min.js"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = (360, 768, 1280)

OPEN_EVERY_FOLD = "document.querySelectorAll('details').forEach(fold => fold.open = true)"
SMALL_TARGETS = """[...document.querySelectorAll('a[href], button, summary, select, textarea, input:not([type=hidden])')]
  .filter(e => !e.closest('p, td, dd, svg, .choice, .skip'))
  .map(e => [e.getBoundingClientRect(), e.outerHTML.slice(0, 80)])
  .filter(([box]) => box.width && box.height < 43.5).map(([, html]) => html)"""
TEXT_OUTSIDE_PETAL = """[...document.querySelectorAll('.petal')].filter(petal => {
  const shape = petal.querySelector('path'), svg = petal.ownerSVGElement;
  return [...petal.querySelectorAll('text')].some(text => {
    const box = text.getBBox(), middle = box.y + box.height / 2;
    return [box.x + 1, box.x + box.width - 1].some(x => {
      const at = svg.createSVGPoint(); at.x = x; at.y = middle;
      return !shape.isPointInFill(at);
    });
  });
}).map(petal => petal.textContent.trim())"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *args: object) -> None:
        """Nobody reads it."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def served(tmp_path: Path, staff_gallery: str, family_gallery: str) -> Iterator[str]:
    static_build.build(out=tmp_path / "static" / "ui")
    for name, html in {"staff": staff_gallery, "family": family_gallery}.items():
        (tmp_path / f"{name}.html").write_text(html, encoding="utf-8")
        turned = html.replace('lang="sv" dir="ltr"', 'lang="ar" dir="rtl"', 1)
        (tmp_path / f"{name}-rtl.html").write_text(turned, encoding="utf-8")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def opened(browser: Browser, address: str, width: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address, wait_until="load")
    page.evaluate("document.fonts.ready.then(() => true)")
    return page


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("axe.run()")
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found["violations"] for node in rule["nodes"]]


@pytest.mark.parametrize("name", ["staff", "family", "staff-rtl", "family-rtl"])
@pytest.mark.parametrize("width", WIDTHS)
def test_gallery_is_accessible_and_fits_its_screen(browser: Browser, served: str, name: str, width: int) -> None:
    page = opened(browser, f"{served}/{name}.html", width)

    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    assert page.evaluate(SMALL_TARGETS) == []
    if "rtl" not in name:  # an Arabic page borrows Latin letters from the system, here wider than on any phone
        assert page.evaluate(TEXT_OUTSIDE_PETAL) == []
    page.evaluate(OPEN_EVERY_FOLD)
    assert violations(page) == []
    page.close()


def test_a_form_with_errors_begins_at_its_summary(browser: Browser, served: str) -> None:
    page = opened(browser, f"{served}/family.html", 360)

    assert page.evaluate("document.activeElement.className").startswith("error-summary")
    page.close()


def test_first_visit_of_a_family_page_is_light(browser: Browser, served: str) -> None:
    fetched: list[tuple[str, bytes]] = []
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.on("response", lambda response: fetched.append((response.url, response.body())))

    page.goto(f"{served}/family.html", wait_until="networkidle")

    assert len(fetched) <= 8, [address for address, _ in fetched]
    assert sum(len(gzip.compress(body)) for _, body in fetched) <= 100_000
    assert all(address.startswith(served) for address, _ in fetched)
    page.close()
