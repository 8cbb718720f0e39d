"""The file that goes with an entry: sealed with the child's key, and opened for who may read the entry."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from barnetsplan.domain.protection import hides_place
from barnetsplan.domain.vocabulary import ActorKind, Relation
from barnetsplan.files.checking import Kept
from barnetsplan.policy.facts import Actor
from barnetsplan.records.models import Attachment, Entry
from barnetsplan.records.queries import visible_to
from barnetsplan.vault.models import Key
from barnetsplan.vault.sealing import Place, seal_bytes, unseal_bytes


@dataclass(frozen=True, slots=True)
class OpenAttachment:
    """A file opened for one who may read its entry."""

    entry: UUID
    kind: str
    content: bytes

    @property
    def entries(self) -> tuple[UUID, ...]:
        """Its entry, whose part it is."""
        return (self.entry,)


def _place(entry: UUID) -> Place:
    return Place("records_attachment", "sealed", entry)


def attach(*, entry: Entry, file: Kept, key: Key) -> Attachment:
    """Keep a file with an entry; called in the transaction that writes it. The same form sent twice keeps one."""
    earlier = Attachment.objects.filter(pk=entry.pk).first()
    if earlier is not None:
        return earlier
    made = Attachment(
        entry=entry,
        kind=file.kind,
        size=len(file.content),
        digest=hashlib.sha256(file.content).hexdigest(),
        sealed=seal_bytes(file.content, key=key, place=_place(entry.pk)),
    )
    made.save(force_insert=True)
    return made


def find_attachment(key: UUID) -> Attachment | None:
    """A file by its entry, with the child and its key."""
    return Attachment.objects.select_related("entry__child__person__key").filter(pk=key).first()


def relations_to_attachment(actor: Actor, attachment: Attachment, at: datetime) -> frozenset[Relation]:
    """Reading, exactly when the entry is visible to the party.

    Of a protected child no file is shown to the family: a picture can tell a place (law.md PROT-02, A9).
    """
    if actor.party is None:
        return frozenset()
    if actor.kind is ActorKind.FAMILY and hides_place(attachment.entry.child.protection):
        return frozenset()
    if not visible_to(actor.party_id, at=at).filter(pk=attachment.pk).exists():
        return frozenset()
    return frozenset({Relation.READS})


def open_attachment(_actor: Actor, attachment: Attachment, _at: datetime) -> OpenAttachment:
    """The file itself."""
    key = attachment.entry.child.person.key
    return OpenAttachment(
        entry=attachment.pk,
        kind=attachment.kind,
        content=unseal_bytes(attachment.sealed, key=key, place=_place(attachment.pk)),
    )
