"""The floor as a Django app."""

from django.apps import AppConfig


class FloorConfig(AppConfig):
    """Named and labelled."""

    name = "tests.bench.floor"
    label = "floor"
