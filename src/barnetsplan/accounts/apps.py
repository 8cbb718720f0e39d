"""The room as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Names and labels the room."""

    name = "barnetsplan.accounts"
    label = "accounts"
