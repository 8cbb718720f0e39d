"""The room as a Django app."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Names and labels the room."""

    name = "barnetsplan.work"
    label = "work"
