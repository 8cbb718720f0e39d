"""The empty paper of a meeting, for the day when the net is down: it has a code and names nobody.

Whoever led the meeting types it in afterwards; the code leads to the board of the right meeting.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import segno
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from barnetsplan.access import gate
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.domain.vocabulary import MeetingState
from barnetsplan.meetings.board_cards import areas_of
from barnetsplan.meetings.facts import MEETING
from barnetsplan.meetings.models import Meeting
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.practice.parts import AgendaPart
from barnetsplan.ui import forms

_LETTERS: Final = 8
_UNKNOWN = _("Ingen kod stämmer med ett möte som ni leder. Läs koden igen, eller öppna mötet från barnets sida.")


@dataclass(frozen=True, slots=True)
class PaperCard:
    """What is printed: the code, the parts of the meeting and the areas; no name and no place."""

    id: UUID
    code: str
    picture: SafeString
    typed_at: str
    agenda: tuple[AgendaPart, ...]
    areas: tuple[str, ...]
    rows: tuple[int, ...] = tuple(range(6))
    entries: tuple[UUID, ...] = ()


def code_of(meeting: UUID) -> str:
    """The code of a meeting, in two groups, as it is printed and typed."""
    letters = base64.b32encode(meeting.bytes).decode()[:_LETTERS]
    return f"{letters[: _LETTERS // 2]} {letters[_LETTERS // 2 :]}"


def _paper_card(address: str, typed_at: str) -> Callable[[Actor, Meeting, datetime], PaperCard]:
    def card(_actor: Actor, meeting: Meeting, _at: datetime) -> PaperCard:
        made = segno.make(address, error="m", micro=False)
        return PaperCard(
            id=meeting.pk,
            code=code_of(meeting.pk),
            # Made by ourselves of an address of our own.
            picture=mark_safe(made.svg_inline(scale=3, border=2)),  # noqa: S308
            typed_at=typed_at,
            agenda=current().agenda,
            areas=tuple(label for _key, label in areas_of(meeting.case)),
        )

    return card


@declare(Act.MEETING_LEAD)
@require_safe
def paper(request: ActorRequest, key: UUID) -> HttpResponse:
    """Show the empty paper, to be printed."""
    address = request.build_absolute_uri(reverse("meeting_lead", args=[key]))
    typed_at = request.build_absolute_uri(reverse("meeting_paper_code"))
    opened = gate.open_page(request, Act.MEETING_LEAD, MEETING, key, card=_paper_card(address, typed_at))
    if isinstance(opened, HttpResponse):
        return opened
    return render(request, "meetings/paper.html", {"card": opened.card})


class CodeForm(forms.ReadingForm):
    """The code of a paper."""

    code = forms.Line(label=_("Koden på papperet"), short=True)

    @property
    def letters(self) -> str:
        """The code without spaces, whatever its case."""
        return "".join(self.cleaned_data["code"].split()).upper()


@declare(Act.DESK_OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def paper_code(request: ActorRequest) -> HttpResponse:
    """Lead from a paper's code to the board of its meeting, among the meetings that the own unit leads."""
    refused = gate.enter(request, Act.DESK_OPEN)
    if refused is not None:
        return refused
    form = CodeForm(request.POST or None)
    if form.is_valid():
        led = Meeting.objects.filter(chair=request.actor.party_id, state=MeetingState.CALLED)
        found = [key for key in led.values_list("pk", flat=True) if code_of(key).replace(" ", "") == form.letters]
        if found:
            return redirect("meeting_lead", found[0])
        form.say("code", _UNKNOWN)
    return render(request, "meetings/paper_code.html", {"form": form})
