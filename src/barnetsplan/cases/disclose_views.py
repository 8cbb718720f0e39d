"""The pages of handing out, of what was handed out, and of the promise."""

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from barnetsplan.access import gate, refusals
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.cases.disclose_forms import ChooseForm, ConditionsForm, GroundForm
from barnetsplan.cases.disclosing import Handing, end_handing, hand_out, promise
from barnetsplan.cases.facts import DISCLOSURE, PROMISE
from barnetsplan.cases.handed import disclosure_card, promise_card
from barnetsplan.cases.handing import HandingCard, handing_card, intended, offers
from barnetsplan.coordination.things import CHILD
from barnetsplan.domain.decisions import Refused
from barnetsplan.policy.acts import Act

_WRITE = ["GET", "HEAD", "POST"]
#: The steps after the first, in which the page is sent.
_AFTER_CHOICE = ("ground", "conditions", "disclose")


@declare(Act.DISCLOSE)
@require_http_methods(_WRITE)
def disclose(request: ActorRequest, key: UUID) -> HttpResponse:
    """Choose what and to whom, then the ground, then say what it needs; three steps without anything lost between."""
    step = request.POST.get("step", "")
    chosen = _ids(request.POST.getlist("entries")) if step in {"conditions", "disclose"} else ()
    opened = gate.open_page(request, Act.DISCLOSE, CHILD, key, card=partial(handing_card, chosen=chosen))
    if isinstance(opened, HttpResponse):
        return opened
    card = opened.card
    choose = ChooseForm(request.POST or None, card=card, initial={"recipient": request.GET.get("till", "")})
    page = {"card": card, "choose": choose, "wanted": request.GET.get("grund", "")}
    if step not in _AFTER_CHOICE or not choose.is_valid():
        return render(request, "cases/disclose.html", page)
    said = intended(
        request.actor,
        opened.thing,
        entries=choose.chosen,
        text=choose.cleaned_data["text"],
        recipient=choose.to,
        at=request.at,
    )
    offered = offers(said)
    posted = request.POST if step in {"conditions", "disclose"} else None
    ground = GroundForm(posted, offers=offered, initial={"ground": request.POST.get("wanted", "")})
    page |= {"ground": ground, "offers": offered, "to": card.recipient(choose.to), "carried": _carried(request, choose)}
    if posted is None or not ground.is_valid():
        return render(request, "cases/disclose_ground.html", page)
    given = request.POST if step == "disclose" else None
    conditions = ConditionsForm(given, offer=ground.offer, card=card, to=choose.to)
    if conditions.is_valid():
        answer = _hand_out(request, key, choose, ground, conditions)
        if answer is not None:
            return answer
    page |= {"conditions": conditions, "offer": ground.offer, "readers": _readers(card, choose)}
    return render(request, "cases/disclose_conditions.html", page)


def _hand_out(
    request: ActorRequest,
    key: UUID,
    choose: ChooseForm,
    ground: GroundForm,
    conditions: ConditionsForm,
) -> HttpResponse | None:
    """Hand it out and show it; nothing when the page must be shown again with a sentence."""
    written = gate.write(
        request,
        Act.DISCLOSE,
        CHILD,
        key,
        do=lambda child: hand_out(
            Handing(
                id=choose.entry_id,
                child=child,
                entries=choose.chosen,
                text=choose.cleaned_data["text"],
                recipient=choose.to,
                rule=ground.offer.rule,
                stated=conditions.is_stated,
                reason=conditions.reasons,
                untold=conditions.not_told,
                by=request.actor,
                at=request.at,
            ),
        ),
    )
    if isinstance(written, HttpResponse):
        return written
    if not isinstance(written.result, Refused):
        messages.success(request, _("Uppgifterna är utlämnade."))
        return redirect("disclosure", written.result.pk)
    conditions.say(None, refusals.words(written.result))
    return None


def _readers(card: HandingCard, choose: ChooseForm) -> list[str]:
    """Who reads what is handed out: the own unit and the recipient, and nobody else."""
    to = card.recipient(choose.to)
    return [card.own_unit, *([to.name] if to else [])]


def _carried(request: ActorRequest, choose: ChooseForm) -> list[tuple[str, str]]:
    """What the later steps carry with them, so that nothing is chosen twice."""
    said = choose.cleaned_data
    one = [("token", str(said["token"])), ("recipient", said["recipient"]), ("text", said["text"])]
    wanted = [("wanted", request.POST["wanted"])] if request.POST.get("wanted") else []
    return [*one, *(("entries", entry) for entry in said["entries"]), *wanted]


def _ids(texts: Iterable[str]) -> tuple[UUID, ...]:
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return tuple(found)


@declare(Act.DISCLOSURE_OPEN)
@require_safe
def disclosure(request: ActorRequest, key: UUID) -> HttpResponse:
    """Read what was handed out, to whom and on which ground."""
    opened = gate.open_page(request, Act.DISCLOSURE_OPEN, DISCLOSURE, key, card=disclosure_card)
    if isinstance(opened, HttpResponse):
        return opened
    return render(request, "cases/disclosure.html", {"card": opened.card, "may": opened.may})


@declare(Act.DISCLOSURE_END)
@require_POST
def end(request: ActorRequest, key: UUID) -> HttpResponse:
    """End what the recipient may read; what it has received already stays there."""
    written = gate.write(
        request,
        Act.DISCLOSURE_END,
        DISCLOSURE,
        key,
        do=lambda found: end_handing(disclosure=found, at=request.at),
    )
    if isinstance(written, HttpResponse):
        return written
    messages.success(request, _("Avslutat. Mottagaren kan inte läsa det längre."))
    return redirect("disclosure", key)


@declare(Act.PROMISE_GIVE)
@require_http_methods(_WRITE)
def give_promise(request: ActorRequest, key: UUID) -> HttpResponse:
    """Promise what the reservation asks, and go on to what one was on the way to."""
    opened = gate.open_page(request, Act.PROMISE_GIVE, PROMISE, key, card=promise_card)
    if isinstance(opened, HttpResponse):
        return opened
    if request.method == "POST":
        written = gate.write(
            request,
            Act.PROMISE_GIVE,
            PROMISE,
            key,
            do=lambda child: promise(child=child, by=request.actor, at=request.at),
        )
        if isinstance(written, HttpResponse):
            return written
        way = request.GET.get("vidare", "")
        ours = way.startswith("/arbete/") and url_has_allowed_host_and_scheme(way, allowed_hosts=None)
        return redirect(way) if ours else redirect("child", key)
    return render(request, "cases/promise.html", {"card": opened.card})
