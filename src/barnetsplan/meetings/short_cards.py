"""The one page of the short way: who must say yes, and whom one can call."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from barnetsplan.cases.queries import open_case_of
from barnetsplan.cases.sharing import Near, services_near
from barnetsplan.consent.givers import who_must_answer
from barnetsplan.coordination.queries import holders, who_has_asked
from barnetsplan.domain.disclosing import SharingAnswer
from barnetsplan.domain.vocabulary import CaseState, TermKind
from barnetsplan.organisations.models import Unit
from barnetsplan.people.queries import family_of, name_of, names_of
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.records.models import Entry


@dataclass(frozen=True, slots=True)
class ShortCard:
    """Who must say yes and whom one can call, for the unit that would hold the case."""

    concern: UUID
    child: UUID
    child_name: str
    is_born: bool
    givers: tuple[tuple[UUID, str], ...]
    services: tuple[Near, ...]
    family: tuple[str, ...]
    own_unit: str
    months: int
    change_text: str
    law_text: str
    too_late: bool
    entries: tuple[UUID, ...] = ()

    @property
    def audience(self) -> tuple[str, ...]:
        """Who will read the call: the family, the own unit, and the services that are ticked."""
        child = (self.child_name,) if self.is_born else ()
        return (*child, *self.family, self.own_unit, _("de verksamheter som du kryssar i"))

    @property
    def first_name(self) -> str:
        """The child's first name."""
        return self.child_name.split(" ", maxsplit=1)[0]


def short_card(actor: Actor, concern: Entry, at: datetime) -> ShortCard:
    """What the page needs; another unit's case, or one that has come further, is called from its own page."""
    child = concern.child
    holder, case = holders(child.pk, at=at).get(TermKind.BBA), open_case_of(child.pk)
    unit = Unit.objects.get(pk=actor.party_id)
    near = services_near(unit, asked=who_has_asked(actor.party_id, child=child.pk, at=at))
    givers, adults = who_must_answer(child, at=at), family_of(child, at=at)
    names, consent = names_of({*givers, *adults}), current().consent
    return ShortCard(
        concern=concern.pk,
        child=child.pk,
        child_name=name_of(child.person),
        is_born=child.born_on is not None,
        givers=tuple((giver, names[giver]) for giver in givers),
        services=tuple(one for one in near if SharingAnswer.ASK in one.answers),
        family=tuple(names[adult] for adult in adults),
        own_unit=actor.unit_name,
        months=consent.max_months,
        change_text=consent.change_text,
        law_text=consent.law_text,
        too_late=holder not in {None, actor.party_id} or (case is not None and case.state == CaseState.COLLABORATING),
    )
