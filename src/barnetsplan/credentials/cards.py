"""What the pages show beside their forms."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import segno

from barnetsplan.accounts.models import Assignment
from barnetsplan.credentials import totp
from barnetsplan.people.queries import names_of
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current

_ISSUER = "Barnets plan"
_GROUP = 4


@dataclass(frozen=True, slots=True)
class AppCard:
    """How an app gets its secret: a picture to point the telephone at, or letters to type."""

    picture: str
    letters: str


def app_card(secret: bytes) -> AppCard:
    """The secret as a picture, and as letters in groups."""
    words = totp.in_letters(secret)
    made = segno.make(totp.address(secret, name=_ISSUER, issuer=_ISSUER), error="m", micro=False)
    groups = (words[start : start + _GROUP] for start in range(0, len(words), _GROUP))
    return AppCard(picture=made.svg_data_uri(scale=5, border=4, dark="#000", light="#fff"), letters=" ".join(groups))


@dataclass(frozen=True, slots=True)
class ColleagueCard:
    """A colleague to invite."""

    id: UUID
    name: str
    role: str
    unit: str
    entries: tuple[UUID, ...] = ()


def colleague_card(_actor: Actor, colleague: Assignment, _at: datetime) -> ColleagueCard:
    """Who is to be invited."""
    return ColleagueCard(
        id=colleague.pk,
        name=names_of([colleague.person_id])[colleague.person_id],
        role=current().role(colleague.role).label,
        unit=colleague.unit.name,
    )
