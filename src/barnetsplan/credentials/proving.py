"""Proving who one is with a local account: by password and code, or by passkey.

Whatever was wrong, the answer is the same nothing, after the same work: whether there is such an account cannot be
told from it (law.md 4.1, ASVS 6.3.8).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password

from barnetsplan.credentials import actions, codes, passkeys, totp
from barnetsplan.credentials.attempts import forget, may_try, trying
from barnetsplan.credentials.devices import Device
from barnetsplan.credentials.models import LocalAccount
from barnetsplan.credentials.queries import account_named, passkey_named, totp_place
from barnetsplan.organisations.models import Unit
from barnetsplan.vault.sealing import unseal_bytes

_HIGH: Final = 3
_LOW: Final = 2
_NO_SECRET: Final = bytes(totp.SECRET_BYTES)
#: Longer than this nobody types, and hashing it would be work for a stranger to give us.
LONGEST_PASSWORD: Final = 200


@dataclass(frozen=True, slots=True)
class Tried:
    """What somebody typed, and from where."""

    name: str
    password: str
    code: str
    address: str
    device: Device | None = None


@dataclass(frozen=True, slots=True)
class Proved:
    """Who somebody is, by which account, and how surely; ``units`` are those that the account can open."""

    account: UUID
    generation: int
    person: UUID
    way: str
    level: int
    units: Collection[UUID]


def by_password(tried: Tried, *, at: datetime) -> Proved | None:
    """Prove by password and code: both are looked at, whatever is wrong with one."""
    account = account_named(tried.name, at=at)
    known = _known(tried.device, account)
    who = trying(tried.name.strip().lower(), tried.address, device=known)
    if len(tried.password) > LONGEST_PASSWORD or not may_try(who, at=at):
        return None
    step = totp.step_of(_secret_of(account), tried.code.strip(), at=at)
    right = check_password(tried.password, account.password if account else _nobodys_password())
    if account is None or not right:
        return None
    way = _second_step(account, tried.code, step, at)
    if not way:
        return None
    forget(who, at=at)
    return _proved(account, way)


def _known(device: Device | None, account: LocalAccount | None) -> str:
    if device is None or account is None:
        return ""
    same = (device.account, device.generation) == (account.pk, account.generation)
    return device.id if same else ""


def _secret_of(account: LocalAccount | None) -> bytes:
    if account is None or account.sealed_totp is None:
        return _NO_SECRET
    return unseal_bytes(account.sealed_totp, key=account.key, place=totp_place(account.pk))


@cache
def _nobodys_password() -> str:
    """What is checked where there is no account, so that it takes as long."""
    return make_password("nobody has this password")


def _second_step(account: LocalAccount, code: str, step: int | None, at: datetime) -> str:
    if account.sealed_totp is not None and step is not None:
        return "totp" if actions.use_step(account=account.pk, step=step, at=at) else ""
    return "recovery" if actions.use_recovery_code(account=account.pk, code=codes.typed(code), at=at) else ""


def by_passkey(state: passkeys.State, answer: str, *, at: datetime) -> Proved | None:
    """Prove by a passkey; it cannot be guessed, so nothing is counted and nobody can use anything up."""
    said = passkeys.read(answer)
    credential = passkeys.credential_of(said) if said else None
    found = passkey_named(credential, at=at) if credential else None
    if said is None or found is None:
        return None
    uses = passkeys.proved(state, said, bytes(found.public))
    if uses is None or not actions.use_passkey(passkey=found.pk, uses=uses, at=at):
        return None
    return _proved(found.account, "passkey")


def _proved(account: LocalAccount, way: str) -> Proved:
    units = Unit.objects.filter(domain__organisation=account.organisation_id).values_list("pk", flat=True)
    return Proved(
        account=account.pk,
        generation=account.generation,
        person=account.person_id,
        way=way,
        level=level_of(account.organisation.code),
        units=frozenset(units),
    )


def level_of(organisation: str) -> int:
    """How surely an organisation's local accounts prove who somebody is.

    The operator lists those that see to it, with the person before them, who gets an account; for all others it is
    the second level, which opens nothing about a child but what one writes oneself.

    *Source:* law.md IDN-20 ([HUMAN]: whether the second level with FIDO2 is accepted at all); ADR 0020.
    """
    return _HIGH if organisation in settings.LOCAL_LEVEL_3 else _LOW
