"""Our words: the wheel, what has been told in each area as far as the reader may see it, and words to the plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from barnetsplan.domain.periods import local_date
from barnetsplan.family.cards.contacts import asking_units
from barnetsplan.family.cards.head import Head, head_of, reads_as
from barnetsplan.family.cards.naming import Names, area_label
from barnetsplan.family.cards.parts import Said, said, texts_of
from barnetsplan.family.cards.readers import Readers, readers_of_words
from barnetsplan.family.cards.version import newest_version
from barnetsplan.people.models import Child
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.practice.parts import Columns
from barnetsplan.records.kinds import Action, Contribution, Dissent, Goal, OwnWords
from barnetsplan.records.queries import OpenEntry, open_visible
from barnetsplan.ui.cards import Voice, VoicePart
from barnetsplan.ui.wheel import Petal


@dataclass(frozen=True, slots=True)
class AreaVoices:
    """One area and the voices on it: the child first, then the reader, then the others."""

    key: str
    label: str
    definition: str
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something in the plan that one can differ about."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Mine:
    """Own words whose readers can be chosen anew."""

    key: UUID
    label: str
    on_day: date


@dataclass(frozen=True, slots=True)
class WordsCard:
    """The whole page, and what its two forms need."""

    head: Head
    petals: tuple[Petal, ...]
    areas: tuple[AreaVoices, ...]
    child_has_spoken: bool
    said: tuple[Said, ...]
    mine: tuple[Mine, ...]
    readers: Readers | None
    choices: tuple[Choice, ...]
    plan: UUID | None
    entries: tuple[UUID, ...]


def words_card(actor: Actor, child: Child, at: datetime) -> WordsCard:
    """What has been said and may be read by the reader; words can be written once somebody is there to read them."""
    visible = open_visible(actor.party_id, child=child, at=at)
    told = [entry for entry in visible if entry.kind == Contribution.KIND]
    version = newest_version(visible)
    words = _own(visible, actor, child)
    names = Names({entry.voice for entry in (*told, *words)}, child=child, actor=actor)
    known = version is not None or bool(asking_units(actor, child, visible))
    plan = version.plan if version and not version.ended else None
    readers = readers_of_words(actor, child, at, plan=plan) if known else None
    items = version.of_kind(visible, Action.KIND, Goal.KIND) if version and plan else ()
    texts = texts_of(visible)
    areas = _areas(told, names, actor, child)
    return WordsCard(
        head=head_of(child, actor),
        petals=_petals(areas),
        areas=areas,
        child_has_spoken=any(entry.voice == child.pk for entry in (*told, *words)),
        said=said(words, names, me=actor.party_id, texts=texts),
        mine=_mine((*told, *words), actor),
        readers=readers if readers and readers.always else None,
        choices=tuple(Choice(str(item.id), texts[str(item.id)]) for item in items),
        plan=plan,
        entries=tuple(entry.id for entry in (*told, *words, *items)),
    )


def _own(visible: Iterable[OpenEntry], actor: Actor, child: Child) -> tuple[OpenEntry, ...]:
    """Own words and differing views of the reader and the child."""
    voices = {actor.party_id, child.pk}
    return tuple(entry for entry in visible if entry.kind in {OwnWords.KIND, Dissent.KIND} and entry.voice in voices)


def _mine(entries: Iterable[OpenEntry], actor: Actor) -> tuple[Mine, ...]:
    own = [entry for entry in entries if entry.owner == actor.party_id]
    return tuple(Mine(e.id, area_label(e.area) if e.area else "", local_date(e.written_at)) for e in own)


def _areas(told: Iterable[OpenEntry], names: Names, actor: Actor, child: Child) -> tuple[AreaVoices, ...]:
    entries = tuple(told)
    practice = current()
    reader = reads_as(actor, child)
    columns = practice.columns_for(reader)
    return tuple(
        AreaVoices(
            key=area.key,
            label=area.label,
            definition=area.definition_for(reader),
            voices=tuple(_voice(entry, names, columns, child) for entry in _in_order(entries, area.key, actor, child)),
        )
        for area in practice.areas
        if any(entry.area == area.key for entry in entries)
    )


def _in_order(entries: Iterable[OpenEntry], area: str, actor: Actor, child: Child) -> list[OpenEntry]:
    here = [entry for entry in entries if entry.area == area]
    return sorted(here, key=lambda e: (e.voice != child.pk, e.voice != actor.party_id, e.written_at))


def _voice(entry: OpenEntry, names: Names, columns: Columns, child: Child) -> Voice:
    payload = entry.payload
    if not isinstance(payload, Contribution):
        raise TypeError(entry.kind)
    texts = (
        (columns.works, payload.works),
        (columns.challenging, payload.challenging),
        (columns.would_help, payload.would_help),
    )
    return Voice(
        who=names.titled(entry.voice),
        when=local_date(entry.written_at),
        parts=tuple(VoicePart(heading, text) for heading, text in texts if text),
        child=entry.voice == child.pk,
    )


def _petals(areas: Iterable[AreaVoices]) -> tuple[Petal, ...]:
    told = {area.key for area in areas}
    return tuple(
        Petal(area.key, area.label, url=f"#omrade-{area.key}" if area.key in told else "", taken_up=area.key in told)
        for area in current().areas
    )
