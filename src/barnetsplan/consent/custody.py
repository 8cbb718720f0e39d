"""A change of guardians: standing begins or ends, and what rested on the old state ends in the same transaction.

The register is read again before each disclosure, when a guardian signs in, and every day by a command. When it does
not answer, nobody gets standing by it, and every restriction stands (law.md FAM-02; T8).
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from barnetsplan import context
from barnetsplan.accounts.session import end_family_sessions
from barnetsplan.audit.record import Event, record
from barnetsplan.consent.holding import end_what_nothing_carries
from barnetsplan.consent.models import ConsentRequest
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.periods import eighteenth_birthday
from barnetsplan.domain.vocabulary import ActorKind, GiverRole, GuardianshipKind, GuardianshipSource
from barnetsplan.notices.actions import done, purge, tell
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.people import register
from barnetsplan.people.actions import add_guardianship, end_guardianship, known_or_admitted, lock_child
from barnetsplan.people.models import Child, Guardianship, ProposedGuardian, Restriction
from barnetsplan.people.queries import children_of_family, find_child, live_guardianships, number_hash, number_of
from barnetsplan.people.relating import evidence_place
from barnetsplan.policy.facts import NOBODY, Actor
from barnetsplan.protection.actions import take_family_from_register
from barnetsplan.records.release import end_what_reaches
from barnetsplan.vault.sealing import seal

#: What the register may end when it says otherwise. A decision of a court reaches two persons before the register.
_OF_REGISTER = frozenset({GuardianshipSource.REGISTER, GuardianshipSource.SEEN_EXTRACT})
#: How a change by the register stands in the log.
_RECHECK = "custody:recheck"
_WAITING = (NoticeKind.CONSENT_ASKED, NoticeKind.CONSENT_READY)


@transaction.atomic
def end_custody(*, guardianship: Guardianship, at: datetime) -> int:
    """End a guardianship, and with it all that it carried, in this very transaction; returns how many releases ended.

    Sessions are ended, notices removed, questions and invitations taken back, and every request that the person was
    to answer is invalid for good, so that a yes from before cannot come alive if custody is given back.

    *Source:* law.md FAM-03, CON-01; architecture.md rule 5.
    """
    child, person = guardianship.child, guardianship.guardian_id
    lock_child(child.pk)
    end_guardianship(guardianship=guardianship, at=at)
    if live_guardianships(child.pk, at=at).filter(guardian=person).exists():
        return 0
    invalidate_what_was_asked(child, person, at)
    ended = close_what_nothing_carries(child=child, at=at)
    ended += end_what_reaches(person, child=child.pk, at=at)
    purge(party=person, child=child.pk)
    end_family_sessions(person)
    for void in _when_standing_ends():
        void(child=child.pk, person=person, at=at)
    return ended


def _when_standing_ends() -> list[Callable[..., None]]:
    """What the rooms above void; ``config`` names them, because no room may know those above it."""
    return [import_string(path) for path in settings.WHEN_STANDING_ENDS]


def invalidate_what_was_asked(
    child: Child, person: UUID, at: datetime, *, roles: Collection[GiverRole] = (GiverRole.GUARDIAN,)
) -> None:
    """Take back each request that the person was to answer, and let those who asked know that they have to ask anew."""
    rows = ConsentRequest.objects.filter(child=child, givers__person=person, givers__role__in=roles)
    asked = dict(rows.filter(withdrawn_at__isnull=True, valid_until__gt=at).values_list("pk", "asked_by"))
    ConsentRequest.objects.filter(pk__in=asked).update(withdrawn_at=at)
    for request in asked:
        for kind in _WAITING:
            done(thing=request, kind=kind, at=at)
    for unit in sorted(set(asked.values())):
        tell(party=unit, child=child.pk, kind=NoticeKind.CUSTODY_CHANGED, thing=child.pk, at=at)


@transaction.atomic
def close_what_nothing_carries(*, child: Child, at: datetime) -> int:
    """End every live release whose consent row is active no longer; also after a guardian has been added."""
    lock_child(child.pk)
    return end_what_nothing_carries(child, at=at)


@transaction.atomic
def restrict(*, child: Child, person: UUID, evidence: str, by: Actor, at: datetime) -> Restriction | Refused:
    """Take away a guardian's standing at once, on what one person has seen; no register gives it back by itself.

    *Source:* law.md FAM-02 (staff may add restrictions at once).
    """
    lock_child(child.pk)
    standing = Restriction.objects.filter(child=child, person=person, ended_at__isnull=True).first()
    if standing is not None:
        return standing
    guardianships = list(live_guardianships(child.pk, at=at).filter(guardian=person).select_related("child"))
    if not guardianships:
        return Refused(Reason.NO_GUARDIAN_OF_CHILD)
    if not evidence.strip():
        return Refused(Reason.EVIDENCE_MISSING)
    row = Restriction(
        child=child,
        person_id=person,
        unit_id=by.party_id,
        recorded_by_id=by.person_id,
        begun_at=at,
    )
    row.sealed_evidence = seal(evidence, key=child.person.key, place=evidence_place(row.pk))
    row.save(force_insert=True)
    for guardianship in guardianships:
        end_custody(guardianship=guardianship, at=at)
    return row


@transaction.atomic
def answer_proposal(
    *,
    proposal: ProposedGuardian,
    confirm: bool,
    by: Actor,
    at: datetime,
) -> ProposedGuardian | Refused:
    """Confirm what another person of the unit has seen, or say that it is wrong; only then does anybody get standing.

    A confirmed proof lifts a restriction against the same person, since two have seen it.

    *Source:* law.md FAM-02 (four eyes).
    """
    lock_child(proposal.child_id)
    row = ProposedGuardian.objects.select_related("child__person__key").get(pk=proposal.pk)
    if row.child.born_on is None or at >= eighteenth_birthday(row.child.born_on):
        return Refused(Reason.NO_GUARDIANS_ANY_LONGER)
    refused = answered(row, confirm=confirm, by=by, at=at)
    if refused is not None:
        return refused
    if confirm:
        _begin_custody(row, by, at)
    return row


def answered(row: ProposedGuardian, *, confirm: bool, by: Actor, at: datetime) -> Refused | None:
    """Note the answer of the second person, who is nobody that proposed it or whom it is about (four eyes)."""
    if row.answered_at is not None:
        return Refused(Reason.ALREADY_ANSWERED)
    if by.person_id in {row.proposed_by_id, row.guardian_id} or row.proposed_by_id == row.guardian_id:
        return Refused(Reason.SAME_PERSON)
    row.answered_by_id, row.answered_at, row.confirmed = by.person_id, at, confirm
    row.save(update_fields=["answered_by", "answered_at", "confirmed"])
    done(thing=row.pk, kind=NoticeKind.GUARDIAN_PROPOSED, at=at)
    return None


def _begin_custody(row: ProposedGuardian, by: Actor, at: datetime) -> None:
    of_pair = Restriction.objects.filter(child=row.child_id, person=row.guardian_id, ended_at__isnull=True)
    of_pair.update(ended_at=at)
    if live_guardianships(row.child_id, at=at).filter(guardian=row.guardian_id).exists():
        return
    add_guardianship(
        child=row.child,
        guardian=row.guardian_id,
        kind=GuardianshipKind(row.kind),
        source=GuardianshipSource(row.source),
        valid_from=at,
        seen_by=(row.proposed_by_id, by.person_id),
    )
    close_what_nothing_carries(child=row.child, at=at)


@dataclass(frozen=True, slots=True)
class Rechecked:
    """What the register changed about one child: how many guardianships ended, and how many began."""

    ended: int = 0
    begun: int = 0

    @property
    def changed(self) -> bool:
        """Whether anything did."""
        return bool(self.ended or self.begun)


_NOTHING = Rechecked()


def recheck(child: Child, *, by: Actor, at: datetime) -> Rechecked | None:
    """Read the register again for one child, and let the guardians be those whom it names; nothing when it is silent.

    A child whom the register does not know keeps what it has: that is no statement about custody. Marks of protection
    that have come since are taken over in the same look.

    *Source:* law.md FAM-02, PROT-06.
    """
    if child.born_on is None or at >= eighteenth_birthday(child.born_on):
        return _NOTHING
    number = number_of(child.person)
    if number is None:
        return _NOTHING
    try:
        found = register.look_up(number)
    except register.NoRegister:
        return None
    if found is None:
        return _NOTHING
    changed = _as_registered(child, found, by, at)
    if found.protected:
        with context.about(child.pk, act=_RECHECK):
            take_family_from_register(found, at=at)
    return changed


def _as_registered(child: Child, found: register.RegisteredChild, by: Actor, at: datetime) -> Rechecked:
    named = {number_hash(adult.number): adult for adult in found.guardians}
    live = list(live_guardianships(child.pk, at=at).select_related("guardian", "child"))
    known = {bytes(row.guardian.number_hash or b"") for row in live}
    gone = [row for row in live if row.source in _OF_REGISTER and bytes(row.guardian.number_hash or b"") not in named]
    new = {digest: adult for digest, adult in named.items() if digest not in known}
    if not gone and not new:
        return _NOTHING
    with context.about(child.pk, act=_RECHECK):
        changed = _change(child, gone, new, at)
        if changed.changed:
            record(Event(act=_RECHECK, at=at, actor=by, code="register", child=child.pk))
    return changed


@transaction.atomic
def _change(
    child: Child,
    gone: list[Guardianship],
    new: Mapping[bytes, register.RegisteredPerson],
    at: datetime,
) -> Rechecked:
    lock_child(child.pk)
    for guardianship in gone:
        end_custody(guardianship=guardianship, at=at)
    begun = sum(_registered_guardian(child, adult, at) for adult in new.values())
    if begun:
        close_what_nothing_carries(child=child, at=at)
    return Rechecked(ended=len(gone), begun=begun)


def _registered_guardian(child: Child, adult: register.RegisteredPerson, at: datetime) -> bool:
    """Add a guardian as the register has them, unless staff have seen that it is otherwise, or it is done already."""
    person = known_or_admitted(adult.name, adult.number, at)
    restricted = Restriction.objects.filter(child=child, person=person, ended_at__isnull=True).exists()
    if restricted or live_guardianships(child.pk, at=at).filter(guardian=person).exists():
        return False
    add_guardianship(child=child, guardian=person.pk, source=GuardianshipSource.REGISTER, valid_from=at)
    return True


def recheck_after_refusal(*, child: UUID, by: Actor, at: datetime) -> None:
    """Let what the register has changed stand, though the disclosure before which it was read again was refused."""
    found = find_child(child)
    if found is not None:
        recheck(found, by=by, at=at)


def recheck_family(person: UUID, *, at: datetime) -> None:
    """Read the register again for every child of a person who signs in (law.md FAM-02)."""
    by = Actor(kind=ActorKind.FAMILY, person=person, party=person)
    with context.acting(person=person, party=person, at=at):
        for child in children_of_family(person, at=at):
            recheck(child, by=by, at=at)


def recheck_all(*, at: datetime) -> Mapping[str, int]:
    """Read the register again for every child who has guardians; returns what changed, for the command."""
    counts = {"children": 0, "ended": 0, "begun": 0, "unanswered": 0}
    guarded = Guardianship.objects.filter(valid_from__lte=at).values("child")
    for child in Child.objects.filter(pk__in=guarded, born_on__isnull=False).select_related("person__key").iterator():
        result = recheck(child, by=NOBODY, at=at)
        counts["children"] += 1
        counts["unanswered"] += result is None
        counts["ended"] += result.ended if result else 0
        counts["begun"] += result.begun if result else 0
    return counts
