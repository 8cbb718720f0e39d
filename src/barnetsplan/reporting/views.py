"""The pages of the compartment: the own list, the question, the decision, what came back, and a text to print."""

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
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.periods import local_date
from barnetsplan.policy.acts import Act
from barnetsplan.reporting import actions, queries
from barnetsplan.reporting.facts import ANSWER, ASKED_OF
from barnetsplan.reporting.forms import DecideForm, FeedbackForm, HarmForm


@declare(Act.HARM_LIST)
@require_safe
def harm_list(request: ActorRequest) -> HttpResponse:
    """The employee's own concerns, and which of them wait for a decision."""
    refused = gate.enter(request, Act.HARM_LIST)
    if refused is not None:
        return refused
    card = queries.harm_list(request.actor, at=request.at)
    gate.record_list(request, Act.HARM_LIST)
    return render(request, "reporting/list.html", {"card": card})


@declare(Act.HARM_ANSWER)
@require_POST
def harm_answer(request: ActorRequest, key: UUID) -> HttpResponse:
    """Answer whether the child of a concern may be coming to harm; a yes leads to the decision."""
    form = HarmForm(request.POST)
    written = gate.write(request, Act.HARM_ANSWER, ASKED_OF, key, do=lambda entry: _answer(request, form, entry))
    if isinstance(written, HttpResponse):
        return written
    answer = written.result
    if isinstance(answer, Refused):
        messages.info(request, _("Välj ett av svaren: kan barnet fara illa?"))
        return redirect("concern", key)
    return redirect("harm_decide", answer) if answer else redirect("concern", key)


def _answer(request: ActorRequest, form: HarmForm, concern: Any) -> UUID | Refused | None:
    """The answer after which a decision must follow, nothing after a no, or that none was chosen."""
    if not form.is_valid():
        return Refused(Reason.NOTHING_WRITTEN)
    answer = actions.answer_harm(concern=concern, may_harm=form.may_harm, by=request.actor, at=request.at)
    return answer.pk if answer.due else None


@declare(Act.HARM_OPEN)
@require_safe
def harm_report(request: ActorRequest, key: UUID) -> HttpResponse:
    """One decision, with what social services have answered."""
    opened = gate.open_page(request, Act.HARM_OPEN, ANSWER, key, card=queries.report_card)
    if isinstance(opened, HttpResponse):
        return opened
    return _report(request, opened.card, opened.may, FeedbackForm())


def _report(request: ActorRequest, card: queries.ReportCard, may: frozenset[str], form: FeedbackForm) -> HttpResponse:
    return render(request, "reporting/report.html", {"card": card, "may": may, "form": form})


@declare(Act.HARM_DECIDE)
@require_http_methods(["GET", "HEAD", "POST"])
def harm_decide(request: ActorRequest, key: UUID) -> HttpResponse:
    """Decide to report or not; the numbers to ring stand first."""
    opened = gate.open_page(request, Act.HARM_DECIDE, ANSWER, key, card=queries.report_card)
    if isinstance(opened, HttpResponse):
        return opened
    card, today = opened.card, local_date(request.at)
    form = DecideForm(request.POST or None, points=card.points, today=today, initial={"on": today})
    if card.decision is not None and request.method != "POST":
        return redirect("harm_report", key)
    if form.is_valid():
        written = gate.write(
            request,
            Act.HARM_DECIDE,
            ANSWER,
            key,
            do=lambda answer: actions.decide_report(
                answer=answer, decision=form.decided, decision_id=form.entry_id, at=request.at
            ),
        )
        if isinstance(written, HttpResponse):
            return written
        if not isinstance(written.result, Refused):
            messages.success(request, _("Ditt beslut är sparat."))
            return redirect("harm_report", key)
        refusals.say(form, written.result)
    return render(request, "reporting/decide.html", {"card": card, "form": form})


@declare(Act.HARM_NOTE)
@require_POST
def harm_feedback(request: ActorRequest, key: UUID) -> HttpResponse:
    """Note what social services have answered."""
    opened = gate.open_page(request, Act.HARM_NOTE, ANSWER, key, card=queries.report_card)
    if isinstance(opened, HttpResponse):
        return opened
    form = FeedbackForm(request.POST)
    if form.is_valid():
        said: Any = form.cleaned_data
        written = gate.write(
            request,
            Act.HARM_NOTE,
            ANSWER,
            key,
            do=lambda answer: actions.note_feedback(
                answer=answer, text=said["text"], on=said["on"], feedback_id=form.entry_id, at=request.at
            ),
        )
        if isinstance(written, HttpResponse):
            return written
        if not isinstance(written.result, Refused):
            return redirect("harm_report", key)
        refusals.say(form, written.result)
    return _report(request, opened.card, opened.may, form)


@declare(Act.HARM_PRINT)
@require_safe
def harm_print(request: ActorRequest, key: UUID) -> HttpResponse:
    """A text to print or read from, for the form that the own service uses."""
    opened = gate.open_page(request, Act.HARM_PRINT, ANSWER, key, card=queries.print_card)
    if isinstance(opened, HttpResponse):
        return opened
    return render(request, "reporting/print.html", {"card": opened.card})
