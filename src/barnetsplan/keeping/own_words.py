"""A person's own words and their readers: given one by one, and taken back one by one (architecture.md rule 12)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from barnetsplan.consent.disclose import Disclose
from barnetsplan.consent.family import disclose_to_family
from barnetsplan.consent.recall import call_back
from barnetsplan.domain.decisions import Refused
from barnetsplan.domain.vocabulary import Ground
from barnetsplan.people.models import Child
from barnetsplan.policy.facts import Actor
from barnetsplan.records.models import Disclosure, Entry, Release
from barnetsplan.records.queries import live_release


@dataclass(frozen=True, slots=True)
class Giving:
    """Whose words, about which child, by whose hand."""

    child: Child
    owner: UUID
    by: Actor
    at: datetime


@transaction.atomic
def give_only_to(
    giving: Giving, entries: Collection[Entry], readers: Collection[UUID]
) -> tuple[Disclosure, ...] | Refused:
    """Let exactly these read own words: who is not among them reads no revision of them from this moment.

    What is kept from a guardian does not go to that guardian, whoever chose so.

    *Source:* OSL 10:1 (no secrecy binds a private person), 12:3; architecture.md rule 12.
    """
    threads = Entry.objects.filter(thread__in={entry.thread for entry in entries}, owner=giving.owner)
    lines = Release.objects.filter(live_release(giving.at), entry__in=threads)
    left_out = frozenset(lines.values_list("recipient", flat=True)) - set(readers)
    call_back(entries=entries, readers=left_out, why="taken_back", by=giving.by, at=giving.at)
    return disclose_to_family(
        Disclose(
            child=giving.child,
            discloser=giving.owner,
            entries=entries,
            recipients=sorted(readers),
            ground=Ground.OWN_GIVING,
            by=giving.by,
            at=giving.at,
        ),
    )
