"""The meeting itself: the shared page that everybody there sees, who writes on it, and the chair's own page."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from barnetsplan.access import gate, refusals
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.domain.decisions import Refused
from barnetsplan.meetings import board, room
from barnetsplan.meetings.board_cards import BoardCard, board_card
from barnetsplan.meetings.board_forms import EDIT, BoardForm, ContactForm, Editing, board_forms, editing, in_words
from barnetsplan.meetings.chair_cards import chair_card
from barnetsplan.meetings.facts import MEETING
from barnetsplan.meetings.forms import ThereForm
from barnetsplan.meetings.models import Meeting
from barnetsplan.meetings.pulse import digest_of, read_pass
from barnetsplan.policy.acts import Act

_READ = ["GET", "HEAD"]
_PAGE = ["GET", "HEAD", "POST"]
_SECTIONS = frozenset({"mal", "insatser", "kontakter", "ord", "olika", "ense", "barnets-ord", "andra-planer"})
_CHANGED = _("Någon annan ändrade raden medan du skrev. Så här står det nu. Det du skrev står kvar i rutorna.")
_GONE = _("Raden togs bort medan du skrev. Det du skrev står kvar i rutorna. Spara, så blir det en ny rad.")


def _same_as_open(request: ActorRequest, key: UUID) -> Callable[[gate.Card], bool]:
    """Whether a page is opened again that is open already and shows the same entries: the log has it (rule 6)."""
    given = read_pass(request.headers.get("X-Pass", ""))

    def same(card: gate.Card) -> bool:
        return given is not None and given == (key, digest_of(card.entries))

    return same


@declare(Act.MEETING_SIT)
@require_http_methods(_READ)
def sit(request: ActorRequest, key: UUID) -> HttpResponse:
    """The shared page, for a service that is called: it writes nothing."""
    opened = gate.open_page(
        request, Act.MEETING_SIT, MEETING, key, card=board_card, recorded=_same_as_open(request, key)
    )
    return opened if isinstance(opened, HttpResponse) else _show(request, opened.card, opened.may)


@declare(Act.MEETING_SIT_AS_FAMILY)
@require_http_methods(_READ)
def sit_as_family(request: ActorRequest, key: UUID) -> HttpResponse:
    """The shared page, for the family."""
    opened = gate.open_page(
        request, Act.MEETING_SIT_AS_FAMILY, MEETING, key, card=board_card, recorded=_same_as_open(request, key)
    )
    return opened if isinstance(opened, HttpResponse) else _show(request, opened.card, opened.may)


@declare(Act.MEETING_LEAD)
@require_http_methods(_PAGE)
def lead(request: ActorRequest, key: UUID) -> HttpResponse:
    """The board: everybody in the room sees it being written."""
    opened = gate.open_page(
        request, Act.MEETING_LEAD, MEETING, key, card=board_card, recorded=_same_as_open(request, key)
    )
    if isinstance(opened, HttpResponse):
        return opened
    part = request.POST.get("do", "")
    if part == "bort":
        return _take_off(request, key)
    changing = _editing(request, opened.card)
    if part == EDIT and changing is not None:
        return _change(request, key, opened.card, changing) or _show_writing(request, opened.card, opened.may, changing)
    if request.method == "GET" and "X-Read" in request.headers:
        # A screen that reads anew keeps the forms that somebody may be typing in.
        return _show_anew(request, opened.card, opened.may)
    forms = board_forms(opened.card, at=request.at, posted=request.POST or None)
    form = forms.get(part)
    if form is not None and form.is_valid():
        added = _add(request, key, form)
        if added is not None:
            return added
    return _show_writing(request, opened.card, opened.may, changing, forms)


def _editing(request: ActorRequest, card: BoardCard) -> Editing | None:
    posted = request.POST if request.POST.get("do") == EDIT else None
    line = _uuid(posted.get("rad", "") if posted is not None else request.GET.get(EDIT, ""))
    return editing(card, at=request.at, line=line, posted=posted)


def _add(request: ActorRequest, key: UUID, form: BoardForm) -> HttpResponse | None:
    return _write(
        request,
        key,
        form,
        do=lambda found: board.write_line(meeting=found, line=form.line(), by=request.actor, at=request.at),
    )


def _change(request: ActorRequest, key: UUID, card: BoardCard, changing: Editing) -> HttpResponse | None:
    """Save what was typed, or say what has become of the line; what was typed stays either way."""
    form, stands = changing.form, card.lines.get(changing.line) if changing.line else None
    if not form.is_valid():
        return None
    if stands is None and changing.seen:
        form.say(None, _GONE)
        return None
    if stands is None:
        return _add(request, key, form)
    line = stands.id
    return _write(
        request,
        key,
        form,
        do=lambda found: board.change_line(
            meeting=found, line=line, to=form.line(), seen=changing.seen, by=request.actor
        ),
    )


def _write(
    request: ActorRequest, key: UUID, form: BoardForm, *, do: Callable[[Meeting], object]
) -> HttpResponse | None:
    written = gate.write(request, Act.MEETING_LEAD, MEETING, key, do=do)
    if isinstance(written, HttpResponse):
        return written
    if isinstance(written.result, Refused):
        sentence = {board.CHANGED: _CHANGED, board.GONE: _GONE}.get(written.result.detail)
        if sentence is None:
            refusals.say(form, written.result)
        else:
            form.say(None, sentence)
        return None
    return redirect(f"{reverse('meeting_lead', args=[key])}#{form.anchor}")


def _take_off(request: ActorRequest, key: UUID) -> HttpResponse:
    """Take a line off; a line that is gone already, or never was, changes nothing."""
    line = _uuid(request.POST.get("rad", ""))
    if line is not None:
        written = gate.write(
            request,
            Act.MEETING_LEAD,
            MEETING,
            key,
            do=lambda found: board.remove_line(meeting=found, line=line),
        )
        if isinstance(written, HttpResponse):
            return written
    back = request.POST.get("till", "")
    return redirect(f"{reverse('meeting_lead', args=[key])}#{back if back in _SECTIONS else 'mal'}")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _show(request: ActorRequest, card: BoardCard, may: frozenset[str]) -> HttpResponse:
    services = [(service, None) for service in card.services]
    return render(request, "meetings/board.html", {"card": card, "services": services, "may": may})


def _show_anew(request: ActorRequest, card: BoardCard, may: frozenset[str]) -> HttpResponse:
    """The lines, and what the lists of the forms offer now: what somebody else has written can be chosen too."""
    services = [(service, None) for service in card.services]
    forms = board_forms(card, at=request.at, posted=None)
    lists = [bound for form in forms.values() for bound in form.visible_fields() if bound.widget_type == "select"]
    shown = {"card": card, "services": services, "may": may, "marks": True, "lists": lists}
    return render(request, "meetings/board.html", shown)


def _show_writing(
    request: ActorRequest,
    card: BoardCard,
    may: frozenset[str],
    changing: Editing | None,
    forms: Mapping[str, BoardForm] | None = None,
) -> HttpResponse:
    forms = forms or board_forms(card, at=request.at, posted=None)
    contacts = {form.service.id: form for form in forms.values() if isinstance(form, ContactForm)}
    wrong = [*forms.values(), *([changing.form] if changing else [])]
    context: dict[str, Any] = {
        "card": card,
        "may": may,
        "writes": True,
        "marks": True,
        "goal_form": forms["mal"],
        "action_form": forms["insats"],
        "words_form": forms["ord"],
        "dissent_form": forms["olika"],
        "agreed_form": forms["ense"],
        "plan_form": forms["plan"],
        "sip_form": forms["sip"],
        "services": [(service, contacts[service.id]) for service in card.services],
        "wrong": next((form for form in wrong if form.is_bound), None),
        "editing": _as_it_stands(card, changing),
    }
    return render(request, "meetings/board.html", context)


def _as_it_stands(card: BoardCard, changing: Editing | None) -> dict[str, Any] | None:
    """The form that changes a line, and beside it how the line stands now when somebody else has changed it."""
    if changing is None:
        return None
    stands = card.lines.get(changing.line) if changing.line else None
    other = stands is not None and changing.form.is_bound and stands.version != changing.seen
    service = changing.form.service.id if isinstance(changing.form, ContactForm) else ""
    return {
        "line": stands.id if stands else None,
        "kind": changing.kind,
        "seen": stands.version if stands else 0,
        "form": changing.form,
        "service": service,
        "stands": in_words(changing.form, stands) if stands and other else {},
    }


@declare(Act.MEETING_LEAD)
@require_http_methods(_PAGE)
def chair(request: ActorRequest, key: UUID) -> HttpResponse:
    """The chair's own page: who is there, what stands aside and for whom, how far the meeting has come."""
    opened = gate.open_page(
        request, Act.MEETING_LEAD, MEETING, key, card=chair_card, recorded=_same_as_open(request, key)
    )
    if isinstance(opened, HttpResponse):
        return opened
    posted = request.POST if request.POST.get("do") == "narvaro" else None
    form = ThereForm(posted, card=opened.card)
    done = _go_on(request, key) if request.POST.get("do") == "del" else _note_there(request, key, form)
    if done is not None:
        return done
    return render(request, "meetings/chair.html", {"card": opened.card, "form": form, "may": opened.may})


def _go_on(request: ActorRequest, key: UUID) -> HttpResponse:
    part = request.POST.get("part", "")
    written = gate.write(
        request,
        Act.MEETING_LEAD,
        MEETING,
        key,
        do=lambda found: room.go_to_part(meeting=found, part=part, at=request.at),
    )
    return written if isinstance(written, HttpResponse) else redirect("meeting_chair", key)


def _note_there(request: ActorRequest, key: UUID, form: ThereForm) -> HttpResponse | None:
    if not form.is_valid():
        return None
    written = gate.write(
        request,
        Act.MEETING_LEAD,
        MEETING,
        key,
        do=lambda found: room.check_in(meeting=found, there=form.there_now, spoke_for_child=form.spoke_for_child),
    )
    if isinstance(written, HttpResponse):
        return written
    return redirect("meeting_chair", key)
