"""What a first visit to a family page weighs over the wire, fonts included, in a browser without any cache."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Request, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@dataclass(frozen=True, slots=True)
class Visit:
    """What a first visit asked for."""

    requests: int
    kilobytes: float
    scripts_kilobytes: float
    other_hosts: int


def first_visit(url: str, *, cookie_name: str, cookie_value: str) -> Visit:
    """Visit a page once, as a phone of 360 px, and weigh every answer with its headers."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        context = browser.new_context(viewport={"width": 360, "height": 740}, device_scale_factor=2, is_mobile=True)
        context.add_cookies([{"name": cookie_name, "value": cookie_value, "url": url}])
        page = context.new_page()
        asked: list[Request] = []

        def note(request: Request) -> None:  # playwright marks its listeners, and ``append`` cannot be marked
            asked.append(request)

        page.on("requestfinished", note)
        page.goto(url, wait_until="networkidle")
        weights = [(request, _bytes(request)) for request in asked if request.url.startswith("http")]
        browser.close()
    host = urlsplit(url).netloc
    return Visit(
        requests=len(weights),
        kilobytes=sum(weight for _, weight in weights) / 1000,
        scripts_kilobytes=sum(weight for request, weight in weights if request.resource_type == "script") / 1000,
        other_hosts=len({urlsplit(request.url).netloc for request, _ in weights} - {host}),
    )


def _bytes(request: Request) -> int:
    sizes = request.sizes()
    return sizes["responseBodySize"] + sizes["responseHeadersSize"]
