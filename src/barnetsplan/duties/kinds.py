"""What is raised for the one who reviews the log, and what can come of it; stored words, never changed."""

from enum import StrEnum


class RaisedKind(StrEnum):
    """Why reading is looked at (law.md 5, abuse cases 4, 16, 17 and 32)."""

    MANY_CHILDREN = "many_children"
    REFUSED_OFTEN = "refused_often"
    OWN_FAMILY = "own_family"
    SAME_SURNAME = "same_surname"
    EMERGENCY = "emergency"
    SAMPLE = "sample"


class Weighing(StrEnum):
    """What the reviewer found (PDL 4:3; HSLF-FS 2016:40 4:9: the check is documented)."""

    IN_ORDER = "in_order"
    TALKED = "talked"
    REPORTED = "reported"
