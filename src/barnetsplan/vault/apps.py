"""The vault as a Django app."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Sealing of names, numbers and everything written."""

    name = "barnetsplan.vault"
    label = "vault"
