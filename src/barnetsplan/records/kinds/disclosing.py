"""What is written when something is handed out on another ground than consent, and before anybody is asked for one."""

from dataclasses import dataclass, field
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from barnetsplan.records.kinds.base import Payload, location_bearing


@dataclass(frozen=True, slots=True)
class Extract(Payload):
    """What is handed out as it stood at that moment: copied, with a heading for each part, or written for this.

    *Source:* law.md LAW-05 (a frozen copy), ORO-04 (what is kept apart leaves no trace on the entry it came from).
    """

    KIND: ClassVar[str] = "extract"

    text: str = ""
    headings: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Informed(Payload):
    """What the family is told when something about the child was handed out: to whom, why it could be, what.

    *Source:* law.md LAW-05; the guard against pointless consent.
    """

    KIND: ClassVar[str] = "informed"
    REQUIRED: ClassVar[tuple[str, ...]] = ("recipient", "ground")

    recipient: str = field(metadata=location_bearing(_("en annan verksamhet")))
    ground: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class SharingDecision(Payload):
    """Before the family is asked: whether it is needed at all; the answer is the entry's ``outcome``.

    The service that it is about is the entry's ``responsible``.
    """

    KIND: ClassVar[str] = "sharing_decision"

    reason: str = ""


@dataclass(frozen=True, slots=True)
class ChildView(Payload):
    """What the child thinks of others being told, or why it has not been asked; whence is the entry's ``outcome``.

    It is the asking unit's own note, and stands in no question to the family.

    *Source:* law.md CRC-01; CRC art 12.
    """

    KIND: ClassVar[str] = "child_view"
    REQUIRED: ClassVar[tuple[str, ...]] = ("text",)

    text: str
