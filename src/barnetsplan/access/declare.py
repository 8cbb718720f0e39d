"""Every view declares one act, or stands in the closed list of public pages (ADR 0004)."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse

from barnetsplan.policy.acts import Act

View = Callable[..., HttpResponse]

#: Public pages by dotted path of the view; they open nothing about a child.
PUBLIC = frozenset(
    {
        "barnetsplan.accounts.views.sign_in",
        "barnetsplan.accounts.views.choose",
        "barnetsplan.accounts.views.code",
        "barnetsplan.accounts.views.prove_again",
        "barnetsplan.accounts.views.prove_send",
        "barnetsplan.accounts.views.session_ended",
        "barnetsplan.accounts.views.sign_out",
        "barnetsplan.identity.views.left",
        "barnetsplan.identity.views.start",
        "barnetsplan.identity.views.answer",
        "barnetsplan.identity.views.public_keys",
        "barnetsplan.identity.views.signed_out_there",
        "barnetsplan.identity.views.sign_out_there",
        "barnetsplan.credentials.setup_views.app",
        "barnetsplan.credentials.setup_views.ask",
        "barnetsplan.credentials.setup_views.invited",
        "barnetsplan.credentials.setup_views.passkey",
        "barnetsplan.credentials.views.ask_passkey",
        "barnetsplan.credentials.views.passkey",
        "barnetsplan.credentials.views.sign_in",
        "barnetsplan.meetings.pulse.pulse",
        "barnetsplan.meetings.calendar_views.feed",
        "barnetsplan.demo.views.choose",
        "barnetsplan.demo.views.enter",
        "barnetsplan.work.public.start",
        "barnetsplan.work.public.leave",
        "barnetsplan.work.public.harm",
        "barnetsplan.work.public.help_that_exists",
        "barnetsplan.work.public.rights",
        "barnetsplan.work.public.your_data",
        "barnetsplan.work.public.accessibility",
    },
)


def declare(act: Act) -> Callable[[View], View]:
    """Say which act a view performs; the middleware runs no view that says nothing."""

    def mark(view: View) -> View:
        view.act = act  # type: ignore[attr-defined]
        return view

    return mark


def declared_act(view: Any) -> Act | None:
    """The act that a view declares, or nothing."""
    return getattr(view, "act", None)


def is_public(view: Any) -> bool:
    """Whether the view stands in the closed list of public pages."""
    return f"{view.__module__}.{view.__qualname__}" in PUBLIC
