"""The pages of protection: set at once, kept by the security officers, opened with a reason."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from barnetsplan.access import gate, refusals
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.domain.decisions import Refused
from barnetsplan.policy.acts import Act
from barnetsplan.protection import actions, cards
from barnetsplan.protection.facts import NEAR, PROTECTED, REASON
from barnetsplan.protection.forms import ListForm, ProtectForm, ReasonForm, RowForm

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_WRITE = ["GET", "HEAD", "POST"]


@declare(Act.PROTECTED_LIST)
@require_safe
def protected(request: ActorRequest) -> HttpResponse:
    """The protected children of the officer's organisation; there is no way to sort or search it."""
    refused = gate.enter(request, Act.PROTECTED_LIST)
    if refused is not None:
        return refused
    rows = cards.protected_list(request.actor, at=request.at)
    gate.record_list(request, Act.PROTECTED_LIST)
    return render(request, "protection/protected.html", {"rows": rows})


_Do = Callable[..., object]
#: The buttons of the officers' page: what each does, and what is said when it is done.
_BUTTONS: Mapping[str, tuple[_Do, str, "_StrPromise"]] = {
    "confirm": (actions.confirm_listing, "listed", _("Klart. Personen står nu på listan.")),
    "end": (actions.end_listing, "listed", _("Klart. Personen kan inte längre öppna barnet.")),
    "lower": (actions.ask_to_lower, "mark", _("Klart. Skyddet gäller tills en annan person har bekräftat.")),
    "confirm_lower": (actions.confirm_lowering, "mark", _("Klart. Skyddet är borttaget.")),
}


@declare(Act.PROTECTED_KEEP)
@require_http_methods(_WRITE)
def keep(request: ActorRequest, key: UUID) -> HttpResponse:
    """Who may open one protected child, and the marks behind it."""
    opened = gate.open_page(request, Act.PROTECTED_KEEP, PROTECTED, key, card=cards.keep_card)
    if isinstance(opened, HttpResponse):
        return opened
    pressed = request.POST.get("do", "")
    if pressed in _BUTTONS:
        return _press(request, key, pressed)
    form = ListForm(request.POST or None, card=opened.card)
    if form.is_valid():
        written = gate.write(
            request,
            Act.PROTECTED_KEEP,
            PROTECTED,
            key,
            do=lambda child: actions.ask_to_list(
                child=child.pk,
                person=form.chosen,
                reason=form.cleaned_data["reason"],
                by=request.actor,
                at=request.at,
            ),
        )
        if isinstance(written, HttpResponse):
            return written
        if not isinstance(written.result, Refused):
            messages.success(request, _("Sparat. Det gäller när en annan person har bekräftat."))
            return redirect("protected_keep", key)
        refusals.say(form, written.result)
    return render(request, "protection/keep.html", {"card": opened.card, "form": form})


def _press(request: ActorRequest, key: UUID, pressed: str) -> HttpResponse:
    do, name, said = _BUTTONS[pressed]
    form = RowForm(request.POST)
    if not form.is_valid():
        return redirect("protected_keep", key)
    written = gate.write(
        request,
        Act.PROTECTED_KEEP,
        PROTECTED,
        key,
        do=lambda child: do(child=child.pk, by=request.actor, at=request.at, **{name: form.cleaned_data["row"]}),
    )
    if isinstance(written, HttpResponse):
        return written
    if isinstance(written.result, Refused):
        messages.warning(request, refusals.words(written.result))
        return redirect("protected_keep", key)
    messages.success(request, said)
    return redirect("protected" if pressed == "confirm_lower" else "protected_keep", *_where(pressed, key))


def _where(pressed: str, key: UUID) -> tuple[UUID, ...]:
    return () if pressed == "confirm_lower" else (key,)


@declare(Act.PROTECTED_REASON)
@require_http_methods(_WRITE)
def reason(request: ActorRequest, key: UUID) -> HttpResponse:
    """Say why one opens the child today, and go on."""
    opened = gate.open_page(request, Act.PROTECTED_REASON, REASON, key, card=cards.reason_card)
    if isinstance(opened, HttpResponse):
        return opened
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        written = gate.write(
            request,
            Act.PROTECTED_REASON,
            REASON,
            key,
            do=lambda child: actions.give_reason(
                child=child.pk, reason=form.cleaned_data["reason"], by=request.actor, at=request.at
            ),
        )
        if isinstance(written, HttpResponse):
            return written
        if not isinstance(written.result, Refused):
            return redirect(_way_on(request) or "child", *(() if _way_on(request) else (key,)))
        refusals.say(form, written.result)
    return render(request, "protection/reason.html", {"card": opened.card, "form": form})


def _way_on(request: ActorRequest) -> str:
    """The page that was asked for, if it is one of ours."""
    way = request.GET.get("vidare", "")
    ours = way.startswith("/arbete/") and url_has_allowed_host_and_scheme(way, allowed_hosts=None)
    return way if ours else ""


@declare(Act.CHILD_PROTECT)
@require_http_methods(_WRITE)
def protect(request: ActorRequest, key: UUID) -> HttpResponse:
    """A professional says that a child needs protection, from now on."""
    return _protect(request, Act.CHILD_PROTECT, key, page="protection/protect.html", to="child")


@declare(Act.FAMILY_PROTECT)
@require_http_methods(_WRITE)
def family_protect(request: ActorRequest, key: UUID) -> HttpResponse:
    """Somebody in the family says that a child needs protection, from now on."""
    return _protect(request, Act.FAMILY_PROTECT, key, page="protection/family_protect.html", to="family_contacts")


def _protect(request: ActorRequest, act: Act, key: UUID, *, page: str, to: str) -> HttpResponse:
    opened = gate.open_page(request, act, NEAR, key, card=cards.near_card)
    if isinstance(opened, HttpResponse):
        return opened
    form = ProtectForm(request.POST or None)
    if form.is_valid():
        written = gate.write(
            request,
            act,
            NEAR,
            key,
            do=lambda child: actions.protect(
                person=child.pk,
                protection=form.chosen,
                reason=form.cleaned_data["reason"],
                by=request.actor,
                at=request.at,
            ),
        )
        if isinstance(written, HttpResponse):
            return written
        if not isinstance(written.result, Refused):
            messages.success(request, _("Klart. Skyddet gäller från och med nu."))
            return redirect(to, key)
        refusals.say(form, written.result)
    return render(request, page, {"card": opened.card, "form": form})
