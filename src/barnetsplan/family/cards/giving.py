"""Own words and who reads them: to take a reader back, or give the words to one more (architecture.md rule 12)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from barnetsplan.cases.models import Case
from barnetsplan.coordination.queries import holders
from barnetsplan.coordination.things import thing_of_child
from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import ActorKind, Relation
from barnetsplan.family.cards.head import Head, head_of, reads_as
from barnetsplan.family.cards.naming import area_label
from barnetsplan.family.cards.readers import Readers, family_besides, named
from barnetsplan.gathering.models import Question
from barnetsplan.people.models import Child
from barnetsplan.plans.circle import seats_of
from barnetsplan.plans.models import Plan
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import Contribution, Dissent, OwnWords, Payload
from barnetsplan.records.models import Entry
from barnetsplan.records.queries import find_entry, open_visible, readers_of, visible_to

KINDS = frozenset({Contribution.KIND, Dissent.KIND, OwnWords.KIND})


@dataclass(frozen=True, slots=True)
class GivingCard:
    """The words, who always reads them, who may be chosen, and who reads them now."""

    head: Head
    key: UUID
    label: str
    on_day: date
    texts: tuple[tuple[str, str], ...]
    readers: Readers
    reads_now: tuple[UUID, ...]
    entries: tuple[UUID, ...]


def find_words(key: UUID) -> Entry | None:
    """Somebody's own words in the family, by id."""
    entry = find_entry(key)
    return entry if entry is not None and entry.kind in KINDS else None


def _relations(actor: Actor, entry: Entry, at: datetime) -> frozenset[Relation]:
    """Only whose words they are, in the own capacity, and only what the own sign-in shows (law.md A9)."""
    if actor.kind is not ActorKind.FAMILY or entry.owner_id != actor.party:
        return frozenset()
    seen = visible_to(actor.party_id, at=at).filter(pk=entry.pk).exists()
    return frozenset({Relation.OWNS}) if seen else frozenset()


WORDS = thing_of_child(find=find_words, child=lambda entry: entry.child, relations=_relations)


def giving_card(actor: Actor, entry: Entry, at: datetime) -> GivingCard:
    """One's own words with their readers."""
    child = entry.child
    (shown,) = open_visible(actor.party_id, child=child, at=at, ids=[entry.pk])
    reading = readers_of([entry.pk], at=at).get(entry.pk, frozenset())
    always = always_readers(entry, at) & reading
    choice = [*family_besides(actor, child, at), *sorted(_services(child, at) | reading)]
    return GivingCard(
        head=head_of(child, actor),
        key=entry.pk,
        label=area_label(shown.area) if shown.area else "",
        on_day=local_date(shown.written_at),
        texts=_texts(shown.payload, actor, child),
        readers=named(sorted(always), [one for one in choice if one not in always], actor=actor, child=child),
        reads_now=tuple(sorted(reading - always)),
        entries=(entry.pk,),
    )


def always_readers(entry: Entry, at: datetime) -> frozenset[UUID]:
    """Who asked for the words or sat beside, and who holds the plan together: they read what they were given."""
    within = [entry.container] if entry.container else []
    asked = Question.objects.filter(pk__in=within).values_list("case__unit", flat=True)
    beside = Case.objects.filter(pk__in=within).values_list("unit", flat=True)
    held = holders(entry.child_id, at=at).values() if entry.kind != Contribution.KIND else ()
    return frozenset((*asked, *beside, *held))


def _services(child: Child, at: datetime) -> frozenset[UUID]:
    plan = Plan.objects.filter(child=child.pk, ended_at=None).first()
    return frozenset(seat.unit_id for seat in seats_of(plan, at=at)) if plan else frozenset()


def _texts(payload: Payload, actor: Actor, child: Child) -> tuple[tuple[str, str], ...]:
    if isinstance(payload, Contribution):
        columns = current().columns_for(reads_as(actor, child))
        said = ((getattr(columns, name), getattr(payload, name)) for name in ("works", "challenging", "would_help"))
        return tuple(one for one in said if one[1])
    return (("", payload.text),) if isinstance(payload, OwnWords | Dissent) else ()
