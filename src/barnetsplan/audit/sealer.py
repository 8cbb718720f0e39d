"""The sealer gives committed events their place in the tree, one sealer at a time (ADR 0006)."""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from barnetsplan.audit.merkle import Tree
from barnetsplan.audit.models import AuditEvent, Checkpoint, SealedEvent
from barnetsplan.audit.witness import sign_checkpoint

#: Any constant number works; it names this lock among the advisory locks of the database.
_LOCK = 20_180_601
_BATCH = 5_000


def seal(*, at: datetime) -> int:
    """Seal up to one batch of events that have no place yet and return how many.

    They are found by anti-join: an event that began early and committed late has no gap to fall into.
    """
    with transaction.atomic():
        _take_lock()
        tree = newest_tree()
        batch = list(waiting().values_list("pk", "leaf")[:_BATCH])
        if not batch:
            return 0
        SealedEvent.objects.bulk_create(
            SealedEvent(position=tree.size + offset, event=event) for offset, (event, _) in enumerate(batch)
        )
        tree.grow(bytes(leaf) for _, leaf in batch)
        signed = sign_checkpoint(tree.size, tree.root, at)
        Checkpoint.objects.create(
            size=tree.size,
            root=tree.root,
            frontier=tree.to_bytes(),
            at=at,
            signed_by=signed.key_id,
            signature=signed.signature,
        )
    return len(batch)


def waiting() -> QuerySet[AuditEvent]:
    """Events that have no place yet, by moment and id, as they will be placed."""
    placed = SealedEvent.objects.filter(event=OuterRef("pk"))
    return AuditEvent.objects.filter(~Exists(placed)).order_by("at", "pk")


def newest_tree() -> Tree:
    """The tree as the newest checkpoint left it."""
    newest = Checkpoint.objects.order_by("-size").first()
    if newest is None:
        return Tree()
    return Tree.from_bytes(newest.size, bytes(newest.frontier))


def _take_lock() -> None:
    # SQLite begins every write transaction IMMEDIATE, so that the transaction itself is the lock.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
