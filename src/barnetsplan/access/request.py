"""The request as every view of the house gets it: with the moment, and who acts."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest

from barnetsplan.policy.facts import Actor


class ActorRequest(HttpRequest):
    """A request with its moment (``at``, read once) and its actor; middleware sets both."""

    at: datetime
    actor: Actor
    htmx: Any
