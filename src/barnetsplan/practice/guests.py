"""Those who are invited to one question or one plan from outside the system."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Guests:
    """For how long a guest can be invited at most, and what a guest is called. *Source:* law.md 5, LAW-06; ADR 0021."""

    max_months: int
    role: str
    provisional: bool
    source: str
