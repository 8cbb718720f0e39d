"""Writing one voice on the wheel, and giving one's own words to chosen readers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from barnetsplan.cases.models import Case
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.keeping.own_words import Giving, give_only_to
from barnetsplan.organisations.models import Unit
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.records.actions import Kept, NewEntry, keep, write_entry
from barnetsplan.records.kinds import Contribution
from barnetsplan.records.models import Disclosure, Entry, EntryAbout
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
    kept: Collection[Kept] = ()
    about: Collection[UUID] = ()


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
    tried = [
        _write(voice, payload, area, UUID(int=token.int ^ (order.index(area) + 1)), container, section)
        for area, payload in answers.items()
    ]
    written = tuple(entry for entry in tried if entry is not None)
    keep(written, voice.kept, by=voice.author, at=voice.at)
    return written or Refused(Reason.NOTHING_WRITTEN)


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
    about = _about(earlier) | set(voice.about)
    if earlier is not None and about == _about(earlier) and _says_the_same(earlier, payload, voice):
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
            about=tuple(sorted(about, key=str)),
            supersedes=earlier,
            at=voice.at,
        ),
    )


def _about(earlier: Entry | None) -> set[UUID]:
    """Whom it was about beside the child: a revision stays about them, so that no new words open the old ones."""
    if earlier is None:
        return set()
    rows = EntryAbout.objects.filter(entry=earlier).exclude(person=earlier.child_id)
    return set(rows.values_list("person", flat=True))


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
) -> tuple[Disclosure, ...] | Refused:
    """Give the owner's own words to chosen readers, and to no others any longer."""
    giving = Giving(child=voice.case.child, owner=voice.owner, by=voice.by, at=voice.at)
    return give_only_to(giving, entries, readers)
