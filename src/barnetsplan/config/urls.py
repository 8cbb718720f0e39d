"""Every address of the house; each room owns its own."""

from django.conf import settings
from django.urls import include, path

#: Addresses are looked for in this order; the pages that are opened most come first.
ROOMS = (
    "family",
    "plans",
    "work",
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
    "meetings",
    "handover",
    "revising",
    "sending",
    "guests",
    "duties",
)
urlpatterns = [path("", include(f"barnetsplan.{room}.urls")) for room in ROOMS]
if settings.LOCAL_ACCOUNTS or settings.DEMO:
    urlpatterns.append(path("", include("barnetsplan.credentials.urls")))
if settings.DEMO:
    urlpatterns.append(path("", include("barnetsplan.demo.urls")))
