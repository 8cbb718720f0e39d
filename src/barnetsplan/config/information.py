"""What every column holds, and how long it is kept: the one register of information (law.md GDPR-01, ARK-04).

It stands on the top floor, beside the settings, because it speaks of every room and no room may know the others;
it is plain data with names and no imports, so that an officer for data protection can read it from end to end.
A new field is written here first; the house rules name the one that is missing.
"""

from collections.abc import Mapping
from typing import Final

from barnetsplan.config.information_held import HELD
from barnetsplan.config.information_work import WORK
from barnetsplan.config.retention import RULES, Information, Retention

__all__ = ("MODELS", "RULES", "Information", "Retention", "registered")

#: Model -> its retention, and its fields by what they hold.
MODELS: Final[Mapping[str, tuple[Retention, Mapping[Information, str]]]] = {**HELD, **WORK}


def registered() -> Mapping[str, tuple[Information, Retention]]:
    """Each field as ``room.Model.field`` -> what it holds and how long it is kept."""
    return {
        f"{model}.{field}": (holds, retention)
        for model, (retention, fields) in MODELS.items()
        for holds, names in fields.items()
        for field in names.split()
    }
