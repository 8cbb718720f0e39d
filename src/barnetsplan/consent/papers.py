"""Signed papers: what may be kept, and keeping it sealed with the child's key; shown again through the gate alone.

A scan carries more than one sees: place, telephone, earlier pictures. What a picture does not need to be seen is taken
away before it is kept. The kind is told by the first bytes and never by a name (law.md 4.4; abuse case 34).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from barnetsplan.consent.models import ConsentPaper, ConsentRequest
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.policy.facts import Actor
from barnetsplan.vault.sealing import Place, unseal_bytes

MOST_BYTES: Final = 5_000_000
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
_PDF: Final = b"%PDF-"
#: What runs, opens or hides something else in a document; a scan has none of it.
_ACTIVE: Final = (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/Encrypt", b"/RichMedia", b"/XFA")
#: What a picture needs to be seen, and no more.
_PNG_PARTS: Final = frozenset({b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"sRGB", b"cHRM", b"pHYs", b"IDAT", b"IEND"})
_JPEG_START, _JPEG_END, _JPEG_DATA = b"\xff\xd8", b"\xff\xd9", 0xDA
#: Application segments that a picture needs: its density, and how its colours are stored.
_JPEG_NEEDED: Final = frozenset({0xE0, 0xEE})


@dataclass(frozen=True, slots=True)
class Scan:
    """A file as it will be kept."""

    kind: str
    content: bytes


@dataclass(frozen=True, slots=True)
class NewPaper:
    """A scanned paper: whose answer it is, signed on which day, and received by whom."""

    id: UUID
    request: ConsentRequest
    giver: UUID
    content: bytes
    signed_on: date
    by: Actor
    at: datetime


def checked(content: bytes) -> Scan | Refused:
    """The file as it will be kept, or why it cannot be."""
    if len(content) > MOST_BYTES:
        return Refused(Reason.PAPER_TOO_LARGE)
    try:
        return _checked(content)
    except (IndexError, ValueError):
        return Refused(Reason.NOT_A_PAPER)


def _checked(content: bytes) -> Scan | Refused:
    if content.startswith(_PDF) and b"%%EOF" in content[-2048:] and not any(word in content for word in _ACTIVE):
        return Scan("application/pdf", content)
    if content.startswith(_JPEG) and _JPEG_END in content:
        return Scan("image/jpeg", b"".join(_jpeg(content)))
    if content.startswith(_PNG):
        return Scan("image/png", _PNG + b"".join(_png(content)))
    return Refused(Reason.NOT_A_PAPER)


def _jpeg(content: bytes) -> Iterator[bytes]:
    """The segments before the picture that it needs, and the picture to its end."""
    yield _JPEG_START
    place = 2
    while True:
        marker, kind = content[place], content[place + 1]
        if marker != 0xFF:
            raise ValueError
        if kind == _JPEG_DATA:
            yield content[place : content.rindex(_JPEG_END) + 2]
            return
        end = place + 2 + int.from_bytes(content[place + 2 : place + 4], "big")
        if not (0xE0 <= kind <= 0xEF or kind == 0xFE) or kind in _JPEG_NEEDED:
            yield content[place:end]
        place = end


def _png(content: bytes) -> Iterator[bytes]:
    """The parts of the picture that it needs, to its end."""
    place = len(_PNG)
    while True:
        end = place + 12 + int.from_bytes(content[place : place + 4], "big")
        kind = content[place + 4 : place + 8]
        if end > len(content):
            raise ValueError
        if kind in _PNG_PARTS:
            yield content[place:end]
        if kind == b"IEND":
            return
        place = end


def paper_place(paper: UUID) -> Place:
    """Where a scanned paper lies sealed."""
    return Place("consent_consentpaper", "sealed", paper)


@dataclass(frozen=True, slots=True)
class OpenPaper:
    """A paper opened for who may read it."""

    kind: str
    content: bytes
    signed_on: date

    @property
    def entries(self) -> tuple[UUID, ...]:
        """A paper is no entry."""
        return ()


def find_paper(key: UUID) -> ConsentPaper | None:
    """A paper by id, with its child and key."""
    return ConsentPaper.objects.select_related("request__child__person__key").filter(pk=key).first()


def open_paper(_actor: Actor, paper: ConsentPaper, _at: datetime) -> OpenPaper:
    """The scanned paper itself."""
    key = paper.request.child.person.key
    return OpenPaper(paper.kind, unseal_bytes(paper.sealed, key=key, place=paper_place(paper.pk)), paper.signed_on)
