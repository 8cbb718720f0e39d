"""Every address of the house; each room owns its own."""

from django.conf import settings
from django.urls import include, path

ROOMS = (
    "accounts",
    "identity",
    "records",
    "protection",
    "consent",
    "reporting",
    "keeping",
    "noticing",
    "cases",
    "gathering",
    "plans",
    "meetings",
    "handover",
    "revising",
    "sending",
    "guests",
    "family",
    "work",
    "duties",
)
urlpatterns = [path("", include(f"barnetsplan.{room}.urls")) for room in ROOMS]
if settings.LOCAL_ACCOUNTS or settings.DEMO:
    urlpatterns.append(path("", include("barnetsplan.credentials.urls")))
if settings.DEMO:
    urlpatterns.append(path("", include("barnetsplan.demo.urls")))
