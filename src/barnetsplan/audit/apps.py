"""The log as a Django app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The tamper-evident log."""

    name = "barnetsplan.audit"
    label = "audit"
