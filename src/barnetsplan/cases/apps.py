"""The room as a Django app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Names and labels the room."""

    name = "barnetsplan.cases"
    label = "cases"
