"""The one page of the floor."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from tests.bench.floor.models import Line, Page


def page(request: HttpRequest, key: int) -> HttpResponse:
    """Open one row with its five: session, account, row, related rows."""
    opened = Page.objects.get(pk=key)
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    return render(request, "floor/page.html", {"page": opened, "lines": Line.objects.filter(page=opened)})


urlpatterns = [path("page/<int:key>/", page)]
