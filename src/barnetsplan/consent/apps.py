"""The room as a Django app."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    """Names and labels the room."""

    name = "barnetsplan.consent"
    label = "consent"
