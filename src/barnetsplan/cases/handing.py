"""What the page of handing out shows: what the unit holds, to whom it could go, and which grounds could carry it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from barnetsplan.access.refusals import words
from barnetsplan.cases.words import FIELDS, KINDS, STATED, named
from barnetsplan.consent.disclose import Disclose, could
from barnetsplan.consent.texts import unit_names
from barnetsplan.coordination.queries import who_has_asked
from barnetsplan.domain.decisions import Refused
from barnetsplan.domain.disclosing import Stated
from barnetsplan.domain.vocabulary import Ground, PartyKind, Regime
from barnetsplan.organisations.models import Party, Unit
from barnetsplan.people.models import Child
from barnetsplan.people.queries import ChildCard, child_card, names_of
from barnetsplan.policy.facts import Actor
from barnetsplan.policy.ground_table import RULES, GroundRule
from barnetsplan.policy.kinds import kind_of
from barnetsplan.practice.load import current
from barnetsplan.practice.model import NotInPractice
from barnetsplan.records.kinds import Extract, Payload
from barnetsplan.records.models import Entry
from barnetsplan.records.queries import OpenEntry, open_visible

#: What a page of handing out does not offer: a consent has its own way, and nobody here gives in the own name.
_OTHER_WAYS = frozenset({Ground.CONSENT_12_2, Ground.OWN_GIVING})


@dataclass(frozen=True, slots=True)
class Part:
    """One text of an entry under what it is called."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Held:
    """An entry that the unit has written or received, as a line to choose and as it would be handed out."""

    id: UUID
    heading: str
    owner: str
    on: datetime
    is_own: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Recipient:
    """A unit or a member of the family that something could be handed out to."""

    id: UUID
    name: str
    group: str
    has_asked: bool = False


@dataclass(frozen=True, slots=True)
class HandingCard:
    """The page: every entry that could be chosen by its heading, and the text of those that are."""

    child: ChildCard
    own_unit: str
    held: tuple[Held, ...]
    chosen: tuple[Held, ...]
    recipients: tuple[Recipient, ...]
    reservation: str

    @property
    def entries(self) -> tuple[UUID, ...]:
        """Only what is read to the end stands open."""
        return tuple(held.id for held in self.chosen)

    @property
    def asked_by(self) -> tuple[str, ...]:
        """Who has asked the unit in an open investigation."""
        return tuple(one.name for one in self.recipients if one.has_asked)

    def recipient(self, key: UUID | None) -> Recipient | None:
        """One of the recipients."""
        return next((one for one in self.recipients if one.id == key), None)


def handing_card(actor: Actor, child: Child, at: datetime, *, chosen: Collection[UUID] = ()) -> HandingCard:
    """What the unit holds of a child, and to whom it could go; the list of units tells nothing of the child."""
    held = held_by(actor, child, at)
    person = child_card(child, at=at, with_family=True)
    return HandingCard(
        child=person,
        own_unit=actor.unit_name,
        held=held,
        chosen=tuple(one for one in held if one.id in set(chosen)),
        recipients=(*_family(person), *_units(actor, child, at)),
        reservation=current().disclosure.reservation.text,
    )


def held_by(actor: Actor, child: Child, at: datetime) -> tuple[Held, ...]:
    """Everything that the unit may choose to hand out, newest first."""
    seen = [one for one in open_visible(actor.party_id, child=child, at=at) if one.kind in KINDS]
    units = unit_names({one.owner for one in seen})
    people = names_of({one.voice for one in seen} - units.keys())
    made = [_held(one, actor, {**people, **units}) for one in seen]
    return tuple(sorted(made, key=lambda one: one.on, reverse=True))


def _held(entry: OpenEntry, actor: Actor, names: Mapping[UUID, str]) -> Held:
    whose = names.get(entry.voice) or names.get(entry.owner, "")
    return Held(
        id=entry.id,
        heading=heading_of(entry.kind, entry.area),
        owner=whose,
        on=entry.written_at,
        is_own=entry.owner == actor.party_id,
        parts=parts_of(entry.payload),
    )


def heading_of(kind: str, area: str) -> str:
    """What an entry is called among others."""
    name = str(KINDS[kind])
    try:
        return f"{name}: {current().area(area).label}" if area else name
    except NotInPractice:
        return name


