"""The room as a Django app."""

from django.apps import AppConfig


class GatheringConfig(AppConfig):
    """Names and labels the room."""

    name = "barnetsplan.gathering"
    label = "gathering"
