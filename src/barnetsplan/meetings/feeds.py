"""Letting the own calendar ask for the times of meetings: off until somebody turns it on (law.md NOT-05)."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from barnetsplan.accounts.session import family_actor, staff_actor
from barnetsplan.meetings.calendar import Slot
from barnetsplan.meetings.models import CalendarFeed, Invitee, Meeting
from barnetsplan.policy.facts import NOBODY, Actor
from barnetsplan.practice.load import current
from barnetsplan.records.models import Release
from barnetsplan.records.queries import live_release

#: How long what has been stays in the feed, so that a calendar hears that it was called off.
_KEPT: Final = timedelta(days=60)


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


@transaction.atomic
def begin_feed(*, by: Actor, at: datetime) -> str:
    """Begin a feed, and end the one that was; returns the token, which is shown once and kept by nobody here."""
    end_feed(by=by, at=at)
    token = secrets.token_urlsafe(32)
    feed = CalendarFeed(
        token_hash=_hash(token), person_id=by.person_id, party_id=by.party_id, assignment_id=by.assignment, begun_at=at
    )
    feed.save(force_insert=True)
    return token


def end_feed(*, by: Actor, at: datetime) -> int:
    """End the feed of somebody in this capacity: its address answers nobody any longer."""
    own = CalendarFeed.objects.filter(person=by.person_id, party=by.party_id, ended_at__isnull=True)
    return own.update(ended_at=at)


def has_feed(by: Actor) -> bool:
    """Whether the feed is on."""
    return CalendarFeed.objects.filter(person=by.person_id, party=by.party_id, ended_at__isnull=True).exists()


def find_feed(token: str) -> CalendarFeed | None:
    """The feed with this token, while it is on."""
    return CalendarFeed.objects.filter(token_hash=_hash(token), ended_at__isnull=True).first()


def actor_of_feed(feed: CalendarFeed, *, at: datetime) -> Actor:
    """Who asks: nobody, once the account or the assignment has ended."""
    if feed.assignment_id is None:
        return family_actor(feed.person_id)
    actor = staff_actor(feed.assignment_id, at=at)
    return actor if actor.party == feed.party_id else NOBODY


def slot_of(meeting: Meeting, party: UUID) -> Slot:
    """A meeting as one of the called has it in the calendar."""
    return Slot(
        meeting=meeting.pk,
        party=party,
        starts_at=meeting.starts_at,
        minutes=sum(part.minutes for part in current().agenda),
        sequence=meeting.sequence,
        is_off=meeting.cancelled_at is not None,
        stamped_at=meeting.changed_at or meeting.called_at,
    )


def slots_of(actor: Actor, *, at: datetime) -> tuple[Slot, ...]:
    """What somebody is called to and may still read the call of; a yes taken back takes it out of the calendar too."""
    asked = Release.objects.filter(live_release(at), entry=OuterRef("meeting__invitation"), recipient=actor.party_id)
    rows = Invitee.objects.filter(Exists(asked), party=actor.party_id).select_related("meeting")
    recent = rows.filter(Q(meeting__starts_at__gt=at - _KEPT)).order_by("meeting__starts_at")
    return tuple(slot_of(row.meeting, actor.party_id) for row in recent)
