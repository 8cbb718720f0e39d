"""Making and ending releases; only ``consent.disclose`` may call this (architecture.md 4, knots)."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from barnetsplan.domain.disclosing import DomainKind, Stated, SubGround
from barnetsplan.domain.vocabulary import ConsentState, Ground, InvolvementReason, PartyKind, Regime, Relation, Strength
from barnetsplan.organisations.models import Party, Unit
from barnetsplan.people.actions import involve
from barnetsplan.people.models import Child
from barnetsplan.people.pauses import paused
from barnetsplan.people.queries import majority_of
from barnetsplan.policy.facts import Actor
from barnetsplan.policy.grounds import GroundFacts
from barnetsplan.policy.kinds import PUBLIC, kind_of
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import Contact, Extract
from barnetsplan.records.models import Disclosure, Entry, Release
from barnetsplan.records.queries import kept_from, live_release, reason_place
from barnetsplan.records.received import note_received
from barnetsplan.vault.sealing import seal


@dataclass(frozen=True, slots=True, kw_only=True)
class Intended:
    """One intended disclosure: what, by which party, to whom, on which ground, and what is stated for it.

    ``discloser_domain`` is given for a plan, whose custodian answers for it. ``investigating`` are the recipients that
    have asked the discloser in an open investigation (SoL 20:6). ``id`` comes from a form, so that one that is sent
    twice is found out; ``reservation`` is the version of what the recipient promises before reading.
    """

    child: Child
    discloser: UUID
    entries: Collection[Entry]
    recipients: Collection[UUID]
    ground: Ground
    by: Actor
    at: datetime
    reason: str = ""
    discloser_domain: UUID | None = None
    sub: SubGround | None = None
    stated: frozenset[Stated] = frozenset()
    investigating: frozenset[UUID] = frozenset()
    id: UUID | None = None
    family_is_told: bool = True
    reservation: str = ""


@dataclass(frozen=True, slots=True)
class Yes:
    """What consent says of one entry and one recipient: nothing, where no row of consent is named."""

    state: ConsentState | None = None
    covers: bool = False


def parties_of(new: Intended) -> Mapping[UUID, Party]:
    """The discloser and the recipients, with their units and domains: one query."""
    wanted = {new.discloser, *new.recipients}
    return {party.pk: party for party in Party.objects.filter(pk__in=wanted).select_related("unit__domain")}


def facts_of(
    new: Intended,
    *,
    parties: Mapping[UUID, Party],
    family: Collection[UUID],
    yes: Callable[[UUID, Entry], Yes],
) -> Iterable[GroundFacts]:
    """The facts of every entry and recipient, each for itself: what the ground is asked about.

    *Source:* law.md LAW-03: one ground, with its own preconditions, for each.
    """
    own_space = _is_own_space(new, parties[new.discloser])
    said_by = _Side(DomainKind.PERSON) if own_space else _discloser(new, parties[new.discloser])
    held = _held(new)
    kept = kept_from([entry.pk for entry in new.entries], family=family, at=new.at)
    of_act = _of_act(new, said_by, own_space=own_space)
    is_paused = bool(set(new.recipients) & set(family)) and paused(new.child.pk, at=new.at)
    for recipient in new.recipients:
        to = _side(parties[recipient])
        towards = replace(
            of_act,
            recipient=recipient,
            recipient_kind=to.kind,
            recipient_domain=to.domain,
            same_authority=said_by.is_same_authority_as(to),
            recipient_is_guardian=recipient in family,
            recipient_is_child=recipient == new.child.pk,
            releases_paused=is_paused and recipient in family,
            investigated_by_recipient=recipient in new.investigating,
        )
        for entry in new.entries:
            said = yes(recipient, entry)
            yield replace(
                _of_entry(towards, entry, said_by),
                discloser_holds=entry.pk in held,
                kept_from_recipient=recipient in kept.get(entry.pk, ()),
                consent=said.state,
                covered_by_consent=said.covers,
            )


def _of_act(new: Intended, said_by: "_Side", *, own_space: bool) -> GroundFacts:
    """What is true of the whole act; the recipient and the entry are filled in by those who know them."""
    majority = majority_of(new.child)
    return GroundFacts(
        discloser=new.discloser,
        discloser_kind=said_by.kind,
        discloser_domain=said_by.domain,
        discloser_holds=False,
        recipient=new.discloser,
        recipient_kind=None,
        recipient_domain=None,
        owner=new.child.pk,
        voice=new.child.pk,
        under_18=majority is not None and new.at < majority,
        unborn=new.child.born_on is None,
        decided_by_principal=Relation.HEADS_SCHOOL in new.by.duties,
        from_own_space=own_space,
        chapters_open_to_crime=current().disclosure.open_to_crime,
        stated=new.stated,
        reason=new.reason,
    )


def _of_entry(facts: GroundFacts, entry: Entry, said_by: "_Side") -> GroundFacts:
    """What the entry itself says: whose it is, and every section that binds it where it lies."""
    is_own = entry.owner_id == facts.discloser
    return replace(
        facts,
        owner=entry.owner_id,
        voice=entry.voice_id,
        strength=said_by.strength if is_own else Strength.STRONG,
        sections=frozenset({said_by.section, entry.section} - {""}),
        written_for_this=entry.kind == Extract.KIND and is_own,
        is_contact=entry.kind == Contact.KIND,
    )


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a disclosure: what kind of activity, in which domain and organisation, under which section."""

    kind: DomainKind | None = None
    domain: UUID | None = None
    organisation: UUID | None = None
    section: str = ""
    strength: Strength = Strength.STRONG

    def is_same_authority_as(self, other: "_Side") -> bool:
        """Whether both are branches of one organisation that OSL binds."""
        both_public = self.kind in PUBLIC and other.kind in PUBLIC
        return both_public and self.organisation == other.organisation


