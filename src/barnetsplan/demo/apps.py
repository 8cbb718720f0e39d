"""The room as a Django app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Names and labels the room."""

    name = "barnetsplan.demo"
    label = "demo"
