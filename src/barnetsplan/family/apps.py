"""The room as a Django app."""

from django.apps import AppConfig


class FamilyConfig(AppConfig):
    """Names and labels the room."""

    name = "barnetsplan.family"
    label = "family"