def parts_of(payload: Payload) -> tuple[Part, ...]:
    """The texts of an entry, each under what it is called; an extract under the headings that it carries."""
    if isinstance(payload, Extract):
        copied = zip(payload.headings, payload.parts, strict=True)
        return (*((Part("", payload.text),) if payload.text else ()), *(Part(label, text) for label, text in copied))
    found = ((field.name, getattr(payload, field.name)) for field in fields(payload))
    return tuple(
        Part(str(FIELDS.get(name, "")), text)
        for name, text in found
        if isinstance(text, str) and text and name not in {"goal", "action", "about", "support"}
    )


def _family(child: ChildCard) -> Iterable[Recipient]:
    yield from (Recipient(person, name, "family") for person, name in child.family)
    if child.born_on is not None:
        yield Recipient(child.id, child.name, "family")


def _units(actor: Actor, child: Child, at: datetime) -> Iterable[Recipient]:
    asked = who_has_asked(actor.party_id, child=child.pk, at=at)
    own = Unit.objects.get(pk=actor.party_id)
    near = Unit.objects.filter(municipality_code=own.municipality_code)
    county = Q(domain__organisation__municipality_code="") & ~Q(sector__in=near.values("sector"))
    wanted = Q(municipality_code=own.municipality_code) | county | Q(pk__in=asked)
    order = [sector.key for sector in current().sectors]
    units = sorted(
        Unit.objects.filter(wanted, guest=False).exclude(pk=own.pk),
        key=lambda unit: (unit.pk not in asked, order.index(unit.sector), unit.name),
    )
    for unit in units:
        yield Recipient(unit.pk, unit.name, current().sector(unit.sector).label, unit.pk in asked)


@dataclass(frozen=True, slots=True)
class Offer:
    """A ground as the page offers it, or says why not."""

    code: str
    rule: GroundRule
    label: str
    why_not: str
    stated: tuple[tuple[Stated, str], ...]

    @property
    def fits(self) -> bool:
        """Whether it could carry what is chosen."""
        return not self.why_not


def offers(new: Disclose) -> tuple[Offer, ...]:
    """Every ground of the discloser's own, those that could carry this first, the others with why not."""
    rules = [rule for rule in RULES if _kind_of(new) in rule.disclosers and rule.ground not in _OTHER_WAYS]
    answers = could(new, rules)
    made = [
        Offer(
            code=rule.code,
            rule=rule,
            label=str(named(rule.ground, rule.sub or "")),
            why_not=_why_not(answers[rule.code]),
            stated=tuple((stated, str(STATED[stated])) for stated in rule.stated),
        )
        for rule in rules
    ]
    return tuple(sorted(made, key=lambda offer: not offer.fits))


def _why_not(refused: Refused | None) -> str:
    return "" if refused is None else words(refused)


def _kind_of(new: Disclose) -> object:
    unit = Unit.objects.select_related("domain").get(pk=new.discloser)
    return kind_of(current().sector(unit.sector).kind, Regime(unit.domain.regime))


def intended(
    actor: Actor,
    child: Child,
    *,
    entries: Collection[UUID],
    text: str,
    recipient: UUID,
    at: datetime,
) -> Disclose:
    """The disclosure as it would be, before a ground is chosen; what is written for it is not stored yet."""
    chosen = list(Entry.objects.filter(pk__in=list(entries)))
    if text:
        chosen.append(Entry(kind=Extract.KIND, child=child, owner_id=actor.party_id, voice_id=actor.party_id))
    return Disclose(
        child=child,
        discloser=actor.party_id,
        entries=chosen,
        recipients=[recipient],
        ground=Ground.NO_HARM_ASSESSMENT,
        by=actor,
        at=at,
        investigating=who_has_asked(actor.party_id, child=child.pk, at=at),
    )


def is_person(party: UUID) -> bool:
    """Whether a recipient is a person and no unit."""
    return Party.objects.filter(pk=party, kind=PartyKind.PERSON).exists()


def with_rule(new: Disclose, rule: GroundRule) -> Disclose:
    """The same disclosure, on this ground."""
    return replace(new, ground=rule.ground, sub=rule.sub)
