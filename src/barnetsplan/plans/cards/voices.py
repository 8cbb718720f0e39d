"""Background: the voices that are released to a unit, area by area, side by side (architecture.md 2)."""

from dataclasses import dataclass
from uuid import UUID

from barnetsplan.domain.periods import local_date
from barnetsplan.plans.cards.readings import Reading
from barnetsplan.plans.cards.rows import payload_as
from barnetsplan.plans.cards.shown import AreaVoices
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import Contribution
from barnetsplan.records.queries import OpenEntry
from barnetsplan.ui.cards import Voice, VoicePart


@dataclass(frozen=True, slots=True)
class Background:
    """The areas with their voices, and which entries they are."""

    areas: tuple[AreaVoices, ...]
    entries: tuple[UUID, ...]


def background_of(reading: Reading) -> Background:
    """What this unit may read of background, in the order of the wheel; the child's own voice stands first."""
    seen = reading.of_kind(Contribution.KIND)
    areas = tuple(
        AreaVoices(area.key, area.label, tuple(_voice(reading, entry) for entry in voices))
        for area in current().areas
        if (voices := sorted((e for e in seen if e.area == area.key), key=lambda e: e.voice != reading.plan.child_id))
    )
    return Background(areas, tuple(entry.id for entry in seen))


def _voice(reading: Reading, entry: OpenEntry) -> Voice:
    payload, is_child = payload_as(entry, Contribution), entry.voice == reading.plan.child_id
    columns = current().columns_for("child" if is_child else "staff")
    return Voice(
        who=reading.name(entry.voice),
        when=local_date(entry.written_at),
        parts=(
            VoicePart(columns.works, payload.works),
            VoicePart(columns.challenging, payload.challenging),
            *((VoicePart(columns.would_help, payload.would_help),) if payload.would_help else ()),
        ),
        child=is_child,
    )
