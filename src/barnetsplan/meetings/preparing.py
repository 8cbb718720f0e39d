"""What each of the called is asked to prepare: an entry of its own, read by that one and by the one who calls."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from barnetsplan.consent.disclose import Disclose, disclose
from barnetsplan.consent.family import disclose_to_family
from barnetsplan.consent.queries import row_states
from barnetsplan.domain.decisions import Refused
from barnetsplan.domain.vocabulary import Ground
from barnetsplan.people.queries import family_of
from barnetsplan.plans.circle import map_rows_to
from barnetsplan.plans.models import Plan
from barnetsplan.policy.facts import Actor
from barnetsplan.records.actions import NewEntry, write_entry
from barnetsplan.records.kinds import Preparation
from barnetsplan.records.models import Entry


def ask_to_prepare(*, plan: Plan, meeting: UUID, asked: Mapping[UUID, str], by: Actor, at: datetime) -> Refused | None:
    """Write what each is asked, and let that one read it; what a child is asked the adults around it read too.

    *Source:* model.md 6.2 (pre-meeting); architecture.md rule 3.
    """
    for party, text in asked.items():
        entry = write_entry(
            NewEntry(
                payload=Preparation(text=text),
                child=plan.child_id,
                owner=plan.pk,
                author=by.person_id,
                voice=by.party_id,
                container=meeting,
                responsible=party,
                at=at,
            ),
        )
        told = _let_read(plan, entry, party, by=by, at=at)
        if isinstance(told, Refused):
            return told
    return None


def _let_read(plan: Plan, entry: Entry, party: UUID, *, by: Actor, at: datetime) -> object:
    adults = family_of(plan.child, at=at)
    custodian = _to(plan, entry, [plan.custodian_id], Ground.WITHIN_DOMAIN, by=by, at=at)
    if isinstance(custodian, Refused) or party == plan.custodian_id:
        return custodian
    if party == plan.child_id:
        return _to(plan, entry, [*adults, party], Ground.TO_SUBJECT_12_1, by=by, at=at)
    if party in adults:
        return _to(plan, entry, [party], Ground.TO_SUBJECT_12_1, by=by, at=at)
    row = map_rows_to(party, row_states(plan.child, at=at), discloser=plan.custodian_id)
    return disclose(
        Disclose(
            child=plan.child,
            discloser=plan.custodian_id,
            entries=[entry],
            recipients=[party],
            ground=Ground.CONSENT_12_2,
            consent=row,
            by=by,
            at=at,
        ),
    )


def _to(plan: Plan, entry: Entry, readers: list[UUID], ground: Ground, *, by: Actor, at: datetime) -> object:
    return disclose_to_family(
        Disclose(
            child=plan.child,
            discloser=plan.pk,
            entries=[entry],
            recipients=readers,
            ground=ground,
            by=by,
            at=at,
            discloser_domain=plan.custodian.domain_id,
        ),
    )
