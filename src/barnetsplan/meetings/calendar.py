"""Meetings as calendars take them (RFC 5545, 5546): when, and nothing else (law.md NOT-05).

A calendar lies open on a telephone, at work and at a supplier's. The title is the same for everybody, and there is no
name, no place and no description; who reads it knows that it is time to look on the own page.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from barnetsplan.domain.periods import STOCKHOLM

if TYPE_CHECKING:
    from icalendar import Event, Timezone

PUBLISH: Final = "PUBLISH"
REQUEST: Final = "REQUEST"
CANCEL: Final = "CANCEL"
_MAKER: Final = "-//Barnets plan//SV"
_WINTER, _SUMMER, _SPRING = timedelta(hours=1), timedelta(hours=2), 3
_LAST_SUNDAYS_OF_1996: Final = {3: 31, 10: 27}
#: A calendar knows an event by its id; each who is called has another, so that two calendars have none in common.
_NAMES: Final = UUID("6f1f7b2e-3f0a-4a55-9d2f-5c1b1c2f7a10")


@dataclass(frozen=True, slots=True)
class Slot:
    """A meeting as one of the called has it in the calendar; ``sequence`` grows each time it is moved or called off."""

    meeting: UUID
    party: UUID
    starts_at: datetime
    minutes: int
    sequence: int
    is_off: bool
    stamped_at: datetime

    @property
    def uid(self) -> str:
        """The id of the event, the same however often it is moved."""
        return str(uuid5(_NAMES, f"{self.meeting}.{self.party}"))


def as_file(slot: Slot) -> bytes:
    """The file on the page of the call: an invitation, or that the meeting is called off."""
    return _made([slot], method=CANCEL if slot.is_off else REQUEST)


def as_feed(slots: Iterable[Slot]) -> bytes:
    """Everything that somebody is called to, for a calendar that asks now and then."""
    return _made(slots, method=PUBLISH)


def _made(slots: Iterable[Slot], *, method: str) -> bytes:
    from icalendar import Calendar  # noqa: PLC0415  # slow to load: who makes a calendar pays for it

    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(_swedish_time())
    for slot in slots:
        calendar.add_component(_event(slot, method=method))
    made: bytes = calendar.to_ical()
    return made


def _swedish_time() -> "Timezone":
    """Swedish time by its rule: calendars that know no zones read it from here.

    The library's own lists every change of the clock instead, which other readers take for winter all the year.
    """
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard  # noqa: PLC0415  # as above

    zone = Timezone()
    zone.add("tzid", STOCKHOLM.key)
    for part, name, month, before, after in (
        (TimezoneDaylight(), "CEST", 3, _WINTER, _SUMMER),
        (TimezoneStandard(), "CET", 10, _SUMMER, _WINTER),
    ):
        hour = 2 if month == _SPRING else 3
        part.add("dtstart", datetime(1996, month, _LAST_SUNDAYS_OF_1996[month], hour))  # noqa: DTZ001  # local time
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", name)
        zone.add_component(part)
    return zone


def _event(slot: Slot, *, method: str) -> "Event":
    from icalendar import Event, vUri  # noqa: PLC0415  # as above

    event = Event()
    local = slot.starts_at.astimezone(STOCKHOLM)
    event.add("uid", slot.uid)
    event.add("dtstamp", slot.stamped_at)
    event.add("dtstart", local)
    # Counted on the clock that does not jump: an hour is an hour on the night when the clocks are changed.
    event.add("dtend", (slot.starts_at + timedelta(minutes=slot.minutes)).astimezone(STOCKHOLM))
    event.add("sequence", slot.sequence)
    event.add("status", "CANCELLED" if slot.is_off else "CONFIRMED")
    event.add("summary", _("Möte"))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT" if slot.is_off else "OPAQUE")
    if method != PUBLISH:
        # A call names who calls and who is called (RFC 5546 3.2.2); these addresses lead to nobody.
        event.add("organizer", vUri(f"urn:uuid:{uuid5(_NAMES, str(slot.meeting))}"))
        event.add("attendee", vUri(f"urn:uuid:{slot.uid}"))
    return event
