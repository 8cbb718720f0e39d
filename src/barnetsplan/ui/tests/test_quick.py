"""A rewritten template gives what Django alone gives, to the byte (ADR 0023)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.template import Context, Engine, TemplateDoesNotExist
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

TEMPLATES = {
    "base.html": (
        "<title>{% block title %}Grund{% endblock %}</title>{% if shown %}{% block body %}tom{% endblock %}{% endif %}"
        "{% block foot %}{% endblock %}{{ after }}"
    ),
    "middle.html": '{% extends "base.html" %}{% block title %}{{ block.super }} · {{ name }}{% endblock %}'
    "{% block body %}<main>{% block inner %}inre{% endblock %}</main>{% endblock %}",
    "page.html": '{% extends "middle.html" %}{% block title %}{{ block.super }}!{% endblock %}'
    '{% block inner %}{{ block.super }}{% translate "Spara" as after %}{{ after }}{% endblock %}',
    "part.html": '{% translate "Spara" as save %}[{{ card.name }}{{ word }}{{ save }}]',
    "plain.html": "<i>{{ card.name }}</i>",
    "counted.html": "{{ forloop.counter }}",
    "itself.html": '{{ depth }}{% if deeper %}{% with deeper="" %}{% include "itself.html" %}{% endwith %}{% endif %}',
}
SNIPPETS = (
    "{{ card.name }}{{ card.inner.text }}{{ card.missing }}{{ missing.there }}{{ card.number }}{{ card.sum }}",
    "{{ card.safe }}{{ card.unsafe }}{{ unsafe }}{{ card.lazy }}{{ lazy }}{{ card.day }}{{ card.moment }}{{ none }}",
    "{{ card.method }}{{ card.count_property }}{{ several.0 }}{{ words.key }}{{ words.missing }}{{ words.items }}",
    "{{ card.name|default:'-' }}{{ none|default:'-' }}{{ several|length }}{{ several|join:', ' }}{{ 3 }}{{ 'a<b' }}",
    (
        "{% autoescape off %}{{ unsafe }}{{ card.unsafe }}{% endautoescape %}{% verbatim %}{{ x }}"
        "{% endverbatim %}{# no #}"
    ),
    "{% if card.name %}a{% elif none %}b{% else %}c{% endif %}{% if not missing %}d{% endif %}",
    (
        "{% if card.number > 3 and several %}a{% endif %}{% if 'ett' in several or none.x %}b{% endif %}"
        "{% if none > 3 %}c{% else %}d{% endif %}{% if card.name == 'Noel' %}e{% endif %}{% if card.inner is not None %}f{% endif %}"
    ),
    (
        "{% for one in several %}<b>{{ one }}</b>{% empty %}tomt{% endfor %}{% for one in none %}x"
        "{% empty %}tomt{% endfor %}"
    ),
    "{% for one in several %}{{ forloop.counter }}{% if not forloop.last %},{% endif %}{% endfor %}{{ one }}",
    (
        "{% for one in several %}{% include 'counted.html' %}{% endfor %}"
        "{% for a, b in pairs %}{{ a }}={{ b }};{% endfor %}{{ a }}"
    ),
    "{% for one in several reversed %}{{ one }}{% endfor %}{% for k, v in words.items %}{{ k }}{{ v }}{% endfor %}",
    (
        "{% for one in several %}"
        "{% for two in several %}{{ one }}{{ two }}{{ forloop.parentloop.counter }}{% endfor %}{% endfor %}"
    ),
    (
        "{% include 'part.html' %}{{ save }}{% include 'part.html' with word=card.name %}{{ word }}"
        "{% include 'plain.html' %}"
    ),
    (
        "{% include 'part.html' with word='x' only %}{% include which %}"
        "{% with depth='1' deeper='1' %}{% include 'itself.html' %}{% endwith %}"
    ),
    "{% with a=card.name b='x' %}{{ a }}{{ b }}{% translate 'Spara' as c %}{{ c }}{% endwith %}{{ a }}{{ c }}",
    (
        "{% translate 'Spara' %}{% translate 'Spara' as kept %}{{ kept }}{% translate card.name %}"
        "{% if kept %}{% translate 'Meny' as in %}{% endif %}{{ in }}"
    ),
    (
        "{% blocktranslate %}Hej 100 %{% endblocktranslate %}"
        "{% blocktranslate trimmed with who=unsafe %}\n Hej {{ who }}!\n {% endblocktranslate %}{{ who }}"
    ),
    (
        "{% blocktranslate count n=card.number %}en{% plural %}{{ n }} st{% endblocktranslate %}"
        "{% blocktranslate with x=card.name asvar made %}{{ x }}{{ missing }}{% endblocktranslate %}{{ made }}"
    ),
    "{% url 'start' %}{% url 'family_plan' card.key %}{% url 'family_plan' key=card.key as way %}{{ way }}",
    (
        "{% icon 'lock' %}{% icon name %}{% tag card.unsafe 'now' %}{% day card.day %}"
        "{% tag 'x' 'now' as t %}{{ t }}{% logo %}"
    ),
    "{% box card.unsafe 'info' title=card.name %}{{ text }}{% get_current_language as code %}{{ code }}",
    "{% language 'en' %}{% translate 'Spara' %}{{ card.name }}{% endlanguage %}{% translate 'Spara' %}",
    (
        "{% for one in several %}{% ifchanged %}{{ card.name }}{% endifchanged %}{% cycle 'a' 'b' %}"
        "{% endfor %}{% csrf_token %}"
    ),
    "{% spaceless %}<p> <b>{{ card.name }}</b> </p>{% endspaceless %}{% firstof none card.name %}{% now 'Y' %}",
)
_SAVE = gettext_lazy("Spara")
_KEY = UUID(int=7)


@dataclass(frozen=True, slots=True)
class Inner:
    text: str = "a & b"


@dataclass(frozen=True, slots=True)
class Card:
    name: str = "Noel"
    number: int = 12345
    sum: Decimal = Decimal("1234.5")
    unsafe: str = "<b>'\"&"
    safe: str = SafeString("<b>")
    lazy: Any = _SAVE
    day: date = date(2026, 11, 9)
    moment: datetime = datetime(2026, 11, 9, 13, tzinfo=UTC)
    key: UUID = _KEY
    inner: Inner = Inner()

    @property
    def count_property(self) -> int:
        return 4

    def method(self) -> str:
        return "anropad <"


def _engine(*, quick: bool, templates: dict[str, str]) -> Engine:
    loaders: list[Any] = [
        ("django.template.loaders.locmem.Loader", templates),
        "django.template.loaders.app_directories.Loader",
    ]
    loader = "barnetsplan.ui.quick.loader.Loader" if quick else "django.template.loaders.cached.Loader"
    options: Any = settings.TEMPLATES[0]["OPTIONS"]
    return Engine(loaders=[(loader, loaders)], builtins=options["builtins"])


def _context() -> Context:
    return Context(
        {
            "card": Card(),
            "shown": True,
            "name": "lock",
            "several": ["ett", "två<", "tre"],
            "pairs": [(1, "<"), (2, "b")],
            "words": {"key": "värde & mer"},
            "none": None,
            "unsafe": "<i>",
            "lazy": gettext_lazy("Spara"),
            "which": "plain.html",
            "csrf_token": "x" * 64,
        }
    )


@pytest.mark.parametrize("language", ["sv", "ar"])
@pytest.mark.parametrize("snippet", [*SNIPPETS, "{% extends 'page.html' %}", "{% extends which %}"])
def test_a_rewritten_template_gives_what_django_gives(snippet: str, language: str) -> None:
    templates = {**TEMPLATES, "shown.html": snippet}
    alone, quick = (_engine(quick=each, templates=templates).get_template("shown.html") for each in (False, True))
    with translation.override(language):
        expected = alone.render(_context())
        assert quick.render(_context()) == expected
        assert quick.render(_context()) == expected, "the second time too"


def test_the_same_template_speaks_two_languages_and_forgets_nothing() -> None:
    engine = _engine(
        quick=True, templates={"shown.html": "{% get_current_language_bidi as b %}{{ b }}{% first_font %}"}
    )
    template = engine.get_template("shown.html")
    made = []
    for language in ("sv", "ar", "sv"):
        with translation.override(language):
            made.append(template.render(Context()))

    assert made[0] == made[2] != made[1]


def test_a_template_that_is_not_there_is_told_of_as_django_tells() -> None:
    engine = _engine(quick=True, templates={})
    with pytest.raises(TemplateDoesNotExist, match=r"nothing\.html"):
        engine.get_template("nothing.html")


def test_what_a_template_forgets_is_read_again() -> None:
    templates = {"shown.html": "ett"}
    engine = _engine(quick=True, templates=templates)
    assert engine.get_template("shown.html").render(Context()) == "ett"
    templates["shown.html"] = "två"
    for loader in engine.template_loaders:
        loader.reset()

    assert engine.get_template("shown.html").render(Context()) == "två"
