"""Writing down that somebody proved who they are; every way of signing in does this first."""

from datetime import datetime
from uuid import UUID

from barnetsplan.accounts.models import SignIn
from barnetsplan.domain.vocabulary import SignInKind
from barnetsplan.vault.masters import keyed_hash


def record_sign_in(
    *,
    person: UUID,
    kind: SignInKind,
    way: str,
    at: datetime,
    issuer: str = "",
    acr: str = "",
    level: int = 0,
    transaction: str = "",
) -> SignIn:
    """Write down one proof, as the provider gave it. *Source:* law.md CON-01 (acr, identity provider, transaction)."""
    return SignIn.objects.create(
        person_id=person,
        kind=kind.value,
        way=way,
        issuer=issuer,
        acr=acr,
        level=level,
        transaction=transaction,
        at=at,
    )


def provider_session(issuer: str, sid: str) -> bytes:
    """By which a session is found again when its provider says that it has ended; nothing can be read from it."""
    return keyed_hash(f"{issuer}|{sid}", purpose="provider session")
