"""The public pages: open to everybody, about no child, and they store nothing."""

from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from barnetsplan.access.request import ActorRequest
from barnetsplan.domain.vocabulary import ActorKind
from barnetsplan.library.help import help_in
from barnetsplan.organisations.queries import reporting_points
from barnetsplan.practice.load import current
from barnetsplan.ui.wheel import Petal
from barnetsplan.work.help_form import HelpForm

_HOME = {
    ActorKind.STAFF: "desk",
    ActorKind.FAMILY: "family_home",
    ActorKind.GUEST: "guest_home",
    ActorKind.NOBODY: "sign_in",
}


@require_safe
def start(request: ActorRequest) -> HttpResponse:
    """Say what this is in a minute, with the wheel, and show the way in."""
    practice = current()
    page = {
        "petals": tuple(Petal(area.key, area.label, taken_up=True) for area in practice.areas),
        "areas_in_words": practice.in_words(area.key for area in practice.areas),
        "model": practice.model_name,
        "way_in": reverse(_HOME[request.actor.kind]),
        "signed_in": request.actor.kind is not ActorKind.NOBODY,
    }
    return render(request, "work/start.html", page)


@require_safe
def leave(request: ActorRequest) -> HttpResponse:
    """Show a page that says nothing about where one was."""
    return render(request, "ui/leave.html")


@require_safe
def harm(request: ActorRequest) -> HttpResponse:
    """Show how to report that a child may be coming to harm; asks for nothing, stores and logs nothing.

    *Source:* SoL 19:1; law.md ORO-01; architecture.md rule 8.
    """
    unit = request.actor.party if request.actor.kind is ActorKind.STAFF else None
    page = {"points": reporting_points(unit=unit), "is_staff": unit is not None}
    return render(request, "work/harm.html", page)


@require_safe
def help_that_exists(request: ActorRequest) -> HttpResponse:
    """Show what help there is, by municipality, area and age; what is chosen is about nobody and is written nowhere.

    *Source:* model.md 8 (the county's services); the form's words never name a child.
    """
    found = help_in(Path(settings.HELP_FILE)) if settings.HELP_FILE else None
    form = HelpForm(request.GET or None, found=found)
    chosen = form.chosen if form.is_valid() else {}
    page = {"found": found, "form": form, "offers": found.offered(**chosen) if found else (), "chosen": bool(chosen)}
    return render(request, "work/help.html", page)


@require_safe
def rights(request: ActorRequest) -> HttpResponse:
    """Tell the child's rights, and which articles go with which area of the wheel."""
    practice = current()
    page = {
        "for_all": tuple(practice.article(number) for number in practice.articles_for_all),
        "areas": tuple((area, tuple(practice.article(number) for number in area.articles)) for area in practice.areas),
        "words": practice.child_words,
    }
    return render(request, "work/rights.html", page)


@require_safe
def your_data(request: ActorRequest) -> HttpResponse:
    """Tell who sees what, what is logged, and what a demonstration is."""
    consent = current().consent
    page = {"law_text": consent.law_text, "change_text": consent.change_text, "max_months": consent.max_months}
    return render(request, "work/your_data.html", page)


@require_safe
def accessibility(request: ActorRequest) -> HttpResponse:
    """Tell what is tested, what is not, and how to report what does not work."""
    return render(request, "work/accessibility.html")
