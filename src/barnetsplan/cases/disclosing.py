"""Handing out on another ground than consent, telling the family of it, ending it, and promising (law.md LAW-03-06)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from barnetsplan.cases.handing import Held, held_by, intended
from barnetsplan.cases.words import FOR_FAMILY
from barnetsplan.consent import disclose as service
from barnetsplan.consent.disclose import Disclose, disclose, why_not
from barnetsplan.consent.texts import unit_names
from barnetsplan.domain.decisions import Reason, Refused, Taken
from barnetsplan.domain.disclosing import Stated
from barnetsplan.domain.vocabulary import Ground
from barnetsplan.notices.actions import done, tell
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.organisations.models import Unit
from barnetsplan.people.actions import lock_child
from barnetsplan.people.models import Child
from barnetsplan.people.pauses import paused
from barnetsplan.people.queries import family_of, names_of
from barnetsplan.policy.facts import Actor
from barnetsplan.policy.ground_table import GroundRule
from barnetsplan.practice.load import current
from barnetsplan.records.actions import NewEntry, write_entry
from barnetsplan.records.kinds import Extract, Informed
from barnetsplan.records.models import Disclosure, Entry, EntryAbout, Promise
from barnetsplan.records.queries import kept_from, promise_place
from barnetsplan.vault.sealing import seal


@dataclass(frozen=True, slots=True, kw_only=True)
class Handing:
    """What somebody decides to hand out: which entries, or a text written for it, to whom, on which ground, and why.

    ``untold`` are the guardians who are not told, because the child could be harmed. ``id`` comes from the form.
    """

    id: UUID
    child: Child
    entries: Collection[UUID]
    text: str
    recipient: UUID
    rule: GroundRule
    stated: frozenset[Stated]
    reason: str
    untold: frozenset[UUID] = frozenset()
    by: Actor
    at: datetime


@transaction.atomic
def hand_out(new: Handing) -> Disclosure | Refused:
    """Hand out what a ground carries: one act, its log event, the recipient's notice, and the family told.

    Each entry is tried for itself. What the whole family is told of is released as it stands, and shows in its log;
    what anybody in it is not told of goes as an extract, so that no reading of it shows anywhere (law.md ORO-04).

    *Source:* law.md LAW-03, LAW-05; OSL 12:3.
    """
    lock_child(new.child.pk)
    earlier = Disclosure.objects.filter(pk=new.id).first()
    if earlier is not None:
        return _same_or_taken(earlier, new)
    held = [one for one in held_by(new.by, new.child, new.at) if one.id in set(new.entries)]
    refused = _refusal(new, held)
    if refused is not None:
        return refused
    told = _told(new)
    all_told = new.rule.tells_family and told >= set(family_of(new.child, at=new.at)) - {new.recipient}
    made = disclose(_as_it_goes(new, held, all_told=all_told))
    if isinstance(made, Refused):
        return made
    if made is None:
        return Refused(Reason.ALREADY_READS)
    _inform(new, held, told=told, act=made)
    kind = NoticeKind.DISCLOSURE_CAME
    tell(party=new.recipient, child=new.child.pk, kind=kind, thing=made.pk, about=new.by.party_id, at=new.at)
    return made


def _refusal(new: Handing, held: Collection[Held]) -> Refused | None:
    if len(held) != len(set(new.entries)):
        return Refused(Reason.NOT_HELD)
    if not held and not new.text:
        return Refused(Reason.NOTHING_WRITTEN)
    return why_not(_wanted(new))


def _same_or_taken(earlier: Disclosure, new: Handing) -> Disclosure:
    if (earlier.discloser_id, earlier.made_by_id, earlier.child_id) != (
        new.by.party_id,
        new.by.person_id,
        new.child.pk,
    ):
        raise Taken
    return earlier


def _wanted(new: Handing) -> Disclose:
    """The disclosure of the entries themselves: what the ground is asked about."""
    made = intended(
        new.by,
        new.child,
        entries=new.entries,
        text=new.text,
        recipient=new.recipient,
        at=new.at,
    )
    asked_for = new.stated & frozenset(new.rule.stated)
    return replace(made, ground=new.rule.ground, sub=new.rule.sub, stated=asked_for, reason=new.reason)


def _to_person(new: Handing) -> bool:
    """Whether the recipient is a person: what is handed to a person is read on a page of its own, as an extract."""
    return not Unit.objects.filter(pk=new.recipient).exists()


def _told(new: Handing) -> frozenset[UUID]:
    """The guardians who are told: none on a ground that is kept apart, or while somebody's releases are paused.

    One from whom something of it is kept is told nothing of it either (law.md A5).
    """
    if not new.rule.tells_family or paused(new.child.pk, at=new.at):
        return frozenset()
    family = family_of(new.child, at=new.at)
    kept = kept_from(new.entries, family=family, at=new.at)
    return frozenset(family) - new.untold - frozenset().union(*kept.values()) - {new.recipient}


def _as_it_goes(new: Handing, held: Collection[Held], *, all_told: bool) -> Disclose:
    wanted = replace(
        _wanted(new),
        id=new.id,
        family_is_told=all_told,
        reservation=current().disclosure.reservation.version if new.rule.reserves else "",
    )
    if not all_told or _to_person(new):
        return replace(wanted, entries=[_extract(new, held)])
    originals = list(Entry.objects.filter(pk__in=list(new.entries)))
    return replace(wanted, entries=[*originals, *([_extract(new, ())] if new.text else [])])


def _extract(new: Handing, held: Collection[Held]) -> Entry:
    unit = Unit.objects.select_related("domain").get(pk=new.by.party_id)
    about = EntryAbout.objects.filter(entry__in=[one.id for one in held]).values_list("person", flat=True)
    parts = [
        (f"{one.heading} ({one.owner})", "\n".join(_line(part.label, part.text) for part in one.parts)) for one in held
    ]
    return write_entry(
        NewEntry(
            id=uuid5(new.id, "extract"),
            payload=Extract(
                text=new.text,
                headings=tuple(heading for heading, _ in parts),
                parts=tuple(text for _, text in parts),
            ),
            child=new.child.pk,
            owner=unit.pk,
            author=new.by.person_id,
            voice=unit.pk,
            section=unit.domain.section,
            about=tuple(about),
            at=new.at,
        ),
    )


def _line(label: str, text: str) -> str:
    return f"{label}: {text}" if label else text


def _inform(new: Handing, held: Collection[Held], *, told: frozenset[UUID], act: Disclosure) -> None:
    """Tell those who are told: to whom, why it could be, and what in general words (law.md LAW-05)."""
    if not told:
        return
    mine, child, at = new.by.party_id, new.child.pk, new.at
    entry = write_entry(
        NewEntry(
            id=uuid5(new.id, "informed"),
            payload=_informed(new, held),
            child=child,
            owner=mine,
            author=new.by.person_id,
            voice=mine,
            container=act.pk,
            at=at,
        ),
    )
    disclose(
        Disclose(
            child=new.child,
            discloser=mine,
            entries=[entry],
            recipients=sorted(told),
            ground=Ground.TO_SUBJECT_12_1,
            by=new.by,
            at=at,
        ),
    )
    for guardian in sorted(told):
        tell(party=guardian, child=child, kind=NoticeKind.DISCLOSURE_TOLD, thing=act.pk, about=mine, at=at)


def _informed(new: Handing, held: Collection[Held]) -> Informed:
    return Informed(
        recipient={**unit_names({new.recipient}), **_person(new)}[new.recipient],
        ground=str(FOR_FAMILY[new.rule.code]),
        what=current().listed(dict.fromkeys(one.heading for one in held)),
    )


def _person(new: Handing) -> Mapping[UUID, str]:
    return names_of([new.recipient])


@transaction.atomic
def end_handing(*, disclosure: Disclosure, at: datetime) -> Disclosure:
    """End what a disclosure lets its recipient read; what has been received stays with the recipient."""
    service.end(disclosure, at=at)
    done(thing=disclosure.pk, kind=NoticeKind.DISCLOSURE_CAME, at=at)
    return disclosure


def note_read(*, disclosure: Disclosure, by: Actor, at: datetime) -> Disclosure:
    """End what waits for somebody about a disclosure that has been read."""
    for kind in (NoticeKind.DISCLOSURE_CAME, NoticeKind.DISCLOSURE_TOLD):
        done(thing=disclosure.pk, kind=kind, party=by.party_id, at=at)
    return disclosure


def promise(*, child: Child, by: Actor, at: datetime) -> Promise:
    """Promise what the reservation asks, as it is worded now (law.md LAW-06); once is enough."""
    reservation = current().disclosure.reservation
    said = {"child": child, "party_id": by.party_id, "person_id": by.person_id, "version": reservation.version}
    earlier = Promise.objects.filter(**said).first()
    if earlier is not None:
        return earlier
    row = Promise(**said, promised_at=at)
    row.sealed_text = seal(reservation.text, key=child.person.key, place=promise_place(row.pk))
    row.save(force_insert=True)
    return row
