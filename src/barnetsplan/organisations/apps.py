"""Organisations as a Django app."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Organisations, their secrecy domains and their units."""

    name = "barnetsplan.organisations"
    label = "organisations"
