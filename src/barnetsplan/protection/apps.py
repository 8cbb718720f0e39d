"""The room as a Django app."""

from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    """Names and labels the room."""

    name = "barnetsplan.protection"
    label = "protection"
