"""The pages of noticing: write, read, send on, receive."""

from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from barnetsplan.access import gate, refusals
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.domain.decisions import Reason, Refused, Taken
from barnetsplan.domain.periods import local_date
from barnetsplan.noticing import actions, queries
from barnetsplan.noticing.facts import CONCERN
from barnetsplan.noticing.forms import NoticeForm, ReceiveForm, Sending, sending
from barnetsplan.policy.acts import Act
from barnetsplan.policy.assurance import may_read
from barnetsplan.records import drafts
from barnetsplan.records.kinds import Concern

#: The form under which unfinished text is kept.
_DRAFT = "concern"
_ABOUT_NUMBER = frozenset({Reason.UNKNOWN_CHILD, Reason.NO_REGISTER, Reason.CANNOT_BE_ADMITTED})


@declare(Act.CONCERN_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: ActorRequest) -> HttpResponse:
    """Write what one has noticed about a child."""
    refused = gate.enter(request, Act.CONCERN_WRITE, shows_again=True)
    if refused is not None:
        return refused
    chosen = _id_in(request.POST.get("token", "") or request.GET.get("utkast", ""))
    key = chosen or uuid4()
    kept = drafts.resume(request, _DRAFT, key)
    first = {"token": key, **kept.fields}
    form = NoticeForm(request.POST or None, today=local_date(request.at), initial=first)
    if form.is_valid() and not refusals.looks_first(request, form):
        written = _write(request, form)
        if not isinstance(written, Refused):
            drafts.forget(request, _DRAFT, key)
            return _written(request, written)
        refusals.say(form, written, field="number" if written.reason in _ABOUT_NUMBER else None)
        kept = _kept_anew(request, form, key) if written.reason is Reason.ID_TAKEN else kept
    earlier = None if chosen else drafts.newest(request, _DRAFT)
    page = {
        "form": form,
        "kept": kept,
        "readers": [request.actor.unit_name],
        "earlier": drafts.page_of(_DRAFT, earlier) if earlier else "",
    }
    return render(request, "noticing/notice.html", page)


def _written(request: ActorRequest, entry: UUID) -> HttpResponse:
    """On to what was written, or back to the desk where only named persons open it; to a receipt without e-id."""
    if not may_read(request.actor):
        return redirect("notice_receipt")
    if queries.may_read_on(request.actor, entry, at=request.at):
        return redirect("concern", entry)
    messages.success(
        request,
        _("Sparat. Barnet har skyddade uppgifter. Er säkerhetsansvariga vet om det och bestämmer vem som öppnar."),
    )
    return redirect("desk")


@declare(Act.CONCERN_WRITE)
@require_safe
def receipt(request: ActorRequest) -> HttpResponse:
    """Tell whoever may write and not read that it is saved, and what happens now (law.md IDN-20)."""
    refused = gate.enter(request, Act.CONCERN_WRITE)
    if refused is not None:
        return refused
    return render(request, "noticing/receipt.html", {"unit": request.actor.unit_name})


def _kept_anew(request: ActorRequest, form: NoticeForm, old: UUID) -> drafts.Kept:
    """The text of a form that has got a new id is kept under that."""
    new = UUID(form["token"].value())
    drafts.keep(request, _DRAFT, new, request.POST)
    drafts.forget(request, _DRAFT, old)
    return drafts.resume(request, _DRAFT, new)


def _write(request: ActorRequest, form: NoticeForm) -> UUID | Refused:
    said = form.cleaned_data
    payload = Concern(seen=said["seen"], child_says=said["child_says"], works=said["works"], tried=said["tried"])
    try:
        with transaction.atomic():
            entry = actions.write_concern(
                entry_id=form.entry_id, number=said["number"], payload=payload, by=request.actor, at=request.at
            )
            if isinstance(entry, Refused):
                return entry
            gate.record_write(request, Act.CONCERN_WRITE, child=entry.child_id, thing=entry.pk)
    except Taken:
        taken = Refused(Reason.ID_TAKEN)
        gate.record_refusal(request, Act.CONCERN_WRITE, taken)
        return taken
    return entry.pk


