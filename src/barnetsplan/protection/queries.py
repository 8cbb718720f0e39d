"""Whom a protected child is open to: asked by the gate, and by every list that names children (law.md PROT-03)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from barnetsplan.accounts.models import Assignment
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.protection import BY_NAME, Protection
from barnetsplan.domain.vocabulary import FOR_A_UNIT, Relation
from barnetsplan.organisations.models import Unit
from barnetsplan.people.models import Child, Involvement
from barnetsplan.people.queries import live, live_guardianships
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.protection.models import Listed, Mark, Opening
from barnetsplan.statements import Statement, a_moment, an_id
from barnetsplan.vault.sealing import Place

_BY_NAME = sorted(BY_NAME)


def reason_place(row: UUID) -> Place:
    """Where a sealed reason lies."""
    return Place("protection_reason", "sealed_reason", row)


def live_listing(at: datetime) -> Q:
    """Lines of a named list that hold at this moment: confirmed by a second, or in the first days of a protection."""
    not_ended = Q(ended_at__isnull=True) | Q(ended_at__gt=at)
    return Q(asked_at__lte=at) & not_ended & (Q(confirmed_at__lte=at) | Q(provisional_until__gt=at))


def closed_to(actor: Actor, child: UUID, at: datetime) -> Refused | None:
    """Why a professional may not open a child whose list decides; nothing when there is no hindrance: one query.

    The family's own standing is not the list's affair: what hides a place from a guardian is ``records.kinds``'
    ``without_place`` and the family's names (ADR 0014). *Source:* law.md PROT-03.
    """
    if actor.kind not in FOR_A_UNIT:
        return None
    row = _ON_LIST.first(child=child, person=actor.person_id, at=at)
    if row is None:
        return Refused(Reason.NOT_ON_LIST)
    return None if row[0] else Refused(Reason.REASON_NEEDED)


def _on_list(child: UUID, person: UUID, at: datetime) -> "QuerySet[Listed, tuple[bool]]":
    reason = Opening.objects.filter(live(at), listed=OuterRef("pk"))
    rows = Listed.objects.filter(live_listing(at), child=child, person=person)
    return rows.annotate(has_reason=Exists(reason)).values_list("has_reason")[:1]


_ON_LIST = Statement(lambda: _on_list(an_id("child"), an_id("person"), a_moment("at")))


def is_listed(person: UUID, child: UUID, *, at: datetime) -> bool:
    """Whether a person is on the child's list now, with a reason given or not."""
    return Listed.objects.filter(live_listing(at), child=child, person=person).exists()


def in_lists(actor: Actor, at: datetime, *, child: str) -> Q:
    """Rows of a list that the actor may see: of children without a named list, or on whose list the actor is.

    ``child`` is the way from the row to its child, empty where the row is the child. Whoever is not on the list sees no
    row, no name and no number.
    """
    listed = Listed.objects.filter(live_listing(at), person=actor.person_id, child=OuterRef(child or "pk"))
    column = f"{child}__protection__in" if child else "protection__in"
    return ~Q(**{column: _BY_NAME}) | Q(Exists(listed))


def may_be_listed(actor: Actor, child: Child, at: datetime) -> bool:
    """Whether a child may stand in a list for the actor; for one child that is loaded already."""
    return child.protection not in BY_NAME or is_listed(actor.person_id, child.pk, at=at)


def closed_children(actor: Actor, children: Iterable[UUID], at: datetime) -> frozenset[UUID]:
    """Of some children, those whom a list may not name to the actor: one query."""
    rows = Child.objects.filter(pk__in=set(children), protection__in=_BY_NAME)
    return frozenset(rows.exclude(in_lists(actor, at, child="")).values_list("pk", flat=True))


def guardians_of(child: UUID, *, at: datetime) -> frozenset[UUID]:
    """The adults who answer for a child now; whom else it lives with is told nobody (law.md PROT-05)."""
    guards = live_guardianships(child, at=at).values_list("guardian", flat=True)
    carried = Child.objects.filter(pk=child, born_on__isnull=True)
    return frozenset({*guards, *(each.carried_by_id for each in carried if each.carried_by_id)})


def live_marks(person: UUID) -> QuerySet[Mark]:
    """The marks of a person that hold."""
    return Mark.objects.filter(person=person, lowered_at__isnull=True)


def officers_around(child: UUID, *, at: datetime) -> QuerySet[Assignment]:
    """The security officers of the organisations that have a unit around the child."""
    around = Involvement.objects.filter(live(at), child=child).values("unit__domain__organisation")
    return Assignment.objects.filter(live(at), role__in=_officers(), unit__domain__organisation__in=around)


def is_officer_of(actor: Actor, child: UUID, *, at: datetime) -> bool:
    """Whether the actor answers for the security of an organisation around the child."""
    if Relation.SECURITY_OFFICER not in actor.duties:
        return False
    return officers_around(child, at=at).filter(person=actor.person_id, unit=actor.party_id).exists()


def _officers() -> list[str]:
    """The roles that answer for security."""
    return [role.key for role in current().roles if "security_officer" in role.duties]


def protected_around(actor: Actor, *, at: datetime) -> QuerySet[Child]:
    """Every protected child around whom a unit of the officer's organisation is (law.md PROT-04)."""
    own = Unit.objects.filter(pk=actor.party).values("domain__organisation")
    around = Involvement.objects.filter(live(at), unit__domain__organisation__in=own).values("child")
    rows = Child.objects.filter(pk__in=around).exclude(protection=Protection.NONE)
    return rows.select_related("person__key")


def colleagues(actor: Actor, child: UUID, *, at: datetime) -> Mapping[UUID, Assignment]:
    """Who can be put on the list: those who work in the officer's organisation, in a unit around the child.

    Beside a unit without a place are the units of its domain that do the same work.
    """
    units = _units_around(actor, child, at=at)
    rows = Assignment.objects.filter(live(at), unit__in=units).select_related("unit")
    return {row.person_id: row for row in rows.order_by("valid_from", "pk")}


def _units_around(actor: Actor, child: UUID, *, at: datetime) -> list[UUID]:
    """The units with a place, by their keys: in a join the wall would be asked again for every colleague (ADR 0023)."""
    own = Unit.objects.filter(pk=actor.party).values("domain__organisation")
    around = Involvement.objects.filter(live(at), child=child).values_list("unit", flat=True)
    there = list(Unit.objects.filter(pk__in=list(around), domain__organisation__in=own))
    beside = Q(pk__in=[unit.pk for unit in there])
    for unit in there:
        if unit.placeless:
            beside |= Q(domain=unit.domain_id, sector=unit.sector)
    return list(Unit.objects.filter(beside, placeless=False).values_list("pk", flat=True))
