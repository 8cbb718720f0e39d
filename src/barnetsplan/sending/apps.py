"""The room as a Django app."""

from django.apps import AppConfig


class SendingConfig(AppConfig):
    """Names and labels the room."""

    name = "barnetsplan.sending"
    label = "sending"
