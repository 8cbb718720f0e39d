"""The pages of the second step: ask, write voices, lay them side by side, analyse."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from barnetsplan.access import gate, refusals
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.cases.facts import CASE
from barnetsplan.consent.texts import AskedQuestion
from barnetsplan.domain.decisions import Refused
from barnetsplan.gathering import actions, analysis, cards, forms, queries, wheel
from barnetsplan.gathering.cards import Head
from barnetsplan.gathering.facts import QUESTION
from barnetsplan.keeping.forms import ChildKeepingForm
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.records import drafts
from barnetsplan.ui.forms import Form
from barnetsplan.ui.frame import NavItem
from barnetsplan.ui.marks import as_data

T = TypeVar("T")
_PAGE = require_http_methods(["GET", "HEAD", "POST"])


def _write(
    request: ActorRequest,
    act: Act,
    thing: gate.Thing[T],
    key: UUID,
    form: Form,
    do: Callable[[T], Any],
) -> HttpResponse | Any | None:
    """What the action made, a refusal page, or nothing when the form now carries a sentence that says why."""
    written = gate.write(request, act, thing, key, do=do)
    if isinstance(written, HttpResponse):
        return written
    if isinstance(written.result, Refused):
        refusals.say(form, written.result)
        return None
    return written.result


def _crumbs(head: Head, here: str) -> tuple[NavItem, ...]:
    return (
        NavItem(_("Barn jag arbetar med"), reverse("children")),
        NavItem(as_data(head.first_name), reverse("child", args=[head.child])),
        NavItem(here, ""),
    )


@declare(Act.FAMILY_ASK)
@_PAGE
def ask_family(request: ActorRequest, key: UUID) -> HttpResponse:
    """Ask every guardian on their own; no consent is needed to ask the family itself."""
    opened = gate.open_page(request, Act.FAMILY_ASK, CASE, key, card=cards.ask_family_card)
    if isinstance(opened, HttpResponse):
        return opened
    form = forms.AskFamilyForm(request.POST or None, areas=opened.card.head.areas)
    if form.is_valid():
        do = partial(_ask_family, request, form)
        made = _write(request, Act.FAMILY_ASK, CASE, key, form, do)
        if isinstance(made, HttpResponse):
            return made
        if made is not None:
            messages.success(request, _("Frågan är skickad. Var och en svarar för sig."))
            return redirect("wheel", key)
    crumbs = _crumbs(opened.card.head, _("Fråga familjen"))
    return render(request, "gathering/ask_family.html", {"card": opened.card, "form": form, "crumbs": crumbs})


def _ask_family(request: ActorRequest, form: forms.AskFamilyForm, case: Any) -> Any:
    return actions.ask_family(asking=_asking(request, form, case), token=form.entry_id)


def _asking(request: ActorRequest, form: Form, case: Any) -> actions.Asking:
    said = form.cleaned_data
    return actions.Asking(case=case, areas=said["areas"], text=said["text"], by=request.actor, at=request.at)


@declare(Act.SERVICE_ASK)
@_PAGE
def ask_service(request: ActorRequest, key: UUID) -> HttpResponse:
    """Prepare a question to another service, and ask the family first."""
    opened = gate.open_page(request, Act.SERVICE_ASK, CASE, key, card=cards.ask_service_card)
    if isinstance(opened, HttpResponse):
        return opened
    card = opened.card
    form = forms.AskServiceForm(
        request.POST or None, areas=card.head.areas, groups=card.groups, is_born=card.head.age is not None
    )
    asked: tuple[AskedQuestion, ...] = ()
    if form.is_valid():
        unit, areas = UUID(form.cleaned_data["unit"]), form.cleaned_data["areas"]
        asked = cards.asked_of_family(request.actor, opened.thing, unit=unit, areas=areas)
        if "visa" not in request.POST:
            made = _write(request, Act.SERVICE_ASK, CASE, key, form, partial(_ask_service, request, form))
            if isinstance(made, HttpResponse):
                return made
            if made is not None:
                messages.success(request, _("Familjen har fått frågan. Inget går ut innan alla har sagt ja."))
                return redirect("consent_follow", made.request)
    context = {
        "card": card,
        "form": form,
        "asked": asked,
        "crumbs": _crumbs(card.head, _("Fråga en verksamhet")),
        "audience": (card.own_unit, *(question.service_name for question in asked)),
        "consent": current().consent,
    }
    return render(request, "gathering/ask_service.html", context)


def _ask_service(request: ActorRequest, form: forms.AskServiceForm, case: Any) -> Any:
    unit = UUID(form.cleaned_data["unit"])
    asking = replace(_asking(request, form, case), child_view=form.view_of_child)
    return actions.ask_service(asking=asking, unit=unit, token=form.entry_id)


@declare(Act.CHILD_WORDS_WRITE)
@_PAGE
def child_words(request: ActorRequest, key: UUID) -> HttpResponse:
    """Write down what the child says; the child chooses who may read."""
    opened = gate.open_page(request, Act.CHILD_WORDS_WRITE, CASE, key, card=cards.child_words_card)
    if isinstance(opened, HttpResponse):
        return opened
    card = opened.card
    kept = drafts.resume(request, "child_words", key)
    form = forms.ChildWordsForm(
        request.POST or None,
        areas=card.head.areas,
        said=card.said,
        draft=kept.fields,
        readers=card.readers,
        keeping=card.keeping,
    )
    if card.head.age is not None and form.is_valid():
        made = _write(request, Act.CHILD_WORDS_WRITE, CASE, key, form, partial(_child_words, request, form))
        if isinstance(made, HttpResponse):
            return made
        if made is not None:
            drafts.forget(request, "child_words", key)
            return _after_child_words(request, key, form)
    crumbs = _crumbs(card.head, _("Barnets egna ord"))
    context = {"card": card, "form": form, "kept": kept, "crumbs": crumbs, "words": current().child_words}
    return render(request, "gathering/child_words.html", context)


def _after_child_words(request: ActorRequest, key: UUID, form: forms.ChildWordsForm) -> HttpResponse:
    """Where the child could be harmed, the way to report comes next; that it was shown is written nowhere (ORO-01)."""
    if form.keeping.card.guardians and isinstance(form.keeping, ChildKeepingForm) and form.keeping.may_be_harmed:
        messages.warning(
            request,
            _("Barnets ord är sparade och visas inte för den du valde. Kan barnet fara illa? Anmäl då genast."),
        )
        return redirect("harm")
    messages.success(request, _("Barnets ord är sparade."))
    return redirect("wheel", key)


def _child_words(request: ActorRequest, form: forms.ChildWordsForm, case: Any) -> Any:
    return actions.write_child_words(
        case=case,
        answers=form.answers,
        readers=[UUID(reader) for reader in form.cleaned_data["readers"]],
        token=form.entry_id,
        kept=form.keeping.kept,
        by=request.actor,
        at=request.at,
    )


@declare(Act.VOICE_WRITE)
@_PAGE
def own_voice(request: ActorRequest, key: UUID) -> HttpResponse:
    """Write what the own service sees."""
    opened = gate.open_page(request, Act.VOICE_WRITE, CASE, key, card=cards.own_voice_card)
    if isinstance(opened, HttpResponse):
        return opened
    card = opened.card
    kept = drafts.resume(request, "own_voice", key)
    form = forms.VoiceForm(
        request.POST or None, areas=card.head.areas, said=card.said, draft=kept.fields, keeping=card.keeping
    )
    if form.is_valid():
        made = _write(request, Act.VOICE_WRITE, CASE, key, form, partial(_own_voice, request, form))
        if isinstance(made, HttpResponse):
            return made
        if made is not None:
            drafts.forget(request, "own_voice", key)
            messages.success(request, _("Er röst är sparad."))
            return redirect("wheel", key)
    crumbs = _crumbs(card.head, _("Vår egen röst"))
    return render(request, "gathering/own_voice.html", {"card": card, "form": form, "kept": kept, "crumbs": crumbs})


def _own_voice(request: ActorRequest, form: forms.VoiceForm, case: Any) -> Any:
    return actions.write_own_voice(
        case=case,
        answers=form.answers,
        token=form.entry_id,
        kept=form.keeping.kept,
        about=forms.about_adults(form),
        by=request.actor,
        at=request.at,
    )


@declare(Act.QUESTION_ANSWER)
@_PAGE
def question(request: ActorRequest, key: UUID) -> HttpResponse:
    """Answer one question; nothing else about the child stands on the page."""
    opened = gate.open_page(request, Act.QUESTION_ANSWER, QUESTION, key, card=cards.question_card)
    if isinstance(opened, HttpResponse):
        return opened
    card = opened.card
    kept = drafts.resume(request, "question", key)
    form = forms.VoiceForm(
        request.POST or None, areas=card.areas, said=card.said, draft=kept.fields, keeping=card.keeping
    )
    if form.is_valid():
        made = _write(request, Act.QUESTION_ANSWER, QUESTION, key, form, partial(_answer, request, form))
        if isinstance(made, HttpResponse):
            return made
        if made is not None:
            drafts.forget(request, "question", key)
            messages.success(request, _("Tack. Svaret är skickat."))
            return redirect("question", key)
    return render(request, "gathering/question.html", {"card": card, "form": form, "kept": kept})


def _answer(request: ActorRequest, form: forms.VoiceForm, found: Any) -> Any:
    return actions.answer_as_service(
        question=found,
        answers=form.answers,
        token=form.entry_id,
        kept=form.keeping.kept,
        about=forms.about_adults(form),
        by=request.actor,
        at=request.at,
    )


@declare(Act.WHEEL_OPEN)
@require_http_methods(["GET", "HEAD"])
def open_wheel(request: ActorRequest, key: UUID) -> HttpResponse:
    """The voices side by side, one area at a time."""

    def card(actor: Actor, case: Any, at: datetime) -> wheel.WheelCard:
        return wheel.wheel_card(actor, case, at, area=request.GET.get("omrade", ""))

    opened = gate.open_page(request, Act.WHEEL_OPEN, CASE, key, card=card)
    if isinstance(opened, HttpResponse):
        return opened
    context = {
        "card": opened.card,
        "may": opened.may,
        "crumbs": _crumbs(opened.card.head, _("Samla in")),
        "provisional": current().provisional_text,
    }
    return render(request, "gathering/wheel.html", context)


@declare(Act.VOICES_RELEASE)
@require_http_methods(["POST"])
def release_voices(request: ActorRequest, key: UUID) -> HttpResponse:
    """Show the family what the services have said."""
    written = gate.write(
        request,
        Act.VOICES_RELEASE,
        CASE,
        key,
        do=lambda case: actions.release_voices(case=case, by=request.actor, at=request.at),
    )
    if isinstance(written, HttpResponse):
        return written
    if isinstance(written.result, Refused):
        messages.warning(request, refusals.words(written.result))
    elif written.result:
        messages.success(request, _("Familjen kan nu läsa vad verksamheterna har sagt."))
    else:
        messages.info(request, _("Ingen verksamhet har svarat än, så det finns inget att visa."))
    return redirect("wheel", key)


@declare(Act.ANALYSIS_WRITE)
@_PAGE
def analyse(request: ActorRequest, key: UUID) -> HttpResponse:
    """The model's three questions, and what they lead to."""
    earlier = queries.own_analysis(request.POST.get("token", ""), case=key, by=request.actor)
    if earlier is not None:
        return _after(key, earlier.child, earlier.outcome)
    opened = gate.open_page(request, Act.ANALYSIS_WRITE, CASE, key, card=wheel.analysis_card)
    if isinstance(opened, HttpResponse):
        return opened
    card = opened.card
    kept = drafts.resume(request, "analysis", key)
    begun = forms.analysis_initial(card.written, kept.fields)
    form = forms.AnalysisForm(request.POST or None, initial=begun, keeping=card.keeping)
    if form.is_valid():
        made = _write(request, Act.ANALYSIS_WRITE, CASE, key, form, partial(_analyse, request, form))
        if isinstance(made, HttpResponse):
            return made
        if made is not None:
            drafts.forget(request, "analysis", key)
            messages.success(request, _("Analysen är sparad."))
            return _after(key, card.head.child, form.cleaned_data["outcome"])
    crumbs = _crumbs(card.head, _("Analys"))
    context = {"card": card, "form": form, "kept": kept, "crumbs": crumbs, "audience": (card.own_unit,)}
    return render(request, "gathering/analysis.html", context)


def _analyse(request: ActorRequest, form: forms.AnalysisForm, case: Any) -> Any:
    return analysis.write_analysis(
        case=case,
        entry_id=form.entry_id,
        payload=form.payload,
        outcome=form.cleaned_data["outcome"],
        kept=form.keeping.kept,
        by=request.actor,
        at=request.at,
    )


def _after(case: UUID, child: UUID, outcome: str) -> HttpResponse:
    if current().outcome(outcome).leads_to == "consent":
        return redirect("consent_ask", case)
    return redirect("child", child)
