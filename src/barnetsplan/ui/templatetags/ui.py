"""The components of the house as template tags; each renders one file of `templates/ui/parts/`, the smallest none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, Final

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from barnetsplan.ui.cards import Step, Voice
from barnetsplan.ui.circle import Node, draw_circle
from barnetsplan.ui.escaping import escaped
from barnetsplan.ui.frame import NavItem
from barnetsplan.ui.geometry import TextLine
from barnetsplan.ui.icons import ICONS, area_icon
from barnetsplan.ui.wheel import Petal, draw_wheel, logo_petals

register = template.Library()

type_of_context = dict[str, Any]
TAG_KINDS: Final = frozenset({"now", "wait", "late", "plain"})
BOX_ICONS: Final = {"info": "info", "success": "check", "wait": "clock", "warning": "warning"}


class UnknownPartError(ValueError):
    """A template asked for an icon or a kind that does not exist."""


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """An icon beside a word; never alone, so it is hidden from screen readers."""
    if name not in ICONS:
        raise UnknownPartError(name)
    return _icon(name, css)


@lru_cache(maxsize=256)
def _icon(name: str, css: str) -> SafeString:
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false" viewBox="0 0 24 24"><use href="{}#{}"/></svg>',
        css,
        asset("ui/icons.svg"),
        name,
    )


@register.simple_tag
@cache
def asset(name: str) -> str:
    """The address of a static file; which version it is does not change while the process lives."""
    return static(name)


@register.simple_tag
def first_font() -> str:
    """The one font file that the page's language is sure to need."""
    name = "vazirmatn-arabic" if get_language_bidi() else "atkinson-hyperlegible-next-latin"
    return asset(f"ui/fonts/{name}-wght-normal.woff2")


@register.simple_tag
@cache
def logo() -> SafeString:
    """The wheel as the mark of the product."""
    petals = format_html_join("", '<path class="{}" d="{}" />', logo_petals())
    return format_html('<svg class="logo" viewBox="0 0 30 30" aria-hidden="true" focusable="false">{}</svg>', petals)


@register.simple_tag
@lru_cache(maxsize=256)
def area(key: str, label: str) -> SafeString:
    """One area of the wheel: colour, icon and word."""
    mark = icon(area_icon(key))
    return format_html('<span class="area area-{}">{}<span translate="no">{}</span></span>', key, mark, label)


@register.simple_tag
def tag(text: str, kind: str = "plain") -> SafeString:
    """A status in words; `late` only towards staff."""
    if kind not in TAG_KINDS:
        raise UnknownPartError(kind)
    return SafeString(f'<span class="tag {kind}">{escaped(text)}</span>')


@register.inclusion_tag("ui/parts/audience.html")
def audience(names: Iterable[str], change_url: str = "", previews: Sequence[NavItem] = ()) -> type_of_context:
    """Who will see what is written here; stands right above the save button."""
    return {"names": tuple(names), "change_url": change_url, "previews": previews}


@register.inclusion_tag("ui/parts/field.html")
def field(bound: BoundField, side: str = "") -> type_of_context:
    """One field of a form with its label, help and error sentence; `side="side"` lays choices in columns."""
    widget = bound.field.widget
    many = isinstance(widget, RadioSelect | CheckboxSelectMultiple)
    hints: dict[str, str] = getattr(bound.field, "option_hints", {})
    return {
        "bound": bound,
        "css": "field has-error" if bound.errors else "field",
        "is_choices": many,
        "is_box": isinstance(widget, CheckboxInput),
        "options": [(sub, hints.get(str(sub.data["value"]), "")) for sub in bound.subwidgets] if many else [],
        "side": side,
    }


@register.inclusion_tag("ui/parts/error_summary.html")
def error_summary(*forms: BaseForm | Sequence[BaseForm]) -> type_of_context:
    """What needs to be put right, at the top of the page, each line a link to its field; takes lists of forms too."""
    each = [form for one in forms for form in ([one] if isinstance(one, BaseForm) else one)]
    lines = [line for form in each for line in _error_lines(form)]
    return {"lines": lines}


def _error_lines(form: BaseForm) -> list[tuple[str, str, str]]:
    lines = [("", "", str(error)) for error in form.non_field_errors()]
    for bound in form:
        target = bound.id_for_label or f"{bound.auto_id}_0"
        label = "" if bound.is_hidden else str(bound.label)
        lines += [("" if bound.is_hidden else target, label, str(error)) for error in bound.errors]
    return lines


@register.inclusion_tag("ui/parts/wheel.html")
def wheel(petals: Sequence[Petal], centre: str = "", with_list: str = "yes") -> type_of_context:
    """The wheel and the same areas as a list; `with_list="no"` where the page has its own list."""
    return {"drawing": draw_wheel(petals, centre), "petals": petals, "with_list": with_list == "yes"}


@register.simple_tag
def text_lines(lines: Sequence[TextLine], css: str, size: str = "") -> SafeString:
    """The lines of a name in a drawing."""
    # Made here and not in a template: a drawing has many lines, and its boxes are drawn on the pages opened most.
    texts = (f'<text x="{line.x}" y="{line.y}">{escaped(line.text)}</text>' for line in lines)
    sized = f' font-size="{size}"' if size else ""
    return SafeString(f'<g class="{css}"{sized} translate="no">{"".join(texts)}</g>' if lines else "")


