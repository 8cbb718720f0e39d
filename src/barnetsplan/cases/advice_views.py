"""The pages of advice without a name."""

from functools import partial
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from barnetsplan.access import gate, refusals
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.cases import advice
from barnetsplan.cases.advice import ADVICE
from barnetsplan.cases.advice_forms import AnswerAdviceForm, AskAdviceForm
from barnetsplan.domain.decisions import Reason, Refused, Taken
from barnetsplan.policy.acts import Act


@declare(Act.ADVICE_LIST)
@require_safe
def advice_list(request: ActorRequest) -> HttpResponse:
    """What the unit has asked and been asked."""
    refused = gate.enter(request, Act.ADVICE_LIST)
    if refused is not None:
        return refused
    gate.record_list(request, Act.ADVICE_LIST)
    return render(request, "cases/advice_list.html", {"lines": advice.advice_list(request.actor)})


@declare(Act.ADVICE_ASK)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: ActorRequest) -> HttpResponse:
    """Ask another unit, without naming anybody."""
    refused = gate.enter(request, Act.ADVICE_ASK, shows_again=True)
    if refused is not None:
        return refused
    look = partial(advice.looked_through, request.actor, at=request.at)
    form = AskAdviceForm(request.POST or None, advisers=advice.advisers(request.actor), look=look)
    if form.is_valid() and not refusals.looks_first(request, form):
        asked = _ask(request, form)
        if not isinstance(asked, Refused):
            return redirect("advice", asked)
        refusals.say(form, asked)
    return render(request, "cases/advice_ask.html", {"form": form, "readers": _readers(request, form)})


def _readers(request: ActorRequest, form: AskAdviceForm) -> list[str]:
    names = dict(form.fields["to"].choices)  # type: ignore[attr-defined]
    chosen = str(names.get(form["to"].value() or "", "")) if form["to"].value() else ""
    return [request.actor.unit_name, *([chosen.partition(" · ")[0]] if chosen else [])]


def _ask(request: ActorRequest, form: AskAdviceForm) -> UUID | Refused:
    said = form.cleaned_data
    try:
        with transaction.atomic():
            row = advice.ask_advice(
                advice_id=form.entry_id, to=form.unit, text=said["text"], by=request.actor, at=request.at
            )
            if isinstance(row, Refused):
                return row
            gate.record_write(request, Act.ADVICE_ASK, child=None, thing=row.pk)
    except Taken:
        return Refused(Reason.ID_TAKEN)
    return row.pk


@declare(Act.ADVICE_OPEN)
@require_safe
def open_advice(request: ActorRequest, key: UUID) -> HttpResponse:
    """Read a question, and its answer."""
    opened = gate.open_page(request, Act.ADVICE_OPEN, ADVICE, key, card=advice.advice_card)
    if isinstance(opened, HttpResponse):
        return opened
    form = AnswerAdviceForm(None, look=partial(advice.looked_through, request.actor, at=request.at))
    return render(request, "cases/advice.html", _page(opened.card, opened.may, form))


@declare(Act.ADVICE_ANSWER)
@require_POST
def answer(request: ActorRequest, key: UUID) -> HttpResponse:
    """Answer a question."""
    opened = gate.open_page(request, Act.ADVICE_ANSWER, ADVICE, key, card=advice.advice_card)
    if isinstance(opened, HttpResponse):
        return opened
    form = AnswerAdviceForm(request.POST, look=partial(advice.looked_through, request.actor, at=request.at))
    if form.is_valid():
        written = gate.write(
            request,
            Act.ADVICE_ANSWER,
            ADVICE,
            key,
            do=lambda row: advice.answer_advice(
                advice=row, text=form.cleaned_data["text"], by=request.actor, at=request.at
            ),
        )
        if isinstance(written, HttpResponse):
            return written
        if not isinstance(written.result, Refused):
            return redirect("advice", key)
        refusals.say(form, written.result)
    return render(request, "cases/advice.html", _page(opened.card, opened.may, form))


def _page(card: advice.AdviceCard, may: frozenset[str], form: AnswerAdviceForm) -> dict[str, object]:
    return {"card": card, "may": may, "form": form, "readers": [card.from_unit, card.to_unit]}
