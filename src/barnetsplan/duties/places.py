"""Where each sealed text of the room lies."""

from django.db.models import Model

from barnetsplan.vault.sealing import Place

_COLUMNS = {
    "Weighed": "sealed",
    "EmergencyWeighed": "sealed",
    "EmergencyOpening": "sealed_reason",
    "Replayed": "sealed_reason",
}


def place_of(row: Model) -> Place:
    """The place of the one sealed text that a row has."""
    return Place(row._meta.db_table, _COLUMNS[type(row).__name__], row.pk)  # Django's own public description
