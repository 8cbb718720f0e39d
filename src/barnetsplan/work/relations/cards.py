"""The page of the family for professionals: who has custody by which proof, what is restricted, decided and paused.

Every unit around the child sees who has custody, and that something is closed. Why, and who said it, is for the unit
that recorded it; what was said for a pause is for those who decide on secrecy there, and for the one who said it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext as _

from barnetsplan.consent.models import ConsentRequest, ConsentRow
from barnetsplan.consent.overrides import overrides_of
from barnetsplan.consent.texts import unit_names
from barnetsplan.coordination.secrecy import decides
from barnetsplan.domain.periods import last_day_before, local_date
from barnetsplan.domain.vocabulary import (
    GuardianshipKind,
    GuardianshipSource,
    MaturityOutcome,
    OverrideKind,
    PauseSaidAs,
    Relation,
    RelationshipKind,
    WhereaboutsGround,
)
from barnetsplan.organisations.models import Unit
from barnetsplan.people import maturity, pauses, whereabouts
from barnetsplan.people.models import Child, Pause, ProposedGuardian, Relationship, Restriction, WhereaboutsHidden
from barnetsplan.people.newborn import SeenBirth, opened_birth
from barnetsplan.people.queries import ChildCard, child_card, live, live_guardianships, name_of, names_of
from barnetsplan.people.relating import evidence_place
from barnetsplan.policy.facts import Actor
from barnetsplan.policy.relations import RELATIONS
from barnetsplan.practice.load import current
from barnetsplan.ui.marks import Data, as_data
from barnetsplan.ui.templatetags.ui import day
from barnetsplan.vault.models import Key
from barnetsplan.vault.sealing import Place, unseal
from barnetsplan.work.relations import words


@dataclass(frozen=True, slots=True)
class Adult:
    """A person beside the child: as what, by which proof, since when; ``scope`` where the law says how far."""

    id: UUID | None
    name: str
    kind: str
    source: str
    since: date | None
    until: date | None = None
    scope: str = ""
    seen_by: str = ""


@dataclass(frozen=True, slots=True)
class Closed:
    """Something that is closed, proposed or decided; what may not be known here is empty."""

    key: UUID
    what: str
    since: date
    who: str = ""
    why: str = ""
    by: str = ""
    until: date | None = None
    is_late: bool = False
    may: bool = False
    birth: SeenBirth | None = None


@dataclass(frozen=True, slots=True)
class RelationsCard:
    """Everything on the page of the family."""

    child: ChildCard
    guardians: tuple[Adult, ...]
    others: tuple[Adult, ...]
    restrictions: tuple[Closed, ...]
    proposals: tuple[Closed, ...]
    pauses: tuple[Closed, ...]
    hidings: tuple[Closed, ...]
    decisions: tuple[Closed, ...]
    overrides: tuple[Closed, ...]
    services: tuple[tuple[str, str], ...]
    matters: tuple[tuple[str, str], ...]
    has_register: bool
    is_social: bool
    must_review: bool

    @property
    def entries(self) -> tuple[UUID, ...]:
        """Nothing that is written about the child stands here."""
        return ()

    @property
    def first_name(self) -> str:
        """The name that is said."""
        return self.child.name.split(" ")[0]

    @property
    def adults(self) -> tuple[tuple[str, str], ...]:
        """The guardians as choices in a form."""
        return tuple((str(adult.id), adult.name) for adult in self.guardians if adult.id is not None)


def relations_card(actor: Actor, child: Child, at: datetime) -> RelationsCard:
    """The page for one professional of a unit around the child."""
    requests = _own_requests(actor, child, at)
    return RelationsCard(
        child=child_card(child, at=at),
        guardians=_guardians(child, at),
        others=_others(child, at),
        restrictions=_restrictions(actor, child),
        proposals=_proposals(actor, child),
        pauses=_pauses(actor, child, at),
        hidings=_hidings(actor, child, at),
        decisions=_decisions(actor, child, at),
        overrides=_overrides(actor, requests, at),
        services=_services(requests),
        matters=((maturity.WHOLE_PLAN, _("Hela planen")), *((area.key, Data(area.label)) for area in current().areas)),
        has_register=bool(settings.REGISTER_FILE),
        is_social=Unit.objects.filter(pk=actor.party_id, sector="social_services").exists(),
        must_review=whereabouts.overdue(child.pk, unit=actor.party_id, at=at),
    )


def _guardians(child: Child, at: datetime) -> tuple[Adult, ...]:
    if child.born_on is None:
        carries = names_of([child.carried_by_id])
        return tuple(Adult(person, name, _("Är gravid och svarar ensam"), "", None) for person, name in carries.items())
    rows = live_guardianships(child.pk, at=at).select_related("guardian__key").order_by("valid_from", "guardian")
    found = list(rows)
    seen = names_of(person for row in found for person in (row.seen_by_id, row.seen_by_second_id))
    return tuple(
        Adult(
            id=row.guardian_id,
            name=name_of(row.guardian),
            kind=str(words.GUARDIANS[GuardianshipKind(row.kind)]),
            source=str(words.SOURCES[GuardianshipSource(row.source)]),
            since=local_date(row.valid_from),
            until=last_day_before(row.valid_until) if row.valid_until else None,
            seen_by=_both(seen, row.seen_by_id, row.seen_by_second_id),
        )
        for row in found
    )


def _both(names: Mapping[UUID, str], *people: UUID | None) -> str:
    return current().listed(names[person] for person in people if person is not None)


def _others(child: Child, at: datetime) -> tuple[Adult, ...]:
    rows = (
        Relationship.objects.filter(live(at), child=child).select_related("adult__key", "unit").order_by("valid_from")
    )
    return tuple(
        Adult(
            id=row.pk,
            name=name_of(row.adult) if row.adult else row.unit.name if row.unit else "",
            kind=str(words.RELATIONSHIPS[RelationshipKind(row.kind)]),
            source=str(words.SOURCES[GuardianshipSource(row.source)]),
            since=local_date(row.valid_from),
            scope=str(words.SCOPES[RELATIONS[RelationshipKind(row.kind)].scope]),
        )
        for row in rows
    )


def _restrictions(actor: Actor, child: Child) -> tuple[Closed, ...]:
    rows = list(Restriction.objects.filter(child=child, ended_at__isnull=True).order_by("begun_at"))
    names = names_of(person for row in rows for person in (row.person_id, row.recorded_by_id))
    return tuple(
        Closed(
            key=row.pk,
            what="",
            since=local_date(row.begun_at),
            who=names[row.person_id],
            why=_opened(row.sealed_evidence, child, evidence_place(row.pk)) if row.unit_id == actor.party else "",
            by=names[row.recorded_by_id] if row.unit_id == actor.party else "",
        )
        for row in rows
    )


def _proposals(actor: Actor, child: Child) -> tuple[Closed, ...]:
    rows = list(ProposedGuardian.objects.filter(child=child, unit=actor.party_id, answered_at__isnull=True))
    names = names_of(person for row in rows for person in (row.guardian_id, row.proposed_by_id))
    return tuple(proposal_line(actor, row, child, names) for row in rows)


def proposal_line(actor: Actor, row: ProposedGuardian, child: Child, names: Mapping[UUID, str]) -> Closed:
    """What one person has seen, for the second who is to confirm it."""
    birth = opened_birth(row)
    of_whom = (
        words.GUARDIANS[GuardianshipKind(row.kind)]
        if birth is None
        else _("Barnet är fött, och personen är vårdnadshavare")
    )
    return Closed(
        key=row.pk,
        what=f"{of_whom} · {words.SOURCES[GuardianshipSource(row.source)]}",
        since=row.seen_on,
        who=names[row.guardian_id],
        why=_opened(row.sealed_evidence, child, evidence_place(row.pk)),
        by=names[row.proposed_by_id],
        may=row.proposed_by_id != actor.person,
        birth=birth,
    )


def _pauses(actor: Actor, child: Child, at: datetime) -> tuple[Closed, ...]:
    rows = list(pauses.live_pauses(child.pk, at=at))
    names = names_of(person for row in rows for person in (row.said_by_id, row.about_id))
    lines = []
    for row in rows:
        may = decides(actor, unit=row.unit_id, begun_by=row.said_by_id, at=at)
        waits_nowhere = row.unit_id is None and Relation.DECIDES_SECRECY in actor.duties
        knows = may or waits_nowhere or row.said_by_id == actor.person
        who = names.get(row.about_id, "") if row.about_id else ""
        said = _("Sagt av en vårdnadshavare") if row.said_as == PauseSaidAs.GUARDIAN else _("Sagt av personal")
        lines.append(
            Closed(
                key=row.pk,
                what=said if knows else "",
                since=local_date(row.begun_at),
                who=who if knows else "",
                why=_opened(row.sealed_reason, child, pauses.reason_place(row.pk)) if knows else "",
                by=names[row.said_by_id] if knows else "",
                may=may,
            ),
        )
    return tuple(lines)


def _hidings(actor: Actor, child: Child, at: datetime) -> tuple[Closed, ...]:
    rows = list(whereabouts.live_hidings(child.pk, at=at))
    names = names_of(person for row in rows for person in (row.hidden_from_id, row.decided_by_id))
    lines = []
    for row in rows:
        own = row.unit_id == actor.party
        lines.append(
            Closed(
                key=row.pk,
                what=str(words.GROUNDS[WhereaboutsGround(row.ground)]) if own else "",
                since=local_date(row.decided_at),
                who=names[row.hidden_from_id] if row.hidden_from_id else "",
                why=_opened(row.sealed_reason, child, whereabouts.reason_place(row.pk)) if own else "",
                by=names[row.decided_by_id] if own else "",
                until=row.review_on if own else None,
                is_late=own and row.review_on < local_date(at),
                may=decides(actor, unit=row.unit_id, begun_by=row.decided_by_id, at=at),
            ),
        )
    return tuple(lines)


def _decisions(actor: Actor, child: Child, at: datetime) -> tuple[Closed, ...]:
    """The decisions on maturity of the own domain; another domain's are its own."""
    rows = list(maturity.live_decisions(child.pk, at=at).filter(domain=actor.domain))
    names = names_of(row.decided_by_id for row in rows)
    labels = {area.key: area.label for area in current().areas}
    return tuple(
        Closed(
            key=row.pk,
            what=str(words.MATURITY[MaturityOutcome(row.outcome)]),
            since=local_date(row.valid_from),
            who=labels.get(row.matter, _("Hela planen")),
            why=_opened(row.sealed_reason, child, maturity.reason_place(row.pk)),
            by=names[row.decided_by_id],
            until=last_day_before(row.valid_until),
        )
        for row in rows
    )


