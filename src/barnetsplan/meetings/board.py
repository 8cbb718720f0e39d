"""The board: lines that everybody in the room sees being written, turned into entries when the meeting is finished."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.protection import hides_place
from barnetsplan.meetings.models import BoardLine, Meeting
from barnetsplan.meetings.pulse import beat
from barnetsplan.people.models import Person
from barnetsplan.plans.models import Version, VersionItem
from barnetsplan.policy.facts import Actor
from barnetsplan.records.actions import NewEntry, write_entry
from barnetsplan.records.kinds import (
    Action,
    Dissent,
    Goal,
    MeetingNote,
    Payload,
    Sip,
    from_json,
    to_json,
    without_place,
)
from barnetsplan.records.models import Entry
from barnetsplan.records.queries import entry_place
from barnetsplan.vault.models import Key
from barnetsplan.vault.sealing import Place, seal, unseal

#: The detail of a refusal: somebody else has changed the line since it was opened, or taken it off.
CHANGED: Final = "changed"
GONE: Final = "gone"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the board, opened: its content and whom it concerns."""

    id: UUID
    payload: Payload
    voice: UUID | None
    area: str
    responsible: UUID | None
    about: UUID | None
    due_on: date | None
    carries: UUID | None
    replaces: UUID | None
    version: int

    @property
    def kind(self) -> str:
        """The kind of entry that the line becomes."""
        return self.payload.KIND


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line to be written on the board; ``about`` is the line that it belongs to (a goal, or what one differs on)."""

    id: UUID
    payload: Payload
    voice: UUID | None = None
    area: str = ""
    responsible: UUID | None = None
    about: UUID | None = None
    due_on: date | None = None
    carries: UUID | None = None


def _place(line: UUID) -> Place:
    return Place("meetings_boardline", "sealed", line)


def _key(child: UUID) -> Key:
    return Key.objects.get(pk=Person.objects.values_list("key", flat=True).get(pk=child))


def write_line(*, meeting: Meeting, line: NewLine, by: Actor, at: datetime) -> BoardLine | Refused:
    """Write a line; the same form sent twice writes it once, and an id that is taken elsewhere writes nothing.

    Every line is its own row, so that two who write at the same moment never lose one.
    """
    earlier = BoardLine.objects.filter(pk=line.id).first()
    if earlier is not None:
        return earlier if earlier.meeting_id == meeting.pk else Refused(Reason.WRONG_STATE)
    if Entry.objects.filter(pk=line.id).exists():
        return Refused(Reason.WRONG_STATE)
    if line.payload.KIND == Sip.KIND and BoardLine.objects.filter(meeting=meeting, kind=Sip.KIND).exists():
        # A plan is a SIP once: somebody else has just written it.
        return Refused(Reason.WRONG_STATE, detail=CHANGED)
    row = BoardLine(
        id=line.id,
        meeting=meeting,
        kind=line.payload.KIND,
        voice_id=line.voice,
        area=line.area,
        responsible_id=line.responsible,
        about=line.about,
        due_on=line.due_on,
        carries=line.carries,
        author_id=by.person_id,
        written_at=at,
        sealed=seal(to_json(_to_be_kept(meeting, line)), key=_key(meeting.case.child_id), place=_place(line.id)),
    )
    row.save(force_insert=True)
    beat(meeting)
    return row


def change_line(*, meeting: Meeting, line: UUID, to: NewLine, seen: int, by: Actor) -> BoardLine | Refused:
    """Change a line that was seen in this version; who has seen an older one is told, and nothing is overwritten.

    An item of an earlier version of the plan is left as it is: the line becomes a new one that replaces it.
    """
    row = BoardLine.objects.filter(meeting=meeting, pk=line, kind=to.payload.KIND).first()
    if row is None:
        return Refused(Reason.WRONG_STATE, detail=GONE)
    if row.version != seen:
        # A form that is sent again, because no answer came, finds what it wrote itself.
        return row if _says_already(meeting, row, to) else Refused(Reason.WRONG_STATE, detail=CHANGED)
    row.replaces, row.carries = row.carries or row.replaces, None
    row.voice_id, row.area, row.responsible_id = to.voice, to.area, to.responsible
    row.about, row.due_on, row.author_id = to.about, to.due_on, by.person_id
    row.version += 1
    row.sealed = seal(to_json(_to_be_kept(meeting, to)), key=_key(meeting.case.child_id), place=_place(row.pk))
    row.save(force_update=True)
    beat(meeting)
    return row


def _says_already(meeting: Meeting, row: BoardLine, to: NewLine) -> bool:
    stands = unseal(row.sealed, key=_key(meeting.case.child_id), place=_place(row.pk))
    columns = (row.voice_id, row.area, row.responsible_id, row.about, row.due_on)
    return stands == to_json(_to_be_kept(meeting, to)) and columns == (
        to.voice,
        to.area,
        to.responsible,
        to.about,
        to.due_on,
    )


def _to_be_kept(meeting: Meeting, line: NewLine) -> Payload:
    """The content as it is stored: where a protected person is, is not stored on the board either (law.md PROT-02)."""
    return without_place(line.payload) if hides_place(meeting.case.child.protection) else line.payload


def say_to_family(*, meeting: Meeting, sentences: Mapping[UUID, str], by: Actor) -> None:
    """Give goals and actions of the board their sentence to the family; what was agreed before becomes new."""
    for line in lines_of(meeting):
        if line.id in sentences and isinstance(line.payload, Action | Goal):
            said = NewLine(
                id=line.id,
                payload=replace(line.payload, to_family=sentences[line.id]),
                voice=line.voice,
                area=line.area,
                responsible=line.responsible,
                about=line.about,
                due_on=line.due_on,
            )
            change_line(meeting=meeting, line=line.id, to=said, seen=line.version, by=by)


def remove_line(*, meeting: Meeting, line: UUID) -> None:
    """Take a line off the board; what was in an earlier version stays there. One that is gone already changes nothing.

    A dissent goes with the action that it is about; the actions of a goal stay, without it.
    """
    gone, _each = BoardLine.objects.filter(meeting=meeting, pk=line).delete()
    if not gone:
        return
    about = BoardLine.objects.filter(meeting=meeting, about=line)
    about.filter(kind=Dissent.KIND).delete()
    about.update(about=None)
    beat(meeting)


def lines_of(meeting: Meeting) -> tuple[Line, ...]:
    """The board as it stands, in the order in which it was written."""
    key = _key(meeting.case.child_id)
    rows = BoardLine.objects.filter(meeting=meeting).order_by("written_at", "pk")
    return tuple(
        Line(
            id=row.pk,
            payload=from_json(row.kind, 1, unseal(row.sealed, key=key, place=_place(row.pk))),
            voice=row.voice_id,
            area=row.area,
            responsible=row.responsible_id,
            about=row.about,
            due_on=row.due_on,
            carries=row.carries,
            replaces=row.replaces,
            version=row.version,
        )
        for row in rows
    )


def carried_over(meeting: Meeting, *, by: Actor, at: datetime) -> None:
    """Lay the items of the newest version on the board of a follow-up, so that only what is new is written.

    The newest, even while the family is still reading it: what the last meeting agreed must not fall away.
    """
    version = Version.objects.filter(plan=meeting.plan).order_by("-number").first()
    if version is None:
        return
    items = VersionItem.objects.filter(version=version).select_related("entry").order_by("position")
    key = _key(meeting.case.child_id)
    line_of = {item.entry_id: uuid4() for item in items}
    for place, item in enumerate(items):
        entry = item.entry
        payload = from_json(entry.kind, entry.schema, unseal(entry.sealed, key=key, place=entry_place(entry.pk)))
        about = _about(payload)
        write_line(
            meeting=meeting,
            line=NewLine(
                id=line_of[entry.pk],
                payload=payload,
                voice=entry.voice_id,
                area=entry.area,
                responsible=entry.responsible_id,
                about=line_of.get(about) if about else None,
                due_on=entry.due_on,
                carries=entry.pk,
            ),
            by=by,
            # The board is read in the order of writing; carried lines keep the order of their version.
            at=at + timedelta(microseconds=place),
        )


def _about(payload: Payload) -> UUID | None:
    text = payload.goal if isinstance(payload, Action) else payload.about if isinstance(payload, Dissent) else ""
    return UUID(text) if text else None


def items_of(meeting: Meeting, *, by: Actor, at: datetime) -> list[Entry]:
    """Turn the board into entries of the plan: a line carried over is the very entry it was, a new one is written.

    What was agreed area by area is background and no item of the plan (``notes_of``).
    """
    lines = [line for line in lines_of(meeting) if line.kind != MeetingNote.KIND]
    entry_of = {line.id: line.carries or line.id for line in lines}
    earlier = Entry.objects.in_bulk([entry for line in lines for entry in (line.carries, line.replaces) if entry])
    return [
        earlier[line.carries] if line.carries else _written(meeting, line, entry_of, earlier, by, at) for line in lines
    ]


def notes_of(meeting: Meeting) -> tuple[Line, ...]:
    """What the room agreed on, area by area: read by the family and the custodian, as every note of the meeting."""
    return tuple(line for line in lines_of(meeting) if line.kind == MeetingNote.KIND)


def _written(
    meeting: Meeting, line: Line, entry_of: dict[UUID, UUID], earlier: dict[UUID, Entry], by: Actor, at: datetime
) -> Entry:
    return write_entry(
        NewEntry(
            id=line.id,
            payload=_with_entry(line, entry_of),
            child=meeting.case.child_id,
            owner=meeting.plan_id,
            author=by.person_id,
            voice=line.voice or by.party_id,
            area=line.area,
            container=meeting.plan_id,
            responsible=line.responsible,
            due_on=line.due_on,
            supersedes=earlier[line.replaces] if line.replaces else None,
            at=at,
        ),
    )


def _with_entry(line: Line, entry_of: dict[UUID, UUID]) -> Payload:
    about = str(entry_of[line.about]) if line.about in entry_of else ""
    payload = line.payload
    if isinstance(payload, Action):
        return replace(payload, goal=about)
    if isinstance(payload, Dissent):
        return replace(payload, about=about)
    return payload
