"""The guard against pointless consent: before the family is asked, whether it is needed at all (law.md LAW-03, CON-08).

Where the law has something told anyway, no question is put that a no could not answer: the family is told instead.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Q

from barnetsplan.cases.models import Case
from barnetsplan.cases.words import SHARED
from barnetsplan.consent.texts import unit_names
from barnetsplan.coordination.queries import who_has_asked
from barnetsplan.domain.disclosing import DomainKind, SharingAnswer
from barnetsplan.domain.vocabulary import WITH_NO_CHILD, Regime
from barnetsplan.organisations.models import Unit
from barnetsplan.people.actions import lock_child
from barnetsplan.people.models import Child
from barnetsplan.people.queries import ChildCard, child_card
from barnetsplan.policy.facts import Actor
from barnetsplan.policy.kinds import kind_of
from barnetsplan.practice.load import current
from barnetsplan.records.actions import NewEntry, write_entry
from barnetsplan.records.kinds import SharingDecision
from barnetsplan.records.queries import open_visible


@dataclass(frozen=True, slots=True)
class Decided:
    """What the unit has answered about one service, last."""

    entry: UUID
    service: UUID
    name: str
    answer: SharingAnswer
    reason: str
    at: datetime

    @property
    def words(self) -> str:
        """The answer in a few words."""
        return str(SHARED[self.answer])

    @property
    def is_duty(self) -> bool:
        """Whether it is handed out whatever the family says."""
        return self.answer in {SharingAnswer.SOL_19_1, SharingAnswer.SOL_20_6}


@dataclass(frozen=True, slots=True)
class Near:
    """A service that could be needed, and the answers that can be true of it."""

    id: UUID
    name: str
    sector: str
    answers: tuple[SharingAnswer, ...]


@dataclass(frozen=True, slots=True)
class SharingCard:
    """The page: the services to choose among, and what has been answered about some of them."""

    case: UUID
    child: ChildCard
    services: tuple[Near, ...]
    decided: tuple[Decided, ...]

    @property
    def entries(self) -> tuple[UUID, ...]:
        """The decisions, which stand here with their reasons."""
        return tuple(one.entry for one in self.decided)

    @property
    def may_ask(self) -> bool:
        """Whether the family is to be asked about any of them."""
        return any(one.answer is SharingAnswer.ASK for one in self.decided)


def sharing_card(actor: Actor, case: Case, at: datetime) -> SharingCard:
    """The services around the child's home, and the unit's own decisions; nothing of what others have answered."""
    return SharingCard(
        case=case.pk,
        child=child_card(case.child, at=at),
        services=near_services(actor, case, at),
        decided=tuple(decisions(actor, case.child, case.pk, at=at).values()),
    )


def decisions(actor: Actor, child: Child, case: UUID, *, at: datetime) -> Mapping[UUID, Decided]:
    """The newest answer about each service, as the unit that gave it reads it."""
    seen = open_visible(actor.party_id, child=child, at=at, kinds=(SharingDecision.KIND,), containers=(case,))
    names = unit_names({one.responsible for one in seen if one.responsible})
    found: dict[UUID, Decided] = {}
    for one in sorted(seen, key=lambda entry: entry.written_at):
        if one.responsible is None or not isinstance(one.payload, SharingDecision):
            continue
        found[one.responsible] = Decided(
            entry=one.id,
            service=one.responsible,
            name=names[one.responsible],
            answer=SharingAnswer(one.outcome),
            reason=one.payload.reason,
            at=one.written_at,
        )
    return found


def to_ask_about(actor: Actor, case: Case, at: datetime) -> frozenset[UUID]:
    """The services about which the family is to be asked: nothing would be told them anyway, and they are needed."""
    decided = decisions(actor, case.child, case.pk, at=at).values()
    return frozenset(one.service for one in decided if one.answer is SharingAnswer.ASK)


def near_services(actor: Actor, case: Case, at: datetime) -> tuple[Near, ...]:
    """The services around the child's home, and those that have asked about the child."""
    return services_near(case.unit, asked=who_has_asked(actor.party_id, child=case.child_id, at=at))


def services_near(unit: Unit, *, asked: Collection[UUID]) -> tuple[Near, ...]:
    """The services in the municipality of a unit, the county's own where it lacks one, and those that have asked."""
    own, code = unit.pk, unit.municipality_code
    near = Unit.objects.filter(municipality_code=code)
    county = Q(domain__organisation__municipality_code="") & ~Q(sector__in=near.values("sector"))
    wanted = Q(municipality_code=code) | county | Q(pk__in=asked)
    order = [sector.key for sector in current().sectors]
    units = Unit.objects.filter(wanted, guest=False).exclude(pk=own).select_related("domain")
    return tuple(
        Near(each.pk, each.name, current().sector(each.sector).label, _answers(each, has_asked=each.pk in asked))
        for each in sorted(units, key=lambda each: (each.pk not in asked, order.index(each.sector), each.name))
        if meets_children(each.sector)
    )


def meets_children(sector: str) -> bool:
    """Whether anybody in a sector does; where every role is a duty of another kind, nobody is called to a meeting."""
    return any(sector in role.sectors and not WITH_NO_CHILD.intersection(role.duties) for role in current().roles)


def _answers(unit: Unit, *, has_asked: bool) -> tuple[SharingAnswer, ...]:
    """A duty is only answered where it can be one: towards social services, and where these have asked."""
    kind = kind_of(current().sector(unit.sector).kind, Regime(unit.domain.regime))
    duties = {SharingAnswer.SOL_19_1: kind is DomainKind.SOCIAL, SharingAnswer.SOL_20_6: has_asked}
    return tuple(answer for answer in SharingAnswer if duties.get(answer, True))


@transaction.atomic
def decide_sharing(
    *,
    case: Case,
    token: UUID,
    answers: Mapping[UUID, tuple[SharingAnswer, str]],
    by: Actor,
    at: datetime,
) -> Case:
    """Record what is answered about each service, with its reason; it only grows, and the newest answer counts."""
    lock_child(case.child_id)
    for service, (answer, reason) in answers.items():
        write_entry(
            NewEntry(
                id=uuid5(token, str(service)),
                payload=SharingDecision(reason=reason),
                child=case.child_id,
                owner=by.party_id,
                author=by.person_id,
                voice=by.party_id,
                container=case.pk,
                responsible=service,
                outcome=answer.value,
                at=at,
            ),
        )
    return case
