"""The room as a Django app."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """Names and labels the room."""

    name = "barnetsplan.identity"
    label = "identity"
