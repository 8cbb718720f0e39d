"""The pages of the circle and the plan."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from barnetsplan.access import gate, refusals
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.cases.facts import CASE
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.vocabulary import ActionStatus
from barnetsplan.plans import actions, circle, queries
from barnetsplan.plans.cards.asking import ask_card, preview
from barnetsplan.plans.cards.differing import difference_card
from barnetsplan.plans.cards.ending import end_card
from barnetsplan.plans.cards.plan import plan_card
from barnetsplan.plans.cards.reporting import report_card
from barnetsplan.plans.facts import ACTION, PLAN
from barnetsplan.plans.forms import AskForm, EndForm, ReportForm
from barnetsplan.policy.acts import Act
from barnetsplan.records import drafts

#: Beside which field a refusal of the question to the family stands.
_FIELD_OF = {
    Reason.CONSENT_WITHOUT_RECIPIENT: "services",
    Reason.TOO_MANY_QUESTIONS: "services",
    Reason.CONSENT_TOO_LONG: "last_day",
    Reason.ANSWER_LATER_THAN_END: "last_day",
}


@declare(Act.CONSENT_ASK)
@require_http_methods(["GET", "HEAD", "POST"])
def consent_ask(request: ActorRequest, key: UUID) -> HttpResponse:
    """Choose services and background, read the questions as the family will read them, then ask."""
    opened = gate.open_page(request, Act.CONSENT_ASK, CASE, key, card=ask_card)
    if isinstance(opened, HttpResponse):
        return opened
    form = AskForm(request.POST or None, card=opened.card)
    step = request.POST.get("step", "")
    if step == "ask" and form.is_valid():
        written = gate.write(
            request,
            Act.CONSENT_ASK,
            CASE,
            key,
            do=lambda case: circle.put_question(_circle_question(request, case, form)),
        )
        if isinstance(written, HttpResponse):
            return written
        if not isinstance(written.result, Refused):
            return redirect("consent_follow", written.result.pk)
        refusals.say(form, written.result, field=_FIELD_OF.get(written.result.reason))
    read = None
    if step == "preview" and form.is_valid():
        read = preview(_circle_question(request, opened.thing, form).request)
        if isinstance(read, Refused):
            refusals.say(form, read, field=_FIELD_OF.get(read.reason))
            read = None
    return render(request, "plans/consent_ask.html", {"card": opened.card, "form": form, "read": read})


def _circle_question(request: ActorRequest, case: Any, form: AskForm) -> circle.CircleQuestion:
    return circle.CircleQuestion(
        case=case,
        token=form.entry_id,
        services=form.chosen(),
        last_day=form.cleaned_data["last_day"],
        by=request.actor,
        at=request.at,
        child_view=form.view_of_child,
    )


@declare(Act.PLAN_OPEN)
@require_safe
def plan(request: ActorRequest, key: UUID) -> HttpResponse:
    """Show the plan; ``?version=`` asks for another version than the one in force."""
    card = partial(plan_card, number=_number(request.GET.get("version", "")))
    opened = gate.open_page(request, Act.PLAN_OPEN, PLAN, key, card=card)
    if isinstance(opened, HttpResponse):
        return opened
    return render(request, "plans/plan.html", {"card": opened.card, "may": opened.may})


@declare(Act.PLAN_OPEN)
@require_safe
def difference(request: ActorRequest, key: UUID) -> HttpResponse:
    """Tell in words what differs between two versions; ``?fran=`` and ``?till=`` say which."""
    earlier, later = (_number(request.GET.get(name, "")) for name in ("fran", "till"))
    card = partial(difference_card, earlier=earlier, later=later)
    opened = gate.open_page(request, Act.PLAN_OPEN, PLAN, key, card=card)
    if isinstance(opened, HttpResponse):
        return opened
    return render(request, "plans/difference.html", {"card": opened.card})


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else None


@declare(Act.PLAN_PUBLISH)
@require_POST
def publish(request: ActorRequest, key: UUID) -> HttpResponse:
    """Publish the version that the family has read; a refusal is a sentence on the plan's page."""
    version = _uuid(request.POST.get("version"))
    written = gate.write(
        request,
        Act.PLAN_PUBLISH,
        PLAN,
        key,
        do=lambda found: (
            actions.publish_of_plan(plan=found, version=version, by=request.actor, at=request.at)
            if version
            else Refused(Reason.NOT_FOUND)
        ),
    )
    if isinstance(written, HttpResponse):
        return written
    if isinstance(written.result, Refused):
        messages.warning(request, refusals.words(written.result))
    else:
        messages.success(request, _("Planen är publicerad. Alla i kretsen har fått veta det."))
    return redirect("plan", key)


@declare(Act.PLAN_END)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: ActorRequest, key: UUID) -> HttpResponse:
    """End the plan with what it gave, in the words of the services and the family."""
    token = _uuid(request.POST.get("token"))
    if token and request.actor.person and queries.has_written(token, author=request.actor.person):
        return redirect("plan", key)
    opened = gate.open_page(request, Act.PLAN_END, PLAN, key, card=end_card)
    if isinstance(opened, HttpResponse):
        return opened
    kept = drafts.resume(request, "plan_end", key)
    form = EndForm(request.POST or None, card=opened.card, initial=kept.fields)
    if form.is_valid():
        written = gate.write(
            request,
            Act.PLAN_END,
            PLAN,
            key,
            do=lambda found: actions.end_plan(plan=found, ending=form.ending, by=request.actor, at=request.at),
        )
        if isinstance(written, HttpResponse):
            return written
        if not isinstance(written.result, Refused):
            drafts.forget(request, "plan_end", key)
            messages.success(request, _("Planen är avslutad. Tack för det ni har gjort tillsammans."))
            return redirect("plan", key)
        refusals.say(form, written.result)
    return render(request, "plans/plan_end.html", {"card": opened.card, "form": form, "kept": kept})


@declare(Act.ACTION_REPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: ActorRequest, key: UUID) -> HttpResponse:
    """Report how an own action goes."""
    opened = gate.open_page(request, Act.ACTION_REPORT, ACTION, key, card=report_card)
    if isinstance(opened, HttpResponse):
        return opened
    kept = drafts.resume(request, "action_report", key)
    form = ReportForm(request.POST or None, initial=kept.fields, keeping=opened.card.keeping)
    if form.is_valid():
        written = gate.write(
            request,
            Act.ACTION_REPORT,
            ACTION,
            key,
            do=lambda action: actions.report_action(
                action=action,
                status=ActionStatus(form.cleaned_data["status"]),
                text=form.cleaned_data["text"],
                entry_id=form.entry_id,
                kept=form.keeping.kept,
                by=request.actor,
                at=request.at,
            ),
        )
        if isinstance(written, HttpResponse):
            return written
        if not isinstance(written.result, Refused):
            drafts.forget(request, "action_report", key)
            messages.success(request, _("Rapporten är sparad."))
            return redirect("plan", opened.card.plan)
        refusals.say(form, written.result)
    return render(request, "plans/action_report.html", {"card": opened.card, "form": form, "kept": kept})


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None
