"""The room as a Django app."""

from django.apps import AppConfig


class KeepingConfig(AppConfig):
    """Names and labels the room."""

    name = "barnetsplan.keeping"
    label = "keeping"
