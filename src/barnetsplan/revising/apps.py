"""The room as a Django app."""

from django.apps import AppConfig


class RevisingConfig(AppConfig):
    """Names and labels the room."""

    name = "barnetsplan.revising"
    label = "revising"
