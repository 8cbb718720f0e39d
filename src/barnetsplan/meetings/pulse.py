"""The pulse of a meeting: what every screen in the room asks again and again, so cheaply that a second is enough.

A page that the gate has opened carries a pass: which meeting, and which entries it shows. The screen shows the pass and
the number that it has seen; it hears that nothing is new, or that it is time to open its page again, through the gate.
No name, no text and no session travels with it (ADR 0025).
"""

import hashlib
from collections.abc import Collection
from typing import Final
from uuid import UUID

from django.core.signing import BadSignature, TimestampSigner
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_GET

from barnetsplan.meetings.models import Meeting, Pulse
from barnetsplan.statements import Statement, an_id

#: Seconds. An end of access that is a date shows within this time on a screen on which nobody writes.
PASS_HOLDS: Final = 120
_SIGNER: Final = TimestampSigner(salt="barnetsplan.meetings.pulse")
_NUMBER = Statement(lambda: Pulse.objects.filter(meeting=an_id("meeting")).values_list("number"))


def beat(meeting: Meeting) -> None:
    """Say that what the room sees has changed; the screens open their page again."""
    Pulse.objects.filter(meeting=meeting).update(number=F("number") + 1)


def beat_when_uninvited(*, entries: Collection[UUID]) -> None:
    """Say so too when somebody who is called may read the call no longer: that page closes (architecture.md rule 5)."""
    Pulse.objects.filter(invitation__in=entries).update(number=F("number") + 1)


def begin(meeting: Meeting) -> None:
    """Give a meeting that is called its pulse."""
    Pulse(meeting=meeting, invitation=meeting.invitation).save(force_insert=True)


def number_of(meeting: UUID) -> int:
    """The number that a screen has seen when it is opened now."""
    found = _NUMBER.first(meeting=meeting)
    return found[0] if found else 0


def digest_of(entries: Collection[UUID]) -> str:
    """What tells whether a page shows the same entries as before."""
    return hashlib.sha256(b"".join(sorted(entry.bytes for entry in entries))).hexdigest()[:32]


def pass_for(meeting: UUID, entries: Collection[UUID]) -> str:
    """The pass of a page that the gate has opened."""
    return _SIGNER.sign(f"{meeting.hex}.{digest_of(entries)}")


def read_pass(text: str) -> tuple[UUID, str] | None:
    """The meeting and the digest of a pass that holds; nothing otherwise."""
    try:
        meeting, _dot, digest = _SIGNER.unsign(text, max_age=PASS_HOLDS).partition(".")
        return UUID(meeting), digest
    except (BadSignature, ValueError):
        return None


@require_GET
def pulse(request: HttpRequest) -> HttpResponse:
    """304 while nothing is new, 204 when the page is to be opened again; who has no pass hears nothing.

    Asked without cookies: one statement and no session. Whatever it answers, the content comes through the gate alone.
    """
    given = read_pass(request.headers.get("X-Pass", ""))
    if given is None:
        return HttpResponse(status=410)
    number = f'"{number_of(given[0])}"'
    if request.headers.get("If-None-Match") == number:
        return HttpResponseNotModified()
    return HttpResponse(status=204, headers={"ETag": number})