def _own_requests(actor: Actor, child: Child, at: datetime) -> tuple[UUID, ...]:
    rows = ConsentRequest.objects.filter(
        child=child, asked_by=actor.party_id, withdrawn_at__isnull=True, valid_until__gt=at
    )
    return tuple(rows.order_by("-asked_at").values_list("pk", flat=True))


def _services(requests: Iterable[UUID]) -> tuple[tuple[str, str], ...]:
    """The questions that the unit has asked about services, newest first: ``request:service``, the name and the day."""
    rows = ConsentRow.objects.filter(request__in=list(requests)).order_by("-request__asked_at", "service__name")
    asked = dict.fromkeys(rows.values_list("request", "service", "request__asked_at"))
    names = unit_names({service for _request, service, _at in asked})
    return tuple(
        (
            f"{request}:{service}",
            format_html(_("{name}, frågat {day}"), name=as_data(names[service]), day=day(at, "short")),
        )
        for request, service, at in asked
    )


def _overrides(actor: Actor, requests: Iterable[UUID], at: datetime) -> tuple[Closed, ...]:
    rows = list(overrides_of(list(requests), at=at).prefetch_related("lines__row__service"))
    names = names_of(line.guardian_id for row in rows for line in row.lines.all())
    return tuple(
        Closed(
            key=row.pk,
            what=str(words.OVERRIDES[OverrideKind(row.kind)]),
            since=row.decided_on,
            who=current().listed(sorted({names[line.guardian_id] for line in row.lines.all()})),
            why=current().listed(sorted({line.row.service.name for line in row.lines.all()})),
            until=last_day_before(row.valid_until),
            may=row.unit_id == actor.party,
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class DecidingCard:
    """One thing that waits for somebody's answer: a proposal, a pause, a decision on whereabouts."""

    child: ChildCard
    line: Closed

    @property
    def entries(self) -> tuple[UUID, ...]:
        """Nothing that is written about the child stands here."""
        return ()

    @property
    def first_name(self) -> str:
        """The name that is said."""
        return self.child.name.split(" ")[0]


def deciding_card(actor: Actor, row: ProposedGuardian | Pause | WhereaboutsHidden, at: datetime) -> DecidingCard:
    """The line of the page of the family that is to be answered."""
    child = row.child
    if isinstance(row, ProposedGuardian):
        names = names_of([row.guardian_id, row.proposed_by_id])
        return DecidingCard(child_card(child, at=at), proposal_line(actor, row, child, names))
    lines = _pauses(actor, child, at) if isinstance(row, Pause) else _hidings(actor, child, at)
    return DecidingCard(child_card(child, at=at), next(each for each in lines if each.key == row.pk))


def _opened(sealed: bytes | memoryview, child: Child, place: Place) -> str:
    key: Key = child.person.key
    return unseal(bytes(sealed), key=key, place=place)
