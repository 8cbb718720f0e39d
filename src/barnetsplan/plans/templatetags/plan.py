"""The lines of who does what, made here and not in a template.

A plan has many of them, its page is the one that is opened most, and every part of a template costs (ADR 0011).
"""

from dataclasses import dataclass
from functools import lru_cache

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from barnetsplan.plans.cards.shown import ActionRow
from barnetsplan.ui.templatetags.ui import area, day, lines, tag, written

register = template.Library()


@dataclass(frozen=True, slots=True)
class _Labels:
    """The words that stand on every line."""

    who: str
    when: str
    state: str
    begins_at_latest: str
    followed_up: str
    report: str


@lru_cache(maxsize=32)
def _labels(_language: str | None) -> _Labels:
    return _Labels(
        who=conditional_escape(_("Ansvarig")),
        when=conditional_escape(_("När")),
        state=conditional_escape(_("Läge")),
        begins_at_latest=conditional_escape(_("börjar senast")),
        followed_up=conditional_escape(_("följs upp:")),
        report=conditional_escape(_("Rapportera")),
    )


@register.simple_tag
def action_text(action: ActionRow) -> SafeString:
    """What is done, in which area, and for whom."""
    mark = area(action.area_key, action.area_label) if action.area_key else ""
    return SafeString(
        f'{mark}{written(action.text)}<p class="small soft">{conditional_escape(str(action.support))}</p>'
    )


@register.simple_tag
def action_cells(action: ActionRow) -> SafeString:
    """Who does it, when, and how it stands: three cells that name themselves where the table stacks."""
    labels = _labels(get_language())
    return SafeString(
        f'<td data-label="{labels.who}">{lines(action.unit, action.person)}</td>'
        f'<td data-label="{labels.when}">{lines(action.when)}{_begins(action, labels)}{_followed_up(action, labels)}'
        f'</td><td data-label="{labels.state}">{_state(action)}{_report(action)}{_way_to_report(action, labels)}</td>',
    )


def _begins(action: ActionRow, labels: _Labels) -> str:
    if action.due_on is None:
        return ""
    return f'<br><span class="small soft">{labels.begins_at_latest} {day(action.due_on, "short")}</span>'


def _followed_up(action: ActionRow, labels: _Labels) -> str:
    if not action.follow_up:
        return ""
    words = f'<span translate="no">{conditional_escape(action.follow_up)}</span>'
    return f'<br><span class="small soft">{labels.followed_up} {words}</span>'


def _state(action: ActionRow) -> str:
    if not action.late_days:
        return tag(str(action.status.word), action.status.kind)
    late = ngettext("Försenad %(days)s dag", "Försenad %(days)s dagar", action.late_days)
    return tag(late % {"days": action.late_days}, "late")


def _report(action: ActionRow) -> str:
    if action.report is None:
        return ""
    text = written(action.report.text, "small") if action.report.text else ""
    return f'{text}<p class="small soft">{day(action.report.when)}</p>'


def _way_to_report(action: ActionRow, labels: _Labels) -> str:
    if not action.may_report:
        return ""
    which = f'<span class="only-read" translate="no">– {conditional_escape(action.text)}</span>'
    way = f'<a class="btn small quiet" href="{reverse("action_report", args=[action.key])}">{labels.report} {which}</a>'
    return f'<p class="no-print">{way}</p>'
