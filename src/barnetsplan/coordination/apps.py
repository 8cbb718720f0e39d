"""The room as a Django app."""

from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    """Names and labels the room."""

    name = "barnetsplan.coordination"
    label = "coordination"
