"""The room as a Django app."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Names and labels the room."""

    name = "barnetsplan.records"
    label = "records"
