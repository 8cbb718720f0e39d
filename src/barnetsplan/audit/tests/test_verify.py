"""``log verify`` names the first bad row, whatever somebody with power over the database has done to it."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from barnetsplan.audit.merkle import leaf_hash
from barnetsplan.audit.models import AuditEvent, Checkpoint, SealedEvent
from barnetsplan.audit.sealer import seal
from barnetsplan.audit.tests.events import AT, event_at, happened
from barnetsplan.audit.verify import verify
from barnetsplan.records import append_only


@pytest.fixture
def log(db: None) -> Iterator[None]:
    """Seven events: positions 0 to 2 under the first checkpoint, 3 to 6 under the second; and the triggers are off."""
    for minutes in range(3):
        happened(minutes)
    seal(at=AT)
    for minutes in range(3, 7):
        happened(minutes)
    seal(at=AT)
    append_only.remove()
    yield
    append_only.install()


def change(position: int, **columns: object) -> None:
    AuditEvent.objects.filter(pk=event_at(position).pk).update(**columns)


def test_an_untouched_log_is_whole(log: None) -> None:
    happened(7)

    assert verify().fault == ""
    assert (verify().sealed, verify().unsealed) == (7, 1)


def change_content() -> str:
    event = event_at(4)
    change(4, canonical=bytes(event.canonical).replace(b"child:open", b"child:read"))
    return f"position 4, event {event.pk}: the content was changed"


def change_a_column() -> str:
    change(4, person=uuid4())
    return f"position 4, event {event_at(4).pk}: a column differs from the content"


def change_the_moment() -> str:
    change(4, at=F("at") - timedelta(days=1))
    return f"position 4, event {event_at(4).pk}: a column differs from the content"


def hide_a_refusal() -> str:
    change(4, permitted=False)
    return f"position 4, event {event_at(4).pk}: a column differs from the content"


def delete_an_event() -> str:
    gone = event_at(4).pk
    AuditEvent.objects.filter(pk=gone).delete()
    return f"position 4, event {gone}: the event is gone"


def delete_a_place() -> str:
    SealedEvent.objects.get(position=4).delete()
    return "position 4: missing"


def delete_the_first_place() -> str:
    SealedEvent.objects.get(position=0).delete()
    return "position 0: missing"


def delete_the_last_place() -> str:
    SealedEvent.objects.get(position=6).delete()
    return "position 6: missing"


def delete_event_and_place() -> str:
    event_at(4).delete()
    SealedEvent.objects.get(position=4).delete()
    return "position 4: missing"


def reorder_within_a_checkpoint() -> str:
    first, second = event_at(4).pk, event_at(6).pk
    SealedEvent.objects.filter(position__in=[4, 6]).delete()
    SealedEvent.objects.create(position=4, event=second)
    SealedEvent.objects.create(position=6, event=first)
    return f"position 4, event {second}: out of order"


def reorder_across_checkpoints() -> str:
    first, second = event_at(1).pk, event_at(5).pk
    SealedEvent.objects.filter(position__in=[1, 5]).delete()
    SealedEvent.objects.create(position=1, event=second)
    SealedEvent.objects.create(position=5, event=first)
    return f"position 1, event {second}: out of order"


def forge_content_and_leaf() -> str:
    event = event_at(4)
    forged = bytes(event.canonical).replace(b"bvc_nurse", b"bvc_doctor")
    change(4, canonical=forged, leaf=leaf_hash(forged))
    return "positions 3 to 6: the tree differs from its checkpoint"


def forge_a_root() -> str:
    Checkpoint.objects.filter(size=7).update(root=b"0" * 32)
    return "positions 3 to 6: the tree differs from its checkpoint"


def forge_a_frontier() -> str:
    Checkpoint.objects.filter(size=7).update(frontier=b"0" * 64)
    return "positions 3 to 6: the tree differs from its checkpoint"


def delete_the_last_checkpoint() -> str:
    Checkpoint.objects.get(size=7).delete()
    return "position 3: no checkpoint covers the places from here to 6"


def change_before_sealing() -> str:
    event_id = happened(8)
    AuditEvent.objects.filter(pk=event_id).update(act="child:read")
    return f"event {event_id}, not sealed yet: a column differs from the content"


DEEDS = [
    change_content,
    change_a_column,
    change_the_moment,
    hide_a_refusal,
    delete_an_event,
    delete_a_place,
    delete_the_first_place,
    delete_the_last_place,
    delete_event_and_place,
    reorder_within_a_checkpoint,
    reorder_across_checkpoints,
    forge_content_and_leaf,
    forge_a_root,
    forge_a_frontier,
    delete_the_last_checkpoint,
    change_before_sealing,
]


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
def test_the_first_bad_row_is_named(log: None, deed: Callable[[], str]) -> None:
    named = deed()

    assert verify().fault == named


def test_of_two_bad_rows_the_first_is_named(log: None) -> None:
    change(5, act="x")
    change(2, act="x")

    assert verify().fault.startswith("position 2,")


def test_the_command_says_that_a_log_is_whole(log: None, capsys: pytest.CaptureFixture[str]) -> None:
    happened(9)

    call_command("log", "verify")

    assert capsys.readouterr().out == "The log is whole: 7 sealed events, 1 waiting for the sealer.\n"


def test_the_command_fails_on_a_broken_log_and_names_the_row(log: None) -> None:
    change(4, act="x")

    with pytest.raises(CommandError, match=r"broken at position 4, event .* Sound until there: 3 events"):
        call_command("log", "verify")
