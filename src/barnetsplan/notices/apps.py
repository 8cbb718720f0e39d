"""The room as a Django app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Names and labels the room."""

    name = "barnetsplan.notices"
    label = "notices"
