"""A running server with the world in it, and how a browser gets the session of one of the cast."""

from dataclasses import dataclass

from django.conf import settings
from playwright.sync_api import BrowserContext

from barnetsplan.policy.facts import Actor
from tests.sign_in import session_of
from tests.world import World


@dataclass(frozen=True, slots=True)
class Live:
    """Where the server answers, and the world it knows."""

    url: str
    world: World

    def sign_in(self, context: BrowserContext, actor: Actor) -> None:
        """Let a browser act as one of the cast, as after a real sign-in; who was signed in before is signed out."""
        context.clear_cookies()
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session_of(actor), "url": self.url}],
        )
