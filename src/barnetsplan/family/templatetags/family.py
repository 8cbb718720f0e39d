"""What happens, line by line, made here and not in a template.

A plan has many lines, its page is the one that is opened most, and every part of a template costs (ADR 0011).
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from barnetsplan.domain.vocabulary import ActionStatus
from barnetsplan.family.cards.parts import Happening
from barnetsplan.family.words import STATUS, STATUS_KIND
from barnetsplan.ui.escaping import escaped
from barnetsplan.ui.pdf import day_words
from barnetsplan.ui.templatetags.ui import area, day, tag, written

register = template.Library()


@register.simple_tag
def happening_items(happenings: Iterable[Happening]) -> SafeString:
    """The things that happen: what, who, when, and how each stands, said calmly (interface.md rule 2)."""
    tags, follow_up = _tags(get_language()), escaped(_("Så ser vi om det hjälper:"))
    return SafeString("\n".join(f'<li class="stack-s">{_item(line, tags, follow_up)}</li>' for line in happenings))


def _item(line: Happening, tags: Mapping[str, SafeString], follow_up: str) -> str:
    mark = area(line.area_key, line.area_label) if line.area_key else ""
    return (
        f'{mark}{written(line.text)}<div class="row small soft">{_who_and_when(line)}{_status(line, tags)}</div>'
        f"{_not_begun(line)}{_report(line)}{_follow_up(line, follow_up)}"
    )


def _data(words: str) -> str:
    return f'<span translate="no" dir="auto">{escaped(words)}</span>'


def _who_and_when(line: Happening) -> str:
    who = f"{line.who}, {line.service}" if line.who else line.service
    return _data(f"{who} · {line.when}" if line.when else who)


def status_words(line: Happening) -> str:
    """How it stands, in words alone, for what is printed."""
    if line.status == "to_begin" and line.due_on:
        return _("Börjar %(due)s") % {"due": day_words(line.due_on)}
    if line.status == "not_begun" and line.due_on:
        return _("Skulle ha börjat %(due)s. Det har inte kommit igång.") % {"due": day_words(line.due_on)}
    return str(STATUS[ActionStatus(line.status)])


@lru_cache(maxsize=256)
def _tags(_language: str | None) -> dict[str, SafeString]:
    return {status: tag(str(words), STATUS_KIND[status]) for status, words in STATUS.items()}


def _status(line: Happening, tags: Mapping[str, SafeString]) -> str:
    if line.status == "not_begun":
        return ""
    if line.status == "to_begin" and line.due_on:
        return tag(_sentence(_("Börjar %(due)s"), due=day(line.due_on)), "wait")
    return tags[line.status]


def _not_begun(line: Happening) -> str:
    if line.status != "not_begun" or line.due_on is None:
        return ""
    late = _sentence(_("Skulle ha börjat %(due)s. Det har inte kommit igång."), due=day(line.due_on))
    tells = _sentence(_("%(who)s berättar vad som händer nu."), who=_data(line.tells)) if line.tells else ""
    return f'<p class="small soft">{late} {tells}</p>'


def _report(line: Happening) -> str:
    if not line.report or line.report_on is None:
        return ""
    return f'<p class="small"><span class="soft">{day(line.report_on)}:</span> {_data(line.report)}</p>'


def _follow_up(line: Happening, label: str) -> str:
    return f'<p class="small soft">{label} {_data(line.follow_up)}</p>' if line.follow_up else ""


def _sentence(text: str, **parts: str) -> SafeString:
    """A translated sentence with parts that are HTML already."""
    return SafeString(escaped(text) % parts)
