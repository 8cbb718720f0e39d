"""Disclosing to the family, where something may be kept from one of them (OSL 12:1, 12:3; law.md A5)."""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from barnetsplan.consent.disclose import Disclose, disclose
from barnetsplan.consent.givers import about_other_adults
from barnetsplan.domain.decisions import Refused
from barnetsplan.people.actions import lock_child
from barnetsplan.people.queries import family_of
from barnetsplan.records.models import Disclosure, Entry
from barnetsplan.records.queries import kept_from


@transaction.atomic
def disclose_to_family(new: Disclose) -> tuple[Disclosure, ...] | Refused:
    """Disclose entries to members of the family, each entry to those from whom it is not kept.

    What is kept from a guardian goes to the others as if that guardian had never been named; where nothing is kept
    this is one disclosure, as any other. What is kept from a guardian is not shown in the child's own sign-in either,
    but is the child's to have: it is released, and closed there by ``visible_to`` for as long as it is kept.

    What is written about one adult goes to no other guardian (law.md FAM-05).
    """
    lock_child(new.child.pk)
    family = family_of(new.child, at=new.at)
    kept = kept_from([entry.pk for entry in new.entries], family=family, at=new.at)
    about = about_other_adults(new.entries, child=new.child.pk)
    alike: dict[frozenset[UUID], list[Entry]] = {}
    for entry in new.entries:
        others = {adult for adult in family if about.get(entry.pk, frozenset()) - {adult}}
        alike.setdefault(kept.get(entry.pk, frozenset()) | others, []).append(entry)
    made = []
    for without, entries in alike.items():
        outcome = disclose(replace(new, entries=entries, recipients=_besides(new.recipients, without)))
        if isinstance(outcome, Refused):
            return outcome
        if outcome is not None:
            made.append(outcome)
    return tuple(made)


def _besides(recipients: Collection[UUID], without: Collection[UUID]) -> list[UUID]:
    return [recipient for recipient in recipients if recipient not in without]
