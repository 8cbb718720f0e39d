"""The request as every view of the house gets it: with the moment, and who acts."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest

from barnetsplan.audit.record import Event
from barnetsplan.domain.protection import Protection
from barnetsplan.policy.facts import Actor


class ActorRequest(HttpRequest):
    """A request with its moment (``at``, read once) and its actor; middleware sets both.

    ``opened_by_post`` are openings that are recorded only if the posted page is shown again. ``protection`` is that of
    the child whom the page is about, once the gate has let the actor in; it is said at the top of the page.
    """

    at: datetime
    actor: Actor
    opened_by_post: list[Event]
    protection: Protection
    htmx: Any
