"""The room as a Django app."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """Names and labels the room."""

    name = "barnetsplan.duties"
    label = "duties"
