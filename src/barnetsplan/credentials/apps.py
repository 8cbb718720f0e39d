"""The room as a Django app."""

from django.apps import AppConfig


class CredentialsConfig(AppConfig):
    """Names and labels the room."""

    name = "barnetsplan.credentials"
    label = "credentials"
