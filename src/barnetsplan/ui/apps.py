"""The Django app of the look."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Base pages, components, style sheet and icons."""

    name = "barnetsplan.ui"
    label = "ui"
