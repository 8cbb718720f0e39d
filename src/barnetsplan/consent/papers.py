"""Signed papers: kept sealed with the child's key, and shown again through the gate alone."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from barnetsplan.consent.models import ConsentPaper, ConsentRequest
from barnetsplan.policy.facts import Actor
from barnetsplan.vault.sealing import Place, unseal_bytes


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
