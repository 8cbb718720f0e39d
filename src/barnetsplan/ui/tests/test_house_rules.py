"""What no template may hold, what the browser may weigh, and that every icon exists."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from barnetsplan.ui import static_build
from barnetsplan.ui.icons import ICONS
from barnetsplan.ui.static_build import MissingPackageError, build, minified

PACKAGE = Path(static_build.__file__).parents[1]
TEMPLATES = sorted(PACKAGE.glob("*/templates/**/*.html"))
INLINE = re.compile(r"""\sstyle=|<style|\son[a-z]+=|hx-on|javascript:|<script(?![^>]*\ssrc=)""")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("static") / "ui"
    if not static_build.NODE_MODULES.is_dir():
        pytest.skip("front-end packages are not installed")
    build(out=out)
    return out


def weight(*paths: Path) -> int:
    return sum(len(gzip.compress(path.read_bytes())) for path in paths)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_template_holds_inline_style_or_script(template: Path) -> None:
    found = INLINE.search(template.read_text(encoding="utf-8"))

    assert found is None, f"{template.name}: move it to a class in ui/static_src"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_icon_that_a_template_names_exists(template: Path) -> None:
    named = re.findall(r"""{% icon ["']([\w-]+)["']""", template.read_text(encoding="utf-8"))

    assert set(named) <= set(ICONS)


def test_styles_use_logical_sides_only() -> None:
    for sheet in static_build.SOURCE.glob("*.css"):
        css = sheet.read_text(encoding="utf-8")
        assert not re.search(
            r"(?:margin|padding|border)-(?:left|right)|[\s;{](?:left|right)\s*:|text-align:\s*(?:left|right)", css
        ), sheet.name


def test_style_sheet_weighs_at_most_25_kilobytes(built: Path) -> None:
    assert weight(built / "app.css") <= 25_000


def test_what_every_first_visit_fetches_leaves_room_for_the_page(built: Path) -> None:
    shared = ("app.css", "icons.svg", "htmx.js", "favicon.svg")
    fonts = built / "fonts"

    latin, arabic = (
        (fonts / f"{name}-wght-normal.woff2").stat().st_size
        for name in ("atkinson-hyperlegible-next-latin", "vazirmatn-arabic")
    )

    assert weight(*(built / name for name in shared)) + max(latin, arabic) <= 90_000


def test_the_same_packages_give_the_same_bytes(built: Path, tmp_path: Path) -> None:
    again = tmp_path / "ui"
    build(out=again)

    made = {path.relative_to(built): path.read_bytes() for path in built.rglob("*") if path.is_file()}
    assert made == {path.relative_to(again): path.read_bytes() for path in again.rglob("*") if path.is_file()}


def test_sprite_holds_every_icon_without_colour_of_its_own(built: Path) -> None:
    sprite = (built / "icons.svg").read_text(encoding="utf-8")

    assert set(re.findall(r'<symbol id="([\w-]+)"', sprite)) == set(ICONS)
    assert "fill=" not in sprite


def test_style_sheet_asks_no_other_host(built: Path) -> None:
    assert "http" not in re.sub(
        r"http://www\.w3\.org|http%3A%2F%2Fwww\.w3\.org", "", (built / "app.css").read_text(encoding="utf-8")
    )


def test_missing_packages_are_named(tmp_path: Path) -> None:
    with pytest.raises(MissingPackageError):
        build(node_modules=tmp_path / "none", out=tmp_path / "out")


def test_minifying_keeps_strings_and_calculations() -> None:
    assert (
        minified('a { content: "› "; inline-size: calc(100% - 2px) ; }')
        == 'a{content: "› ";inline-size: calc(100% - 2px)}'
    )
