"""The pages on which a plan is changed and followed up outside a meeting."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from barnetsplan.access import gate, refusals
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.cases.child_view import not_heard
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.plans.facts import PLAN
from barnetsplan.policy.acts import Act
from barnetsplan.revising import actions
from barnetsplan.revising.cards import follow_up_card, sheet_card
from barnetsplan.revising.follow_up_form import FollowUpForm, MoveForm
from barnetsplan.revising.forms import SheetForm
from barnetsplan.ui.forms import Form

_PAGE = ["GET", "HEAD", "POST"]
#: Beside which field a refusal stands, where the form has it.
_FIELD_OF = {
    Reason.NO_FOLLOW_UP: "follow_up_on",
    Reason.SIP_INCOMPLETE: "is_sip",
    Reason.SIP_NEEDS_BOTH: "is_sip",
}
_DETAILS = {
    actions.IN_MEETING: gettext_lazy("Ett möte är kallat. Skriv ändringen på mötets blad i stället."),
    actions.CHANGED: gettext_lazy(
        "Planen har ändrats sedan du öppnade sidan. Öppna den igen och skriv din ändring där."
    ),
    actions.EMPTY: gettext_lazy("Skriv minst ett mål eller något som ska hända först."),
}


def say(form: Form, refused: Refused) -> None:
    """A refusal in words, beside the field that it is about."""
    sentence = _DETAILS.get(refused.detail)
    if sentence is not None:
        form.say(None, sentence)
        return
    field = _FIELD_OF.get(refused.reason, "")
    refusals.say(form, refused, field=field if field in form.fields else None)


@declare(Act.PLAN_EDIT)
@require_http_methods(_PAGE)
def edit(request: ActorRequest, key: UUID) -> HttpResponse:
    """Change the plan outside a meeting; what is written becomes a version that the family reads first."""
    opened = gate.open_page(request, Act.PLAN_EDIT, PLAN, key, card=sheet_card)
    if isinstance(opened, HttpResponse):
        return opened
    more = asked_for(request)
    if more is not None:
        form = SheetForm(card=opened.card, more=more, initial=request.POST.dict())
        return render(request, "revising/edit.html", {"card": opened.card, "form": form})
    form = SheetForm(request.POST or None, request.FILES or None, card=opened.card, more=rows_in(request))
    if form.is_valid():
        revision = gate.write(
            request,
            Act.PLAN_EDIT,
            PLAN,
            key,
            do=lambda plan: actions.revise(
                actions.Revision(
                    plan=plan,
                    seen=form.cleaned_data["seen"],
                    token=form.entry_id,
                    sheet=form.sheet(),
                    follow_up_on=form.cleaned_data["follow_up_on"],
                    by=request.actor,
                    at=request.at,
                ),
            ),
        )
        if isinstance(revision, HttpResponse):
            return revision
        if not isinstance(revision.result, Refused):
            messages.success(request, _("Den nya versionen är hos familjen, som läser den först."))
            return redirect("plan", key)
        say(form, revision.result)
    return render(request, "revising/edit.html", {"card": opened.card, "form": form})


def rows_in(request: ActorRequest) -> Mapping[str, int]:
    """How many rows of each group the form that came has, so that nothing that was typed is lost."""
    counted: dict[str, int] = {}
    for name in request.POST:
        group, _mark, rest = name.partition("_")
        number = rest.partition("_")[0]
        if number.isdecimal() and len(number) < _LONGEST:
            counted[group] = max(counted.get(group, 0), int(number) + 1)
    return counted


_LONGEST = 4
_MORE = 3


def asked_for(request: ActorRequest) -> Mapping[str, int] | None:
    """More rows of one group, where the button for that was used; it works without any script."""
    group = request.POST.get("more", "")
    if not group:
        return None
    rows = dict(rows_in(request))
    return {**rows, group: rows.get(group, 0) + _MORE}


@declare(Act.PLAN_FOLLOW_UP)
@require_http_methods(_PAGE)
def follow_up(request: ActorRequest, key: UUID) -> HttpResponse:
    """What was promised and what has happened; followed up in short here, or in a meeting."""
    opened = gate.open_page(request, Act.PLAN_FOLLOW_UP, PLAN, key, card=follow_up_card)
    if isinstance(opened, HttpResponse):
        return opened
    form = FollowUpForm(request.POST or None, request.FILES or None, card=opened.card)
    if form.is_valid():
        held = gate.write(
            request, Act.PLAN_FOLLOW_UP, PLAN, key, do=lambda plan: actions.hold_follow_up(_held(request, plan, form))
        )
        if isinstance(held, HttpResponse):
            return held
        if not isinstance(held.result, Refused):
            messages.success(request, _("Uppföljningen är sparad. Familjen läser den nya versionen först."))
            return redirect("plan", key)
        say(form, held.result)
    context = {"card": opened.card, "form": form, "move": MoveForm(), "may": opened.may}
    return render(request, "revising/follow_up.html", context)


def _held(request: ActorRequest, plan: Any, form: FollowUpForm) -> actions.Held:
    return actions.Held(
        plan=plan,
        seen=form.cleaned_data["seen"],
        token=form.entry_id,
        outcomes=form.outcomes,
        ended=form.ends,
        words=form.words,
        follow_up_on=form.cleaned_data["follow_up_on"],
        by=request.actor,
        at=request.at,
        child_view=not_heard(form.cleaned_data.get("why_no_words", "")),
    )


@declare(Act.PLAN_FOLLOW_UP)
@require_POST
def move(request: ActorRequest, key: UUID) -> HttpResponse:
    """Move the day of the follow-up; a refusal is a sentence on its page."""
    form = MoveForm(request.POST)
    day = form.cleaned_data["to"] if form.is_valid() else None
    moved = gate.write(
        request,
        Act.PLAN_FOLLOW_UP,
        PLAN,
        key,
        do=lambda plan: actions.move_follow_up(plan=plan, to=day, by=request.actor, at=request.at),
    )
    if isinstance(moved, HttpResponse):
        return moved
    if isinstance(moved.result, Refused):
        wrong = " ".join(str(each) for each in form.errors.get("to", ()))
        messages.warning(request, wrong or refusals.words(moved.result))
    else:
        messages.success(request, _("Dagen är flyttad. Familjen och kretsen får veta det."))
    return redirect("plan_follow_up", key)
