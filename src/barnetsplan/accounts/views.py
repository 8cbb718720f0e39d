"""Signing in and out; the ways of signing in come from their own rooms."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from barnetsplan.access.request import ActorRequest


@require_safe
def sign_in(request: ActorRequest) -> HttpResponse:
    """Show the ways to sign in; in the demonstration that is choosing a person."""
    if settings.DEMO:
        return redirect("demo_choose")
    return render(request, "accounts/sign_in.html")


@require_POST
def sign_out(request: ActorRequest) -> HttpResponse:
    """End the session, and let the browser forget what it holds."""
    request.session.flush()
    response = redirect("start")
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response
