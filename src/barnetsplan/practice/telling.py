"""The parts of a practice model that are about telling people that something waits."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Messages:
    """Messages out of the program: their name for it, how often at the most, and when. *Source:* law.md NOT-01, NOT-02.

    ``safe_from`` and ``safe_until`` are the hours between which nobody is disturbed unless they have chosen others.
    """

    service_name: str
    at_once_minutes: int
    daily_hour: int
    safe_from: int
    safe_until: int
    remind_days: int
    code_minutes: int
    code_tries: int
    codes_a_day: int
    provisional: bool
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LateActions:
    """So many days after its date an action that nobody has told of is told on, one step at a time.

    *Source:* interface.md rule 2: first to the unit that owns it, and to staff only.
    """

    person_days: int
    unit_days: int
    bba_days: int
    coordinator_days: int
    provisional: bool
    source: str
