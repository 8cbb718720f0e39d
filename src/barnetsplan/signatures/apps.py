"""The room as a Django app."""

from django.apps import AppConfig


class SignaturesConfig(AppConfig):
    """Names and labels the room."""

    name = "barnetsplan.signatures"
    label = "signatures"
