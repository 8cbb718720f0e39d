"""Every write of the room: names of staff, codes of units, and what is kept of a sign-in through a provider."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from barnetsplan.accounts.models import Session, SignIn
from barnetsplan.accounts.signing import provider_session, record_sign_in
from barnetsplan.domain.vocabulary import SignInKind
from barnetsplan.identity.models import Commission, StaffIdentifier, UnitCode
from barnetsplan.identity.provider import Provider
from barnetsplan.identity.queries import name_hash, sessions_at_provider, value_place
from barnetsplan.identity.reading import Identified
from barnetsplan.organisations.models import Unit
from barnetsplan.people.models import Person
from barnetsplan.vault.sealing import seal


class NameTaken(Exception):
    """A name of staff belongs to somebody else; a directory never gives it to two (EPPN, HSA-id)."""


def give_name(*, person: Person, scheme: str, value: str, at: datetime) -> StaffIdentifier:
    """Let a member of staff be known by a name of their directory; the same again changes nothing.

    *Raises:* ``NameTaken``.
    """
    value_hash = name_hash(scheme, value)
    known = StaffIdentifier.objects.filter(scheme=scheme, value_hash=value_hash, ended_at__isnull=True).first()
    if known is not None:
        if known.person_id != person.pk:
            raise NameTaken
        return known
    row = StaffIdentifier(person=person, scheme=scheme, value_hash=value_hash, given_at=at)
    row.sealed_value = seal(value.strip(), key=person.key, place=value_place(row.pk))
    row.save(force_insert=True)
    return row


def end_names(person: UUID, *, at: datetime) -> int:
    """Let nobody sign in by any name of a person any more; returns how many there were (law.md IDN-23)."""
    return StaffIdentifier.objects.filter(person=person, ended_at__isnull=True).update(ended_at=at)


def give_code(*, unit: Unit, scheme: str, code: str) -> UnitCode:
    """Let a unit be known by a code; the code of another unit is not taken from it."""
    return UnitCode.objects.get_or_create(scheme=scheme, code=code.strip().casefold(), defaults={"unit": unit})[0]


@transaction.atomic
def write_down(*, person: UUID, who: Identified, provider: Provider, at: datetime) -> SignIn:
    """Write down one sign-in as its provider told it, with its commission (law.md CON-01, IDN-10)."""
    sign_in = record_sign_in(
        person=person,
        kind=SignInKind(who.kind),
        way=provider.key,
        issuer=provider.issuer,
        acr=who.acr,
        level=who.level,
        transaction=who.transaction,
        at=at,
    )
    if who.care is not None:
        Commission.objects.create(
            sign_in=sign_in,
            employee_hash=name_hash("hsa", who.care.employee),
            commission=who.care.commission,
            purpose=who.care.purpose,
            unit_code=who.care.unit,
            provider_code=who.care.provider,
        )
    return sign_in


def end_sessions(provider: Provider, names: list[str]) -> int:
    """End every session that began with these sessions at a provider; returns how many."""
    keys = [key for name in names for key in sessions_at_provider(provider_session(provider.issuer, name))]
    Session.objects.filter(pk__in=keys).delete()
    return len(keys)
