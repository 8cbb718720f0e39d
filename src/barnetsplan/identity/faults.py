"""Why somebody is not signed in through a provider; each has its sentence in ``words``."""

from enum import StrEnum


class Fault(StrEnum):
    """What went wrong, for the log and for the sentence; never a value out of an answer."""

    STALE = "stale"
    CANCELLED = "cancelled"
    DOWN = "down"
    LIES = "lies"
    CLOCK = "clock"
    LEVEL = "level"
    NO_NUMBER = "no_number"
    UNBOUND_NUMBER = "unbound_number"
    NO_STAFF_ID = "no_staff_id"
    NO_COMMISSION = "no_commission"
    PURPOSE = "purpose"
    UNKNOWN = "unknown"
    OTHER_PERSON = "other_person"
    CROWDED = "crowded"


class NotProven(Exception):
    """An answer of a provider does not prove who somebody is; ``detail`` names the check, never a value."""

    def __init__(self, fault: Fault, detail: str) -> None:
        """Keep the two; the detail goes to the log."""
        super().__init__(f"{fault}: {detail}")
        self.fault = fault
        self.detail = detail
