"""Every text of the house can be collected for translation, also those that no test happens to meet on a page."""

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings

from tests.journeys.texts import TOLD_BY

PACKAGE = Path(settings.PACKAGE)
#: Names under which ``makemessages`` recognises a text; a call of another name is never collected.
COLLECTED = frozenset({"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"})
#: The demonstration's people and what they write are invented data.
CODE = sorted(
    path for path in PACKAGE.rglob("*.py") if not {"tests", "migrations", "demo"} & set(path.relative_to(PACKAGE).parts)
)
TEMPLATES = sorted(path for path in PACKAGE.glob("*/templates/**/*.html") if not path.name.startswith("gallery"))

_SWEDISH = re.compile(r"(?=.*[åäöÅÄÖ])(?=.*[A-Za-z])", re.DOTALL)
_TAGS = re.compile(
    r"{% blocktranslate\b.*?{% endblocktranslate %}|{% comment %}.*?{% endcomment %}|{#.*?#}|{%.*?%}|{{.*?}}",
    re.DOTALL,
)
_WORDS_IN_TAG = re.compile(r"""{% (?!translate |blocktranslate )[^%]*?["']([^"'%]*[åäöÅÄÖ][^"'%]*)["']""")


def _parts(tree: ast.Module) -> Iterator[tuple[ast.AST, ast.AST]]:
    """Every node with the one above it."""
    for above in ast.walk(tree):
        for node in ast.iter_child_nodes(above):
            yield node, above


def _is_collected(above: ast.AST) -> bool:
    if not isinstance(above, ast.Call):
        return False
    name = above.func.id if isinstance(above.func, ast.Name) else getattr(above.func, "attr", "")
    return name in COLLECTED


def outside_gettext(source: str) -> list[str]:
    """Swedish texts that never meet gettext; a sentence that stands alone is a docstring."""
    return [
        f"{node.lineno}: {node.value!r} is in no _()"
        for node, above in _parts(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _SWEDISH.match(node.value)
        if not isinstance(above, ast.Expr) and not _is_collected(above)
    ]


def uncollected(source: str) -> list[str]:
    """Texts that meet gettext but that ``makemessages`` does not see: put together, or under another name."""
    tree = ast.parse(source)
    made_up = [
        f"{node.lineno}: a text that is put together cannot be collected"
        for node in ast.walk(tree)
        if _is_collected(node) and isinstance(node, ast.Call) and not isinstance(node.args[0], ast.Constant)
    ]
    renamed = [
        f"{node.lineno}: what {name.asname}() says is not collected; use _ or the whole name"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
        if "gettext" in name.name and name.asname not in {None, "_"}
    ]
    return made_up + renamed


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._keep(*(value or "" for name, value in attrs if name in TOLD_BY))

    def handle_data(self, data: str) -> None:
        self._keep(data)

    def _keep(self, *texts: str) -> None:
        self.found += [text.strip() for text in texts if re.search(r"[^\W\d_]", text)]


def untranslated(template: str) -> list[str]:
    """Words of a template that stand outside {% translate %} and {% blocktranslate %}, or are handed to a tag."""
    source = re.sub(r"{% block dress %}.*?{% endblock %}", "", template)
    words = _Words()
    words.feed(_TAGS.sub("", source))
    words.close()
    return [f" {text!r} is in no translate" for text in words.found + _WORDS_IN_TAG.findall(source)]


def _found(find: Callable[[str], list[str]], paths: Iterable[Path]) -> list[str]:
    return [f"{path.relative_to(PACKAGE)}:{each}" for path in paths for each in find(path.read_text(encoding="utf-8"))]


#: A record for machines, whose every text says that it is Swedish.
IN_SWEDISH = {
    PACKAGE / "consent" / "record27560.py",
    # The closed list of messages holds every language itself (law.md NOT-01; ADR 0024).
    PACKAGE / "sending" / "texts.py",
}
#: Looks up what ``makemessages`` has collected from the templates.
FROM_TEMPLATES = PACKAGE / "ui" / "templatetags" / "texts.py"


def test_swedish_in_code_goes_through_gettext() -> None:
    assert _found(outside_gettext, (path for path in CODE if path not in IN_SWEDISH)) == []


def test_texts_for_gettext_are_written_out() -> None:
    assert _found(uncollected, (path for path in CODE if path != FROM_TEMPLATES)) == []


def test_templates_say_nothing_outside_translate() -> None:
    assert _found(untranslated, TEMPLATES) == []


@pytest.mark.parametrize(
    ("find", "source"),
    [
        (outside_gettext, 'words = "Något gick fel"'),
        (outside_gettext, 'words = f"Frågan till {name}"'),
        (outside_gettext, 'words = later("Något gick fel")'),
        (uncollected, 'words = _(f"Fel hos {name}")'),
        (uncollected, "words = gettext(sentence)"),
        (uncollected, "from django.utils.translation import gettext as now_"),
        (untranslated, "<p>Hej {{ name }}</p>"),
        (untranslated, "{% if x %}Ja{% endif %}"),
        (untranslated, '<img alt="Ett barn">'),
        (untranslated, '{% empty_page "Här är tomt" %}'),
    ],
)
def test_what_cannot_be_translated_is_found(find: Callable[[str], list[str]], source: str) -> None:
    assert len(find(source)) == 1


@pytest.mark.parametrize(
    ("find", "source"),
    [
        (
            outside_gettext,
            '"""Vad något är."""\nwords = _("Något gick fel") + ngettext("%d röst är", "%d röster är", n)',
        ),
        (uncollected, 'from django.utils.translation import gettext_lazy as _\nwords = _("Något")'),
        (untranslated, '{# Hej #}<p translate="no" class="soft">{{ name }}</p>{% translate "Hej på dig" as hello %}'),
        (untranslated, "{% blocktranslate trimmed %}Hej <b>du</b>{% endblocktranslate %} · 12"),
    ],
)
def test_what_can_be_translated_is_let_be(find: Callable[[str], list[str]], source: str) -> None:
    assert find(source) == []