def _side(party: Party) -> _Side:
    if party.kind == PartyKind.PERSON:
        return _Side(DomainKind.PERSON)
    return _of_unit(party.unit) if party.kind == PartyKind.UNIT else _Side()


def _of_unit(unit: Unit) -> _Side:
    domain = unit.domain
    return _Side(
        kind=kind_of(current().sector(unit.sector).kind, Regime(domain.regime)),
        domain=domain.pk,
        organisation=domain.organisation_id,
        section=domain.section,
        strength=Strength(domain.strength),
    )


def _is_own_space(new: Intended, party: Party) -> bool:
    """The family sends the plan from its own space: the plan itself gives, and no authority answers for that."""
    return party.kind == PartyKind.PLAN and new.ground is Ground.OWN_GIVING and current().is_own_space


def _discloser(new: Intended, party: Party) -> _Side:
    """A plan has no activity of its own: its custodian's domain answers for it."""
    if party.kind != PartyKind.PLAN:
        return _side(party)
    custodian = Unit.objects.filter(domain=new.discloser_domain).select_related("domain").first()
    return _of_unit(custodian) if custodian else _Side()


def _held(new: Intended) -> set[UUID]:
    owned = {entry.pk for entry in new.entries if entry.owner_id == new.discloser}
    if len(owned) == len(new.entries):
        return owned
    received = Release.objects.filter(
        live_release(new.at),
        entry__in=[entry.pk for entry in new.entries],
        recipient=new.discloser,
    )
    return owned | set(received.values_list("entry", flat=True))


@dataclass(frozen=True, slots=True)
class NewRelease:
    """An intended disclosure whose ground has been found to fit every entry and recipient.

    ``until`` is fixed here: the earliest of the end of the consent and the 18th birthday (architecture.md 2).
    """

    intended: Intended
    recipients: Collection[Party]
    basis: UUID | None
    until: datetime | None


