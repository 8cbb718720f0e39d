"""Calling a meeting, answering the call, writing the board together, and ending the meeting (model.md 6)."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from barnetsplan.access import gate, refusals
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.cases.child_view import not_heard
from barnetsplan.cases.facts import CASE
from barnetsplan.cases.sharing_forms import ServicesForm
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.vocabulary import InvitationReply
from barnetsplan.meetings import actions, board, moving, queries
from barnetsplan.meetings.board_cards import BoardCard, board_card
from barnetsplan.meetings.cards import MeetingCard, call_card, meeting_card
from barnetsplan.meetings.facts import MEETING
from barnetsplan.meetings.forms import CALLED_OFF, NO, CallForm, FinishForm, Outcome, ReplyForm
from barnetsplan.policy.acts import Act

_PAGE = ["GET", "HEAD", "POST"]
_EMPTY_BOARD = _("Bladet är tomt. Skriv minst ett mål eller en insats innan mötet avslutas.")
_OUTSIDE = _("Någon som skulle göra något är inte med längre. Ändra på bladet vem som gör det, och avsluta sedan.")


@declare(Act.MEETING_CALL)
@require_http_methods(_PAGE)
def call(request: ActorRequest, key: UUID) -> HttpResponse:
    """Call the family and the services that the family has agreed to."""
    opened = gate.open_page(request, Act.MEETING_CALL, CASE, key, card=call_card)
    if isinstance(opened, HttpResponse):
        return opened
    form = CallForm(request.POST or None, card=opened.card, at=request.at)
    if form.is_valid():
        written = gate.write(
            request,
            Act.MEETING_CALL,
            CASE,
            key,
            do=lambda case: moving.call_with_times(
                actions.Call(
                    case=case,
                    meeting_id=form.entry_id,
                    payload=form.invitation(),
                    starts_at=form.starts_at,
                    units=form.units,
                    by=request.actor,
                    at=request.at,
                    prepare=form.prepare,
                ),
                form.more_times,
            ),
        )
        if isinstance(written, HttpResponse):
            return written
        if not isinstance(written.result, Refused):
            return redirect("meeting", written.result.pk)
        refusals.say(form, written.result)
    new_form = ServicesForm(services=opened.card.unasked, auto_id="ny_%s")
    # A question of its own beside the call: nobody must put it.
    new_form.fields["services"].required = False
    page = {"card": opened.card, "form": form, "may": opened.may, "new_form": new_form}
    return render(request, "meetings/call.html", page)


@declare(Act.MEETING_OPEN)
@require_http_methods(["GET", "HEAD"])
def meeting(request: ActorRequest, key: UUID) -> HttpResponse:
    """What, when, where, who is called; and the way to answer, or to the board."""
    opened = gate.open_page(request, Act.MEETING_OPEN, MEETING, key, card=meeting_card)
    if isinstance(opened, HttpResponse):
        return opened
    return _show_meeting(request, opened.card, ReplyForm(), opened.may)


def _show_meeting(request: ActorRequest, card: MeetingCard, form: ReplyForm, may: frozenset[str]) -> HttpResponse:
    return render(request, "meetings/meeting.html", {"card": card, "form": form, "may": may})


@declare(Act.MEETING_REPLY)
@require_POST
def reply(request: ActorRequest, key: UUID) -> HttpResponse:
    """Say whether the own unit comes."""
    opened = gate.open_page(request, Act.MEETING_REPLY, MEETING, key, card=meeting_card)
    if isinstance(opened, HttpResponse):
        return opened
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _show_meeting(request, opened.card, form, opened.may)
    written = gate.write(
        request,
        Act.MEETING_REPLY,
        MEETING,
        key,
        do=lambda found: actions.reply_to_call(
            meeting=found,
            party=request.actor.party_id,
            reply=InvitationReply(form.cleaned_data["reply"]),
            at=request.at,
        ),
    )
    return written if isinstance(written, HttpResponse) else redirect("meeting", key)


@declare(Act.MEETING_FINISH)
@require_http_methods(_PAGE)
def finish(request: ActorRequest, key: UUID) -> HttpResponse:
    """End the meeting: with a version that goes to the family first, kindly without one, or called off."""
    opened = gate.open_page(request, Act.MEETING_FINISH, MEETING, key, card=board_card)
    if isinstance(opened, HttpResponse):
        return _where_it_went(request, key) or opened
    form = FinishForm(request.POST or None, card=opened.card, at=request.at)
    if form.is_valid():
        ended = _end(request, key, form.outcome(), opened.card, form)
        if ended is not None:
            return ended
    return render(request, "meetings/finish.html", {"card": opened.card, "form": form})


def _where_it_went(request: ActorRequest, key: UUID) -> HttpResponse | None:
    """A form sent twice goes where the first one went; the page there decides for itself what it shows."""
    if request.method != "POST" or request.actor.party is None:
        return None
    ended = queries.ended_by(key, request.actor.party)
    if ended is None:
        return None
    return redirect("plan", ended.plan_id) if ended.version else redirect("meeting", key)


def _end(request: ActorRequest, key: UUID, outcome: Outcome, card: BoardCard, form: FinishForm) -> HttpResponse | None:
    written = gate.write(request, Act.MEETING_FINISH, MEETING, key, do=_ending(request, outcome, form.entry_id))
    if isinstance(written, HttpResponse):
        return _where_it_went(request, key) or written
    if isinstance(written.result, Refused):
        if written.result.reason is Reason.NOTHING_WRITTEN:
            form.say(None, _EMPTY_BOARD)
        elif written.result.detail == actions.OUTSIDE:
            form.say(None, _OUTSIDE)
        else:
            refusals.say(form, written.result)
        return None
    if outcome.decision == CALLED_OFF:
        return redirect("meeting_call", card.case)
    if outcome.decision == NO:
        return redirect("plan_end", card.plan) if card.state.is_live else redirect("meeting", key)
    return redirect("plan", card.plan)


def _ending(request: ActorRequest, outcome: Outcome, version_id: UUID) -> Callable[[Any], object]:
    """What the decision of the meeting does."""
    by, at = request.actor, request.at

    def without_plan(found: Any) -> object:
        return actions.end_without_plan(
            actions.NoPlan(meeting=found, came=outcome.came, note=outcome.note, by=by, at=at)
        )

    def called_off(found: Any) -> object:
        return actions.call_off(meeting=found, at=at)

    def with_version(found: Any) -> object:
        board.say_to_family(meeting=found, sentences=outcome.sentences, by=by)
        return actions.finish_meeting(
            actions.Finish(
                meeting=found,
                version_id=version_id,
                came=outcome.came,
                follow_up_on=outcome.follow_up_on,
                note=outcome.note,
                by=by,
                at=at,
                child_view=not_heard(outcome.why_no_words),
            ),
        )

    if outcome.decision == NO:
        return without_plan
    return called_off if outcome.decision == CALLED_OFF else with_version
