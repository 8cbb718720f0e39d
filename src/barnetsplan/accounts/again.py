"""A fresh proof within a session: who asked for it, what was posted meanwhile, and where it goes on (law.md 4.4)."""

from typing import Final

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpResponse
from django.shortcuts import redirect, render

from barnetsplan.access import typed
from barnetsplan.access.refusals import words
from barnetsplan.access.request import ActorRequest
from barnetsplan.accounts.models import SignIn
from barnetsplan.accounts.session import prove_again

_AGAIN: Final = "again"


def ask(session: SessionBase, onward: str) -> None:
    """Note that the session waits for a fresh proof, and where it goes on then."""
    session[_AGAIN] = onward


def is_asked(session: SessionBase) -> bool:
    """Whether the session waits for a fresh proof."""
    return _AGAIN in session


def give_up(session: SessionBase) -> None:
    """Wait no longer."""
    session.pop(_AGAIN, None)


def take(request: ActorRequest, sign_in: SignIn) -> HttpResponse:
    """Take the fresh proof and go on; of somebody else, it changes nothing."""
    refused = prove_again(request.session, sign_in, at=request.at)
    if refused is not None:
        return render(request, "accounts/not_the_same.html", {"words": words(refused)}, status=403)
    onward = request.session.pop(_AGAIN)
    return redirect("prove_send" if typed.kept(request) else onward)
