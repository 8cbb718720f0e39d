"""The one pen: the bytes that are hashed, and that a change commits with its trace or not at all."""

import uuid
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction

from barnetsplan.audit import queries
from barnetsplan.audit.merkle import leaf_hash
from barnetsplan.audit.models import AuditEvent
from barnetsplan.audit.queries import announced, reads_about_child
from barnetsplan.audit.record import Event, canonical_bytes, record
from barnetsplan.audit.tests.events import AT, CHILD, NURSE, happened
from barnetsplan.domain.vocabulary import ActorKind
from barnetsplan.policy.facts import NOBODY, Actor
from barnetsplan.vault.models import Key
from tests.no_log import no_room_in_the_log

EVENT = Event(
    act="concern:open",
    at=AT,
    actor=NURSE,
    code="recipient_opens_concern",
    child=CHILD,
    thing=UUID(int=5),
    entries=[UUID(int=9), UUID(int=8)],
    more={"ground": "consent_12_2"},
)


def test_the_canonical_bytes_are_these_and_stay_these() -> None:
    """Changing them would make every sealed event unverifiable."""
    assert canonical_bytes(UUID(int=7), EVENT).decode() == (
        '{"act":"concern:open","assignment":"00000000-0000-0000-0000-000000000003",'
        '"at":"2026-09-07T08:00:00.000000+00:00","child":"00000000-0000-0000-0000-000000000004",'
        '"code":"recipient_opens_concern","entries":["00000000-0000-0000-0000-000000000008",'
        '"00000000-0000-0000-0000-000000000009"],"id":"00000000-0000-0000-0000-000000000007","kind":"staff",'
        '"more":{"ground":"consent_12_2"},"party":"00000000-0000-0000-0000-000000000002","permitted":true,'
        '"person":"00000000-0000-0000-0000-000000000001","role":"bvc_nurse",'
        '"thing":"00000000-0000-0000-0000-000000000005"}'
    )


def test_one_moment_has_the_same_bytes_in_every_time_zone() -> None:
    in_sweden = replace(EVENT, at=AT.astimezone(ZoneInfo("Europe/Stockholm")))

    assert canonical_bytes(UUID(int=7), in_sweden) == canonical_bytes(UUID(int=7), EVENT)


@pytest.mark.parametrize(
    "otherwise",
    [
        {"act": "concern:send"},
        {"at": datetime(2026, 9, 7, 8, 0, 0, 1, tzinfo=AT.tzinfo)},
        {"actor": NOBODY},
        {"permitted": False},
        {"code": ""},
        {"child": None},
        {"thing": UUID(int=6)},
        {"entries": [UUID(int=9)]},
        {"more": {}},
    ],
)
def test_everything_that_an_event_tells_is_in_its_bytes(otherwise: dict[str, Any]) -> None:
    assert canonical_bytes(UUID(int=7), replace(EVENT, **otherwise)) != canonical_bytes(UUID(int=7), EVENT)


def test_a_recorded_event_holds_its_bytes_and_their_leaf(db: None) -> None:
    event_id = record(EVENT)

    row = AuditEvent.objects.get(pk=event_id)

    assert bytes(row.canonical) == canonical_bytes(event_id, EVENT)
    assert bytes(row.leaf) == leaf_hash(bytes(row.canonical))
    assert (row.at, row.act, row.person, row.child) == (AT, "concern:open", NURSE.person, CHILD)
    assert str(row) == str(event_id)


def test_no_name_reaches_the_log(db: None) -> None:
    named = Actor(kind=ActorKind.FAMILY, person=UUID(int=1), party=UUID(int=1), name="Sara Lindqvist", unit_name="BVC")

    row = AuditEvent.objects.get(pk=record(replace(EVENT, actor=named)))

    assert b"Sara" not in bytes(row.canonical)
    assert b"BVC" not in bytes(row.canonical)


def test_what_cannot_be_recorded_does_not_happen(db: None) -> None:
    def change() -> None:
        with transaction.atomic():
            Key.objects.create(wrapped=b"", master="master-1", made_at=AT)
            record(EVENT)

    with no_room_in_the_log(), pytest.raises(DatabaseError, match="full"):
        change()

    assert not Key.objects.exists()
    change()
    assert Key.objects.count() == AuditEvent.objects.count() == 1


def test_the_reads_about_a_child_are_permitted_ones_newest_first(db: None) -> None:
    first, second = happened(0), happened(1)
    happened(2, act="draft:save")
    record(replace(EVENT, act="child:open", permitted=False))
    record(replace(EVENT, act="child:open", child=uuid.uuid4()))

    reads = list(reads_about_child(CHILD, acts=["child:open"], first=10, not_by=uuid.uuid4()))

    assert [read.id for read in reads] == [second, first]
    assert [read.rule for read in reads] == ["", ""]


def test_pdl_04_the_reads_go_on_as_far_back_as_one_asks(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("barnetsplan.audit.queries._AT_A_TIME", 2)
    queries._before.cache_clear()
    wanted = {"acts": ["child:open"], "not_by": uuid.uuid4()}
    same = [happened(0) for _ in range(4)]
    others = [happened(minute) for minute in (1, 2, 3)]

    reads = [read.id for read in reads_about_child(CHILD, first=1, **wanted)]  # type: ignore[arg-type]

    queries._before.cache_clear()
    assert reads[:3] == others[::-1]
    assert sorted(reads[3:]) == sorted(same)


def test_ones_own_reads_can_be_left_out(db: None) -> None:
    happened(0)

    assert list(reads_about_child(CHILD, acts=["child:open"], first=5, not_by=EVENT.actor.party_id)) == []


def test_what_is_announced_comes_with_its_codes(db: None) -> None:
    record(replace(EVENT, act="emergency:told", more={"unit": "u"}))
    record(replace(EVENT, act="emergency:told", permitted=False))

    assert [one.more for one in announced(CHILD, act="emergency:told")] == [{"unit": "u"}]
