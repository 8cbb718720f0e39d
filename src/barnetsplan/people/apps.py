"""The room as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Names and labels the room."""

    name = "barnetsplan.people"
    label = "people"
