"""Every address of the house; each room owns its own."""

from django.conf import settings
from django.urls import include, path

ROOMS: tuple[str, ...] = ()

urlpatterns = [path("", include(f"barnetsplan.{room}.urls")) for room in ROOMS]
if settings.DEMO:
    pass
