"""The lines of who does what, made here and not in a template.

A plan has many of them, its page is the one that is opened most, and every part of a template costs (ADR 0011).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from barnetsplan.plans.cards.shown import ActionRow
from barnetsplan.plans.words import Words
from barnetsplan.practice.load import current
from barnetsplan.practice.plain import PlainWord
from barnetsplan.ui.addresses import address
from barnetsplan.ui.escaping import escaped
from barnetsplan.ui.templatetags.ui import area, day_in, lines, tag, written

register = template.Library()


@dataclass(frozen=True, slots=True)
class _Labels:
    """The words that stand on every line."""

    who: str
    when: str
    state: str
    begins_at_latest: str
    followed_up: str
    to_family: str
    report: str
    language: str | None
    #: A word of the closed vocabularies -> what stands for it on the page.
    words: dict[int, str]


@lru_cache(maxsize=32)
def _labels(language: str | None) -> _Labels:
    return _Labels(
        who=escaped(_("Ansvarig")),
        when=escaped(_("När")),
        state=escaped(_("Läge")),
        begins_at_latest=escaped(_("börjar senast")),
        followed_up=escaped(_("följs upp:")),
        to_family=escaped(_("Till familjen:")),
        report=escaped(_("Rapportera")),
        language=language,
        words={},
    )


@register.simple_tag
def plain_words() -> tuple[PlainWord, ...]:
    """The words that the county has explained, for pages on which somebody writes to the family."""
    return current().plain_language.words


@register.simple_tag
def action_rows(actions: Sequence[ActionRow]) -> SafeString:
    """The rows of the table: what is done, who does it, when, and how it stands."""
    labels = _labels(get_language())
    return SafeString("".join(_row(action, labels) for action in actions))


def _row(action: ActionRow, labels: _Labels) -> str:
    """Cells that name themselves where the table stacks."""
    mark = area(action.area_key, action.area_label) if action.area_key else ""
    differing = "".join(render_to_string("plans/parts/dissent.html", {"dissent": each}) for each in action.dissents)
    return (
        f"<tr><td>{mark}{written(action.text)}{_to_family(action, labels)}"
        f'<p class="small soft">{_word(action.support, labels)}</p>{differing}</td>'
        f'<td data-label="{labels.who}">{lines(action.unit, action.person)}</td>'
        f'<td data-label="{labels.when}">{lines(action.when)}{_begins(action, labels)}'
        f"{_followed_up(action, labels)}</td>"
        f'<td data-label="{labels.state}">{_state(action, labels)}{_report(action, labels)}'
        f"{_way_to_report(action, labels)}</td></tr>\n"
    )


def _word(word: Words, labels: _Labels) -> str:
    """A word of a closed vocabulary, which lives as long as the program, in the language of the labels."""
    if isinstance(word, str):
        return escaped(word)
    return labels.words.get(id(word)) or labels.words.setdefault(id(word), escaped(str(word)))


def _begins(action: ActionRow, labels: _Labels) -> str:
    if action.due_on is None:
        return ""
    begins = day_in(action.due_on, "short", labels.language)
    return f'<br><span class="small soft">{labels.begins_at_latest} {begins}</span>'


def _followed_up(action: ActionRow, labels: _Labels) -> str:
    if not action.follow_up:
        return ""
    words = f'<span translate="no">{escaped(action.follow_up)}</span>'
    return f'<br><span class="small soft">{labels.followed_up} {words}</span>'


def _to_family(action: ActionRow, labels: _Labels) -> str:
    if not action.to_family:
        return ""
    words = f'<span translate="no" dir="auto">{escaped(action.to_family)}</span>'
    return f'<p class="small soft">{labels.to_family} {words}</p>'


def _state(action: ActionRow, labels: _Labels) -> str:
    if not action.late_days:
        return tag(SafeString(_word(action.status.word, labels)), action.status.kind)
    late = ngettext("Försenad %(days)s dag", "Försenad %(days)s dagar", action.late_days)
    return tag(late % {"days": action.late_days}, "late")


def _report(action: ActionRow, labels: _Labels) -> str:
    if action.report is None:
        return ""
    text = written(action.report.text, "small") if action.report.text else ""
    return f'{text}<p class="small soft">{day_in(action.report.when, "long", labels.language)}</p>'


def _way_to_report(action: ActionRow, labels: _Labels) -> str:
    if not action.may_report:
        return ""
    which = f'<span class="only-read" translate="no">– {escaped(action.text)}</span>'
    way = f'<a class="btn small quiet" href="{address("action_report", action.key)}">{labels.report} {which}</a>'
    return f'<p class="no-print">{way}</p>'