def release(new: NewRelease) -> Disclosure | None:
    """Record the disclosure and its lines; what can be read already on the same ground and basis gets no second line.

    Returns nothing, and records nothing, when no line is new. Receiving creates the recipient's involvement
    (architecture.md 2, ``Involvement``).
    """
    lines = _new_lines(new)
    if not lines:
        return None
    act = _act(new)
    act.save(force_insert=True)
    at = new.intended.at
    made = Release.objects.bulk_create(
        Release(
            disclosure=act,
            entry=entry,
            recipient=recipient,
            basis=new.basis,
            valid_from=at,
            valid_until=new.until,
        )
        for entry, recipient in lines
    )
    note_received(made, child=new.intended.child.pk, at=at)
    for recipient in dict.fromkeys(recipient for _, recipient in lines):
        if recipient.kind == PartyKind.UNIT:
            involve(unit=recipient.pk, child=new.intended.child.pk, reason=InvolvementReason.RECEIVED, at=at)
    return act


def _act(new: NewRelease) -> Disclosure:
    said = new.intended
    act = Disclosure(
        child=said.child,
        discloser_id=said.discloser,
        ground=said.ground,
        sub_ground=said.sub or "",
        stated=sorted(said.stated),
        family_is_told=said.family_is_told,
        reservation=said.reservation or _promised_by_all(new.recipients),
        basis=new.basis,
        made_by_id=said.by.person_id,
        made_at=said.at,
    )
    if said.id is not None:
        act.pk = said.id
    if said.reason:
        act.sealed_reason = seal(said.reason, key=said.child.person.key, place=reason_place(act.pk))
    return act


def _promised_by_all(recipients: Iterable[Party]) -> str:
    """Whoever only a contract binds has promised what the reservation asks, before anything opens (law.md LAW-06)."""
    bound = (party for party in recipients if _side(party).kind is DomainKind.CIVIL)
    return current().disclosure.reservation.version if any(bound) else ""


def _new_lines(new: NewRelease) -> list[tuple[Entry, Party]]:
    standing = _standing_lines(new)
    return [
        (entry, recipient)
        for recipient in new.recipients
        for entry in new.intended.entries
        if (entry.pk, recipient.pk) not in standing
    ]


def _standing_lines(new: NewRelease) -> set[tuple[UUID, UUID]]:
    rows = Release.objects.filter(
        live_release(new.intended.at),
        entry__in=[entry.pk for entry in new.intended.entries],
        recipient__in=[party.pk for party in new.recipients],
        basis=new.basis,
        disclosure__ground=new.intended.ground,
        disclosure__sub_ground=new.intended.sub or "",
    )
    return set(rows.values_list("entry", "recipient"))


def end_disclosure(*, disclosure: UUID, at: datetime) -> int:
    """End every live release of one disclosure; what the recipient has received stays with it (law.md CON-06)."""
    return _end(Release.objects.filter(live_release(at), disclosure=disclosure), at=at)


def end_what_reaches(recipient: UUID, *, child: UUID, at: datetime) -> int:
    """End every live release of a child's entries to one recipient, whatever it rests on (law.md FAM-03)."""
    return _end(Release.objects.filter(live_release(at), disclosure__child=child, recipient=recipient), at=at)


def end_releases(*, bases: Iterable[UUID], at: datetime) -> int:
    """End every live release that rests on these bases; returns how many ended."""
    return _end(Release.objects.filter(live_release(at), basis__in=list(bases)), at=at)


def end_lines(*, entries: Iterable[UUID], recipients: Iterable[UUID], at: datetime) -> int:
    """End every live release of these entries to these recipients, whatever it rests on; returns how many ended."""
    return _end(
        Release.objects.filter(live_release(at), entry__in=list(entries), recipient__in=list(recipients)), at=at
    )


def _end(rows: "QuerySet[Release]", *, at: datetime) -> int:
    """End them; the rooms above that keep a page of it open are told (``settings.WHEN_RELEASES_END``)."""
    ending = dict(rows.filter(ended_at__isnull=True).values_list("pk", "entry"))
    if not ending:
        return 0
    ended = Release.objects.filter(pk__in=ending).update(ended_at=at)
    for path in settings.WHEN_RELEASES_END:
        import_string(path)(entries=set(ending.values()))
    return ended
