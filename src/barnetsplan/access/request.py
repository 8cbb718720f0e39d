"""The request as every view of the house gets it: with the moment, and who acts."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest

from barnetsplan.audit.record import Event
from barnetsplan.policy.facts import Actor


class ActorRequest(HttpRequest):
    """A request with its moment (``at``, read once) and its actor; middleware sets both.

    ``opened_by_post`` are openings that are recorded only if the posted page is shown again.
    """

    at: datetime
    actor: Actor
    opened_by_post: list[Event]
    htmx: Any
