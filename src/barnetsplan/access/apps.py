"""The gate as a Django app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """The one door to everything about a child."""

    name = "barnetsplan.access"
    label = "access"
