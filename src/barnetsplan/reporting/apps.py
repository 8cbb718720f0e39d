"""The room as a Django app."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Names and labels the room."""

    name = "barnetsplan.reporting"
    label = "reporting"
