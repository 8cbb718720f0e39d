"""The room as a Django app."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Names and labels the room."""

    name = "barnetsplan.plans"
    label = "plans"
