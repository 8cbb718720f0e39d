"""The room as a Django app."""

from django.apps import AppConfig


class GuestsConfig(AppConfig):
    """Names and labels the room."""

    name = "barnetsplan.guests"
    label = "guests"
