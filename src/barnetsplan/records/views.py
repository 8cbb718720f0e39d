"""The one page of the room: saving a draft."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseNotFound, HttpResponseRedirect
from django.shortcuts import render
from django.template import loader
from django.views.decorators.http import require_http_methods

from barnetsplan.access import gate
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.policy.acts import Act
from barnetsplan.records import drafts


@declare(Act.DRAFT_SAVE)
@require_http_methods(["POST"])
def save(request: ActorRequest, form: str, key: UUID) -> HttpResponse:
    """Keep what has been typed; htmx gets a line that says when, a browser without it comes back to its page."""
    # A draft is for nobody else: to look at it, it is saved, and its page opened.
    refused = gate.enter(request, Act.DRAFT_SAVE, shows_again=True)
    if refused is not None:
        # htmx would follow the way to the sign-in and put that page in the line.
        return render(request, "records/draft_line.html", {"refused": True}) if request.htmx else refused
    if form not in drafts.PAGES:
        return HttpResponseNotFound(loader.render_to_string("404.html", request=request))
    drafts.keep(request, form, key, request.POST)
    if request.htmx:
        return render(request, "records/draft_line.html", {"kept": drafts.resume(request, form, key)})
    return HttpResponseRedirect(drafts.page_of(form, key))