@declare(Act.CONCERN_OPEN)
@require_safe
def concern(request: ActorRequest, key: UUID) -> HttpResponse:
    """Read a concern, and what has been answered to it."""
    opened = gate.open_page(request, Act.CONCERN_OPEN, CONCERN, key, card=queries.concern_card)
    if isinstance(opened, HttpResponse):
        return opened
    form = ReceiveForm(today=local_date(request.at))
    return _concern_page(request, opened.card, opened.may, form)


def _concern_page(
    request: ActorRequest, card: queries.ConcernCard, may: frozenset[str], form: ReceiveForm
) -> HttpResponse:
    page = {"card": card, "may": may, "form": form}
    return render(request, "noticing/concern.html", page)


@declare(Act.CONCERN_RECEIVE)
@require_POST
def receive(request: ActorRequest, key: UUID) -> HttpResponse:
    """Tell the one who noticed that the concern is received, and when somebody calls."""
    opened = gate.open_page(request, Act.CONCERN_RECEIVE, CONCERN, key, card=queries.concern_card)
    if isinstance(opened, HttpResponse):
        return opened
    form = ReceiveForm(request.POST, today=local_date(request.at))
    if form.is_valid():
        written = gate.write(
            request,
            Act.CONCERN_RECEIVE,
            CONCERN,
            key,
            do=lambda entry: actions.receive_concern(
                entry=entry,
                entry_id=form.entry_id,
                text=form.cleaned_data["text"],
                call_on=form.cleaned_data["call_on"],
                by=request.actor,
                at=request.at,
            ),
        )
        if isinstance(written, HttpResponse):
            return written
        if not isinstance(written.result, Refused):
            return redirect("concern", key)
        refusals.say(form, written.result)
    return _concern_page(request, opened.card, opened.may, form)


@declare(Act.CONCERN_SEND)
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: ActorRequest, key: UUID) -> HttpResponse:
    """Send a concern to the child's BBA, on the family's yes where it takes one."""
    chosen = _id_in(request.GET.get("till", ""))
    card = partial(queries.send_card, chosen=chosen)
    opened = gate.open_page(request, Act.CONCERN_SEND, CONCERN, key, card=card)
    if isinstance(opened, HttpResponse):
        return opened
    to = opened.card.to
    if opened.card.is_sent:
        return redirect("concern", key)
    forms = sending(request.POST or None, card=opened.card, today=local_date(request.at))
    if request.method == "POST" and to is not None and forms.is_valid():
        answer = _send(request, key, to.id, forms)
        if answer is not None:
            return answer
    page = {"card": opened.card, "forms": forms, "here": _address(key, to)}
    return render(request, "noticing/send.html", page)


def _send(request: ActorRequest, key: UUID, to: UUID, forms: Sending) -> HttpResponse | None:
    """Send, and go back to the concern; nothing when the page must be shown again with a sentence."""
    written = gate.write(
        request,
        Act.CONCERN_SEND,
        CONCERN,
        key,
        do=lambda entry: actions.send_concern(
            entry=entry,
            request_id=forms.form.entry_id,
            to=to,
            heard=[actions.HeardYes(yes.giver, yes.cleaned_data["heard_on"]) for yes in forms.yeses],
            kept=forms.form.keeping.kept,
            by=request.actor,
            at=request.at,
        ),
    )
    if isinstance(written, HttpResponse):
        return written
    if not isinstance(written.result, Refused):
        return redirect("concern", key)
    refusals.say(forms.form, written.result)
    return None


def _id_in(text: str) -> UUID | None:
    """The id that an address names; anything else is no choice."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _address(key: UUID, to: Any) -> str:
    """This page with its recipient, so that what is posted goes to the unit that was read about."""
    page = reverse("concern_send", args=[key])
    return f"{page}?{urlencode({'till': to.id})}" if to else page
