"""The disclosure service: the only writer to anybody else's reading (law.md LAW-02, LAW-03; ADR 0002)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from barnetsplan.audit.record import Event, record
from barnetsplan.consent.queries import RowState, row_states
from barnetsplan.domain.decisions import Refused
from barnetsplan.domain.periods import earliest
from barnetsplan.domain.vocabulary import ConsentState, Ground, PartyKind, Strength
from barnetsplan.organisations.models import Party
from barnetsplan.people.actions import lock_child
from barnetsplan.people.models import Child
from barnetsplan.people.queries import family_of, majority_of
from barnetsplan.policy.facts import Actor
from barnetsplan.policy.grounds import GroundFacts, fits
from barnetsplan.policy.layers import covers
from barnetsplan.records.models import Disclosure, Entry, Release
from barnetsplan.records.queries import kept_from, live_release
from barnetsplan.records.release import NewDisclosure, release


@dataclass(frozen=True, slots=True)
class Disclose:
    """One intended disclosure: what, by which party, to whom, on which ground.

    ``consent`` is the row it rests on. ``discloser_domain`` is given for a plan, whose custodian answers for it.
    """

    child: Child
    discloser: UUID
    entries: Collection[Entry]
    recipients: Collection[UUID]
    ground: Ground
    by: Actor
    at: datetime
    consent: RowState | None = None
    reason: str = ""
    discloser_domain: UUID | None = None


@transaction.atomic
def disclose(new: Disclose) -> Disclosure | Refused | None:
    """Disclose entries, when the ground fits every entry and every recipient; otherwise nothing at all.

    One act, one ground, one log event in the same transaction. Returns nothing when there was nothing, nobody, or
    nothing that the recipients cannot read already.

    *Source:* law.md LAW-03, LAW-05.
    """
    if not new.entries or not new.recipients:
        return None
    lock_child(new.child.pk)
    family = family_of(new.child, at=new.at)
    new = replace(new, consent=_as_it_is_now(new, family))
    parties = _parties({new.discloser, *new.recipients})
    for facts in _facts(new, parties, family):
        decision = fits(new.ground, facts)
        if isinstance(decision, Refused):
            return decision
    act = release(
        NewDisclosure(
            child=new.child,
            discloser=new.discloser,
            entries=new.entries,
            recipients=[parties[recipient] for recipient in dict.fromkeys(new.recipients)],
            ground=new.ground,
            basis=new.consent.id if new.consent else None,
            reason=new.reason,
            by=new.by.person_id,
            at=new.at,
            until=_until(new),
        ),
    )
    if act is not None:
        _record(new, act)
    return act


def _record(new: Disclose, act: Disclosure) -> None:
    record(
        Event(
            act=f"disclosure:{new.ground.value}",
            at=new.at,
            actor=new.by,
            code=new.ground.value,
            child=new.child.pk,
            thing=act.pk,
            entries=[entry.pk for entry in new.entries],
            more={"recipients": ",".join(sorted(str(recipient) for recipient in new.recipients))},
        ),
    )


def _as_it_is_now(new: Disclose, family: Collection[UUID]) -> RowState | None:
    """The consent row read behind the lock: a withdrawal may have been first (law.md CON-06)."""
    if new.consent is None:
        return None
    return next(iter(row_states(new.child, at=new.at, ids=[new.consent.id], family=family)), None)


def _until(new: Disclose) -> datetime | None:
    ends = [new.consent.valid_until if new.consent else None, majority_of(new.child)]
    known = [end for end in ends if end is not None]
    return earliest(known[0], *known[1:]) if known else None


def _parties(ids: Iterable[UUID]) -> dict[UUID, Party]:
    return {party.pk: party for party in Party.objects.filter(pk__in=list(ids)).select_related("unit__domain")}


def _facts(new: Disclose, parties: dict[UUID, Party], family: Collection[UUID]) -> Iterable[GroundFacts]:
    discloser = parties[new.discloser]
    held = _held(new)
    kept = kept_from([entry.pk for entry in new.entries], family=family, at=new.at)
    for recipient in new.recipients:
        for entry in new.entries:
            yield GroundFacts(
                discloser=new.discloser,
                discloser_kind=PartyKind(discloser.kind),
                discloser_domain=new.discloser_domain or _domain(discloser),
                discloser_holds=entry.pk in held,
                recipient=recipient,
                recipient_kind=PartyKind(parties[recipient].kind),
                recipient_domain=_domain(parties[recipient]),
                owner=entry.owner_id,
                voice=entry.voice_id,
                strength=_strength(discloser),
                section=entry.section,
                consent=_consent_state(new, recipient),
                covered_by_consent=_covered(new, entry),
                recipient_is_guardian=recipient in family,
                recipient_is_child=recipient == new.child.pk,
                kept_from_recipient=recipient in kept.get(entry.pk, ()),
                reason=new.reason,
            )


def _held(new: Disclose) -> set[UUID]:
    owned = {entry.pk for entry in new.entries if entry.owner_id == new.discloser}
    received = Release.objects.filter(
        live_release(new.at),
        entry__in=[entry.pk for entry in new.entries],
        recipient=new.discloser,
    )
    return owned | set(received.values_list("entry", flat=True))


def _domain(party: Party) -> UUID | None:
    return party.unit.domain_id if party.kind == PartyKind.UNIT else None


def _strength(party: Party) -> Strength:
    return Strength(party.unit.domain.strength) if party.kind == PartyKind.UNIT else Strength.STRONG


def _consent_state(new: Disclose, recipient: UUID) -> ConsentState | None:
    """The state of the row, when it is the row from this very discloser to this very recipient."""
    row = new.consent
    if row is None or (row.discloser, row.recipient) != (new.discloser, recipient):
        return None
    return row.state


def _covered(new: Disclose, entry: Entry) -> bool:
    row = new.consent
    return row is not None and covers(row.layer, row.area, kind=entry.kind, area=entry.area)
