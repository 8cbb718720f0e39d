"""The room as a Django app."""

from django.apps import AppConfig


class HandoverConfig(AppConfig):
    """Names and labels the room."""

    name = "barnetsplan.handover"
    label = "handover"
