"""The room as a Django app."""

from django.apps import AppConfig


class NoticingConfig(AppConfig):
    """Names and labels the room."""

    name = "barnetsplan.noticing"
    label = "noticing"
