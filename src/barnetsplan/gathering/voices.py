"""Writing one voice on the wheel, and giving one's own words to chosen readers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from barnetsplan.cases.models import Case
from barnetsplan.consent.disclose import Disclose, disclose
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.vocabulary import Ground
from barnetsplan.organisations.models import Unit
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.records.actions import NewEntry, write_entry
from barnetsplan.records.kinds import Contribution
from barnetsplan.records.models import Disclosure, Entry
from barnetsplan.records.queries import opened


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose words, typed by whom, for which case."""

    case: Case
    owner: UUID
    author: UUID
    voice: UUID
    by: Actor
    at: datetime


def write_voice(
    voice: Voice,
    *,
    answers: Mapping[str, Contribution],
    token: UUID,
    container: UUID,
) -> tuple[Entry, ...] | Refused:
    """Write one contribution per area in which something was said.

    A voice that has spoken on the area in this container before revises it: the newer entry supersedes the older
    and joins its thread. What is unchanged is not written again, and what is emptied is revised to nothing said.
    The same form sent twice gives the same entries.
    """
    section = _section(voice)
    order = [area.key for area in current().areas]
    written = (
        _write(voice, payload, area, UUID(int=token.int ^ (order.index(area) + 1)), container, section)
        for area, payload in answers.items()
    )
    return tuple(entry for entry in written if entry is not None) or Refused(Reason.NOTHING_WRITTEN)


def _write(
    voice: Voice,
    payload: Contribution,
    area: str,
    entry_id: UUID,
    container: UUID,
    section: str,
) -> Entry | None:
    earlier = _earlier(voice, area, container, entry_id)
    if earlier is None and payload.is_empty:
        return None
    if earlier is not None and _says_the_same(earlier, payload, voice):
        return earlier
    return write_entry(
        NewEntry(
            id=entry_id,
            payload=payload,
            child=voice.case.child_id,
            owner=voice.owner,
            author=voice.author,
            voice=voice.voice,
            area=area,
            section=section,
            container=container,
            supersedes=earlier,
            at=voice.at,
        ),
    )


def _says_the_same(earlier: Entry, payload: Contribution, voice: Voice) -> bool:
    return opened([earlier], key=voice.case.child.person.key)[0].payload == payload


def _earlier(voice: Voice, area: str, container: UUID, entry_id: UUID) -> Entry | None:
    rows = Entry.objects.filter(
        child=voice.case.child_id,
        kind=Contribution.KIND,
        owner=voice.owner,
        voice=voice.voice,
        area=area,
        container=container,
    )
    return rows.exclude(pk=entry_id).filter(superseded_by__isnull=True).order_by("-written_at").first()


def _section(voice: Voice) -> str:
    unit = Unit.objects.select_related("domain").filter(pk=voice.owner).first()
    return unit.domain.section if unit else ""


def release_own_words(
    voice: Voice,
    entries: Collection[Entry],
    *,
    readers: Collection[UUID],
) -> Disclosure | Refused | None:
    """Give the owner's own words to chosen readers (OSL 10:1: no secrecy binds a private person)."""
    return disclose(
        Disclose(
            child=voice.case.child,
            discloser=voice.owner,
            entries=entries,
            recipients=sorted(readers),
            ground=Ground.OWN_GIVING,
            by=voice.by,
            at=voice.at,
        ),
    )
