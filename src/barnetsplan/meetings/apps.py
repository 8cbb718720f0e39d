"""The room as a Django app."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Names and labels the room."""

    name = "barnetsplan.meetings"
    label = "meetings"
