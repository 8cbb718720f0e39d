"""Finding who a proven name belongs to, and the unit that a code names."""

from uuid import UUID

from barnetsplan.accounts.models import Session
from barnetsplan.identity.models import StaffIdentifier, UnitCode
from barnetsplan.identity.reading import Identified
from barnetsplan.people.queries import by_number
from barnetsplan.vault.masters import keyed_hash
from barnetsplan.vault.sealing import Place


def name_hash(scheme: str, value: str) -> bytes:
    """The keyed hash under which a name of staff is found; directories differ in capitals, people do not."""
    return keyed_hash(f"{scheme}|{value.strip().casefold()}", purpose="staff-identifier")


def value_place(identifier: UUID) -> Place:
    """Where a sealed name of staff lies."""
    return Place("identity_staffidentifier", "sealed_value", identifier)


def person_of(who: Identified) -> UUID | None:
    """The one person whom a provider has told of: a citizen by number, a member of staff by a name of theirs.

    A citizen is never found by a name of staff, nor a member of staff by number (law.md IDN-02).
    """
    if who.number is not None:
        person = by_number(who.number)
        return None if person is None else person.pk
    hashes = [(scheme, name_hash(scheme, value)) for scheme, value in who.staff]
    found = {
        row.person_id
        for scheme, value_hash in hashes
        for row in StaffIdentifier.objects.filter(scheme=scheme, value_hash=value_hash, ended_at__isnull=True)
    }
    return found.pop() if len(found) == 1 else None


def units_of(who: Identified) -> frozenset[UUID] | None:
    """The units that a session may open: those that the sign-in names, or, where it names none, all of one's own."""
    if who.unit is None:
        return None
    scheme, code = who.unit
    return frozenset(UnitCode.objects.filter(scheme=scheme, code=code.casefold()).values_list("unit", flat=True))


def sessions_at_provider(provider_session: bytes) -> list[str]:
    """The keys of the sessions that began with one session at a provider."""
    return list(Session.objects.filter(provider_session=provider_session).values_list("session_key", flat=True))
