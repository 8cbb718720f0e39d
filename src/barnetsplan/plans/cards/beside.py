"""What stands beside who does what: the other plans that there are, and what makes the plan a SIP."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from barnetsplan.domain.protection import hides_place
from barnetsplan.organisations.models import Unit
from barnetsplan.plans.cards.readings import Reading
from barnetsplan.plans.cards.rows import payload_as
from barnetsplan.plans.cards.shown import PaperLine, ReferenceRow, SipCard, SipPart
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import Action, PaperPlan, PlanReference, Sip
from barnetsplan.records.queries import OpenEntry


def references(items: Sequence[OpenEntry]) -> tuple[ReferenceRow, ...]:
    """The other plans that a version names, in its order."""
    named = (payload_as(entry, PlanReference) for entry in items if entry.kind == PlanReference.KIND)
    return tuple(ReferenceRow(current().other_plan(one.plan).label, one.owner, one.contact) for one in named)


def beside_items(items: Sequence[OpenEntry]) -> list[OpenEntry]:
    """What of a version stands beside who does what."""
    return [entry for entry in items if entry.kind in {PlanReference.KIND, Sip.KIND}]


def paper_of(entries: Sequence[OpenEntry]) -> PaperLine | None:
    """The plan that was on paper, where it is released to the reader."""
    papers = [entry for entry in entries if entry.kind == PaperPlan.KIND]
    if not papers:
        return None
    paper = papers[-1]
    return PaperLine(paper.id, payload_as(paper, PaperPlan).attached, paper.due_on)


def sip_of(reading: Reading, items: Sequence[OpenEntry]) -> SipCard | None:
    """What the law asks of a SIP, where the version is one; the principals are one query more."""
    sip = next((payload_as(entry, Sip) for entry in items if entry.kind == Sip.KIND), None)
    if sip is None:
        return None
    actions = [entry for entry in items if entry.kind == Action.KIND]
    principals = _principals(reading, {entry.responsible for entry in actions if entry.responsible})
    return SipCard(
        parts=tuple(
            SipPart(
                text=payload_as(entry, Action).text,
                unit=reading.name(entry.responsible),
                principal=principals.get(entry.responsible, "") if entry.responsible else "",
            )
            for entry in actions
        ),
        others=sip.others,
        overall=sip.overall,
    )


def _principals(reading: Reading, units: set[UUID]) -> Mapping[UUID, str]:
    """The principal of each unit; of a protected child none is named, since a municipality is a place (PROT-02)."""
    if hides_place(reading.plan.child.protection):
        return {}
    rows = Unit.objects.filter(pk__in=units, guest=False)
    return dict(rows.values_list("pk", "domain__organisation__name"))