@register.inclusion_tag("ui/parts/circle_map.html")
def circle_map(centre: str, nodes: Sequence[Node]) -> type_of_context:
    """The circle around a child, and the same as a list."""
    return {"drawing": draw_circle(centre, nodes), "nodes": nodes, "centre": centre}


@register.inclusion_tag("ui/parts/steps.html")
def steps(items: Sequence[Step]) -> type_of_context:
    """The spine of the model: what is done, where we are, what comes."""
    return {"items": items}


@register.simple_tag
def lines(words: str, smaller: str = "") -> SafeString:
    """Data, and in small on the next line what belongs to it."""
    # Made here and not in a template: a table has many of them, and its page is the one opened most.
    more = f'<br><span class="small soft" translate="no">{escaped(smaller)}</span>' if smaller else ""
    return SafeString(f'<span translate="no">{escaped(words)}</span>{more}')


@register.inclusion_tag("ui/parts/quote.html")
def quote(words: str, who: str = "", when: date | str = "") -> type_of_context:
    """The child's own words."""
    return {"quoted": f"”{words}”", "who": who, "when": when}


@register.simple_tag
def written(text: str, css: str = "") -> SafeString:
    """What somebody wrote, line breaks and all; never translated, each text in its own direction."""
    # Made here and not in a template: a formatter's line break inside the paragraph would be shown.
    return SafeString(f'<p class="written {css}" translate="no" dir="auto">{escaped(text)}</p>')


@register.inclusion_tag("ui/parts/empty_page.html")
def empty_page(title: str, text: str, url: str = "", action: str = "") -> type_of_context:
    """An empty place that teaches: what will stand here, who fills it, what you can do now."""
    return {"title": title, "text": text, "url": url, "action": action}


@register.inclusion_tag("ui/parts/voices.html")
def voices(columns: Sequence[Voice]) -> type_of_context:
    """Voices laid side by side, under each other on a phone."""
    return {"columns": columns}


@register.inclusion_tag("ui/parts/box.html")
def box(text: str, kind: str = "info", title: str = "") -> type_of_context:
    """A notice: info, success, wait, or warning (staff only)."""
    if kind not in BOX_ICONS:
        raise UnknownPartError(kind)
    return {"text": text, "kind": kind, "title": title, "icon_name": BOX_ICONS[kind]}


@register.filter
def box_kind(level: str) -> str:
    """The kind of box for a message of Django's; an error is a warning."""
    return {"success": "success", "warning": "warning", "error": "warning"}.get(level, "info")


@register.inclusion_tag("ui/parts/harm_box.html")
def harm_box(url: str = "", text: str = "") -> type_of_context:
    """The way to report harm at once; asks for nothing and stores nothing."""
    return {"url": url, "text": text}


@register.inclusion_tag("ui/parts/pager.html", takes_context=True)
def pager(context: template.Context, page: Page[Any]) -> type_of_context:
    """The way to the next and the earlier page of a list; the page number travels as `sida`."""
    return {"page": page, "request": context.get("request")}


@register.inclusion_tag("ui/parts/breadcrumbs.html")
def breadcrumbs(items: Sequence[NavItem]) -> type_of_context:
    """The way here; the last is the page itself."""
    return {"items": items}


@register.simple_tag
def day(value: date, form: str = "long") -> SafeString:
    """A date in words: `9 november 2026`, or `9 nov` with `"short"`."""
    return day_in(timezone.localtime(value).date() if isinstance(value, datetime) else value, form, get_language())


@lru_cache(maxsize=1024)
def day_in(value: date, form: str, language: str | None) -> SafeString:
    """The same of a day in Sweden, for those who have asked already in which language the page is."""
    words = _date_in_words(value, "j b" if form == "short" else "j F Y", language)
    return format_html('<time datetime="{}">{}</time>', f"{value:%Y-%m-%d}", words)


@lru_cache(maxsize=1024)
def _date_in_words(value: date, pattern: str, _language: str | None) -> str:
    return date_format(value, pattern)


@register.simple_tag
def moment(value: datetime) -> SafeString:
    """A date with its time of day: `9 november 2026 kl. 14.10`."""
    local = timezone.localtime(value)
    words = _("%(day)s kl. %(clock)s") % {
        "day": _date_in_words(local.date(), "j F Y", get_language()),
        "clock": f"{local:%H.%M}",
    }
    return SafeString(f'<time datetime="{local.isoformat(timespec="minutes")}">{escaped(words)}</time>')


@register.simple_tag
def clock(value: datetime) -> SafeString:
    """A time of day: `14.10`."""
    local = timezone.localtime(value)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), f"{local:%H.%M}")


@register.simple_tag
def when(value: date | str) -> SafeString:
    """A moment, a day, or words that already say when."""
    if isinstance(value, datetime):
        return SafeString(moment(value))
    if isinstance(value, date):
        return SafeString(day(value))
    return format_html("{}", value)
