"""From what a provider has signed to who somebody is, by the profile; the same for OpenID Connect and SAML."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from barnetsplan.domain.identity import IdentityNumber, parse
from barnetsplan.identity.faults import Fault, NotProven
from barnetsplan.identity.provider import Kind, Profile, Provider

_LONGEST: Final = 200
#: Schemes in which a name is worth nothing without who may give it: ``<name>@<organisation>``.
SCOPED: Final = frozenset({"org_affiliation", "eppn"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """One commission of care: whose, for what, and where (law.md IDN-10)."""

    employee: str
    commission: str
    purpose: str
    unit: str
    provider: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Identified:
    """Who has signed in, as their provider tells it; only one of the kinds' own names is there."""

    kind: Kind
    acr: str
    level: int
    transaction: str
    number: IdentityNumber | None = None
    staff: tuple[tuple[str, str], ...] = ()
    unit: tuple[str, str] | None = None
    care: Care | None = None
    session: str = ""


def identified(claims: Mapping[str, Any], *, provider: Provider, acr: object, session: str = "") -> Identified:
    """Who the claims tell of. *Raises:* ``NotProven`` when they do not let this kind of user in.

    *Source:* law.md IDN-02, IDN-03, IDN-10.
    """
    profile = provider.profile
    level = provider.level_of(issuer=provider.issuer, acr=acr, kind=profile.kind) if isinstance(acr, str) else None
    if level is None or not isinstance(acr, str):
        raise NotProven(Fault.LEVEL, "acr")
    common = {"kind": profile.kind, "acr": acr, "level": level, "session": session}
    transaction = text(claims, profile.transaction)
    if profile.kind == "citizen":
        return Identified(**common, transaction=transaction, number=_number(claims, profile))  # type: ignore[arg-type]
    staff = tuple(_staff(claims, provider))
    if not staff:
        raise NotProven(Fault.NO_STAFF_ID, "no name of staff")
    return Identified(
        **common,  # type: ignore[arg-type]
        transaction=transaction,
        staff=staff,
        unit=_unit(claims, profile),
        care=_care(claims, provider, staff[0][1]),
    )


def text(claims: Mapping[str, Any], name: str) -> str:
    """A claim as a text; of several values only the one that there is. *Raises:* ``NotProven`` for anything else."""
    value = claims.get(name)
    if isinstance(value, list | tuple):
        if len(value) > 1:
            raise NotProven(Fault.LIES, "two values where one is meant")
        value = value[0] if value else None
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > _LONGEST or not value.isprintable():
        raise NotProven(Fault.LIES, "a claim of another kind")
    return value.strip()


def _number(claims: Mapping[str, Any], profile: Profile) -> IdentityNumber:
    own = {found for name in profile.number if (found := text(claims, name))}
    mapped = {found for name in profile.mapped_number if (found := text(claims, name))}
    if own and mapped and own != mapped:
        raise NotProven(Fault.LIES, "two numbers")
    if not own and mapped:
        processes = {part.strip() for part in text(claims, profile.binding).split(";")}
        if not processes & set(profile.bindings):
            raise NotProven(Fault.UNBOUND_NUMBER, "identityBinding")
        own = mapped
    if not own:
        raise NotProven(Fault.NO_NUMBER, "no number")
    if len(own) > 1:
        raise NotProven(Fault.LIES, "two numbers")
    number = parse(own.pop())
    if not isinstance(number, IdentityNumber):
        raise NotProven(Fault.LIES, "no number that could exist")
    return number


def _staff(claims: Mapping[str, Any], provider: Provider) -> Iterator[tuple[str, str]]:
    for each in provider.profile.staff:
        value = text(claims, each.claim).casefold()
        if not value:
            continue
        # A directory may name its own people, and nobody else's (ASVS 6.8.1).
        if each.scheme in SCOPED and value.partition("@")[2] not in provider.row.organisations:
            raise NotProven(Fault.NO_STAFF_ID, "of another organisation")
        yield each.scheme, value


def _unit(claims: Mapping[str, Any], profile: Profile) -> tuple[str, str] | None:
    if profile.unit is None:
        return None
    code = text(claims, profile.unit.claim).casefold()
    if code:
        return profile.unit.scheme, code
    if profile.unit.required:
        raise NotProven(Fault.NO_COMMISSION, "no unit")
    return None


def _care(claims: Mapping[str, Any], provider: Provider, employee: str) -> Care | None:
    names, unit = provider.profile.commission, provider.profile.unit
    if names is None or unit is None:
        return None
    commission, purpose = text(claims, names.commission), text(claims, names.purpose)
    if not commission:
        raise NotProven(Fault.NO_COMMISSION, "no commission")
    if purpose.casefold() not in {agreed.casefold() for agreed in provider.row.purposes}:
        raise NotProven(Fault.PURPOSE, "commissionPurpose")
    return Care(
        employee=employee,
        commission=commission,
        purpose=purpose,
        unit=text(claims, unit.claim),
        provider=text(claims, names.provider),
    )
