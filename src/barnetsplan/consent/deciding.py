"""Recording and ending decisions in place of a guardian's yes (law.md CON-05); what they do is in ``overrides``."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from barnetsplan.consent.holding import end_what_nothing_carries
from barnetsplan.consent.models import ConsentRequest, ConsentRow, Override, OverrideLine
from barnetsplan.consent.overrides import evidence_place
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.periods import earliest, local_date, midnight_of
from barnetsplan.domain.vocabulary import OverrideKind, OverrideMeasure
from barnetsplan.organisations.models import Unit
from barnetsplan.people.actions import lock_child
from barnetsplan.people.queries import family_of
from barnetsplan.policy.facts import Actor
from barnetsplan.policy.overrides import OVERRIDES, may_be_about
from barnetsplan.vault.sealing import seal


@dataclass(frozen=True, slots=True)
class NewOverride:
    """A decision as it is recorded: for which services of one request, in whose place, on what evidence, how long.

    ``services`` names the questions as they stand on the page: the rows of a service are its row set.
    """

    id: UUID
    request: ConsentRequest
    services: Collection[UUID]
    guardian: UUID
    kind: OverrideKind
    measure: OverrideMeasure | None
    evidence: str
    decided_on: date
    last_day: date
    by: Actor
    at: datetime


@transaction.atomic
def record_override(new: NewOverride) -> Override | Refused:
    """Record that a decision stands in place of one guardian's answer, for the rows of the named services.

    It changes no answer and makes no disclosure; it ends no later than the request.

    *Source:* law.md CON-05; each kind's own rule is in ``policy.overrides``.
    """
    lock_child(new.request.child_id)
    earlier = Override.objects.filter(pk=new.id).first()
    if earlier is not None:
        same = (earlier.request_id, earlier.recorded_by_id) == (new.request.pk, new.by.person_id)
        return earlier if same else Refused(Reason.ID_TAKEN)
    refused = _why_not(new)
    if refused is not None:
        return refused
    rows = list(ConsentRow.objects.filter(request=new.request, service__in=new.services))
    row = Override(
        id=new.id,
        request=new.request,
        kind=new.kind,
        measure=new.measure or "",
        decided_on=new.decided_on,
        sealed_evidence=seal(new.evidence, key=new.request.child.person.key, place=evidence_place(new.id)),
        recorded_by_id=new.by.person_id,
        unit_id=new.by.party_id,
        valid_from=new.at,
        valid_until=earliest(midnight_of(new.last_day + timedelta(days=1)), new.request.valid_until),
    )
    row.save(force_insert=True)
    over_a_no = OVERRIDES[new.kind].over_a_no
    OverrideLine.objects.bulk_create(
        OverrideLine(override=row, row=each, guardian_id=new.guardian, over_a_no=over_a_no) for each in rows
    )
    return row


def _why_not(new: NewOverride) -> Refused | None:
    today = local_date(new.at)
    latest = new.decided_on + timedelta(days=OVERRIDES[new.kind].longest_days)
    stands_in_the_way = (
        (new.request.withdrawn_at is not None or new.at >= new.request.valid_until, Reason.REQUEST_IS_OVER),
        (new.request.asked_by_id != new.by.party_id, Reason.NOT_ASKED_BY_UNIT),
        (new.guardian not in family_of(new.request.child, at=new.at), Reason.NO_GUARDIAN_OF_CHILD),
        (not new.evidence.strip(), Reason.EVIDENCE_MISSING),
        (new.decided_on > today, Reason.DAY_TO_COME),
        (not today <= new.last_day <= latest, Reason.OVERRIDE_TOO_LONG),
    )
    reason = next((reason for holds, reason in stands_in_the_way if holds), None)
    return Refused(reason) if reason else _why_not_these(new)


def _why_not_these(new: NewOverride) -> Refused | None:
    """Whether the decision is of a kind that can be about each of the services, and the services were asked about."""
    asked = set(ConsentRow.objects.filter(request=new.request).values_list("service", flat=True))
    sectors = dict(Unit.objects.filter(pk__in=list(new.services)).values_list("pk", "sector"))
    if not new.services or not set(new.services) <= asked:
        return Refused(Reason.OVERRIDE_DOES_NOT_COVER)
    fits = all(may_be_about(new.kind, new.measure, sectors[service]) for service in new.services)
    return None if fits else Refused(Reason.OVERRIDE_DOES_NOT_COVER)


@transaction.atomic
def end_override(*, override: Override, at: datetime) -> Override:
    """End a decision now, and in the same transaction every release that no yes carries without it."""
    child = override.request.child
    lock_child(child.pk)
    Override.objects.filter(pk=override.pk, ended_at__isnull=True).update(ended_at=at)
    end_what_nothing_carries(child, at=at)
    return Override.objects.get(pk=override.pk)
