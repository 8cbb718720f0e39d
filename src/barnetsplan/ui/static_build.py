"""Which files the browser gets and how they are made: picked from packages and from `static_src`."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import django_htmx

from barnetsplan.ui.icons import ICONS

HERE: Final = Path(__file__).parent
SOURCE: Final = HERE / "static_src"
OUT: Final = HERE / "static" / "ui"
NODE_MODULES: Final = HERE.parents[2] / "node_modules"

# Designsystemet does controls well: own radios and boxes, forced colours, right to left.
DESIGN_SYSTEM_PARTS: Final = ("input.css", "details.css")
OWN_STYLES: Final = ("tokens.css", "base.css", "frame.css", "parts.css", "forms.css", "board.css", "print.css")
HTMX: Final = Path("static/django_htmx/htmx-2.min.js")

# family in CSS, package, start of the file names, subsets; the browser fetches only the subsets a page needs.
FONTS: Final = (
    (
        "Atkinson Hyperlegible Next",
        "atkinson-hyperlegible-next",
        ("latin", "latin-ext"),
    ),
    ("Inter Cyrillic", "inter", ("cyrillic", "cyrillic-ext")),
    ("Vazirmatn Arabic", "vazirmatn", ("arabic",)),
)
#: The same letters for PDFs, which want TrueType: package and start of the file names.
PRINT_FONTS: Final = (
    ("atkinson-hyperlegible-next", "AtkinsonHyperlegibleNext"),
    ("inter", "Inter"),
    ("vazirmatn", "Vazirmatn"),
)
_PRINT_WEIGHTS: Final = ("400Regular", "700Bold")
_FACE: Final = re.compile(r"/\* (?P<file>[\w-]+) \*/\s*@font-face \{(?P<body>[^}]*)\}")
# Two decimals of a 24-unit square are finer than any screen shows and halve the weight.
_LONG_NUMBER: Final = re.compile(r"\d+\.\d{3,}")
_RANGE: Final = re.compile(r"unicode-range:\s*([^;]+);")


class MissingPackageError(Exception):
    """A front-end package that the build reads is not installed."""


def build(node_modules: Path = NODE_MODULES, out: Path = OUT) -> list[Path]:
    """Writes every generated file anew and returns them; the same input gives the same bytes."""
    if not node_modules.is_dir():
        raise MissingPackageError(str(node_modules))
    shutil.rmtree(out, ignore_errors=True)
    (out / "fonts").mkdir(parents=True)
    (out / "print").mkdir()
    made = [
        _write(out / "app.css", _style_sheet(node_modules)),
        _write(out / "icons.svg", _sprite(node_modules)),
        _copy(SOURCE / "favicon.svg", out / "favicon.svg"),
        _copy(SOURCE / "plain.css", out / "plain.css"),
        _copy(SOURCE / "live.js", out / "live.js"),
        _copy(Path(django_htmx.__file__).parent / HTMX, out / "htmx.js"),
    ]
    made += [_copy(font, out / "fonts" / font.name) for font in _font_files(node_modules)]
    return [*made, *(_copy(font, out / "print" / font.name) for font in _print_fonts(node_modules))]


def _style_sheet(node_modules: Path) -> str:
    parts = node_modules / "@digdir" / "designsystemet-css" / "dist" / "src"
    sheets = [
        _font_faces(node_modules),
        *(_read(parts / name) for name in DESIGN_SYSTEM_PARTS),
        *(_read(SOURCE / name) for name in OWN_STYLES),
    ]
    return "\n".join(minified(sheet) for sheet in sheets)


def minified(css: str) -> str:
    """The sheet without comments and needless blanks; our own sheets hold no blanks inside strings but one."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r"\s*([{};])\s*", r"\1", css).replace(";}", "}").strip()


def _font_faces(node_modules: Path) -> str:
    faces = []
    for family, package, subsets in FONTS:
        index = _read(node_modules / "@fontsource-variable" / package / "index.css")
        ranges = {face["file"]: _range(face["body"]) for face in _FACE.finditer(index)}
        faces += [
            f'@font-face{{font-family:"{family}";font-style:normal;font-display:swap;font-weight:200 900;'
            f'src:url("fonts/{name}.woff2") format("woff2");unicode-range:{ranges[name]}}}'
            for name in (f"{package}-{subset}-wght-normal" for subset in subsets)
        ]
    return "\n".join(faces)


def _range(body: str) -> str:
    found = _RANGE.search(body)
    if found is None:
        raise MissingPackageError(body)
    return found[1]


def _font_files(node_modules: Path) -> Iterator[Path]:
    for _family, package, subsets in FONTS:
        files = node_modules / "@fontsource-variable" / package / "files"
        yield from (files / f"{package}-{subset}-wght-normal.woff2" for subset in subsets)


def _print_fonts(node_modules: Path) -> Iterator[Path]:
    for package, name in PRINT_FONTS:
        folder = node_modules / "@expo-google-fonts" / package
        yield from (folder / weight / f"{name}_{weight}.ttf" for weight in _PRINT_WEIGHTS)


def _sprite(node_modules: Path) -> str:
    source = node_modules / "@navikt" / "aksel-icons" / "dist" / "svg"
    symbols = [_symbol(name, _read(source / f"{file}.svg")) for name, file in sorted(ICONS.items())]
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>'


def _symbol(name: str, svg: str) -> str:
    inner = svg[svg.index(">") + 1 : svg.rindex("</svg>")]
    inner = re.sub(r'\s*(fill="currentColor"|clip-rule="evenodd")', "", re.sub(r"\s*\n\s*", "", inner))
    inner = _LONG_NUMBER.sub(lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), inner)
    return f'<symbol id="{name}" viewBox="0 0 24 24">{inner}</symbol>'


def _read(path: Path) -> str:
    if not path.is_file():
        raise MissingPackageError(str(path))
    return path.read_text(encoding="utf-8")


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def _copy(source: Path, target: Path) -> Path:
    if not source.is_file():
        raise MissingPackageError(str(source))
    return Path(shutil.copyfile(source, target))
