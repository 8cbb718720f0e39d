"""The disclosure service: the only writer to anybody else's reading (law.md LAW-02, LAW-03; ADR 0002)."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from barnetsplan.audit.record import Event, record
from barnetsplan.consent.custody import recheck
from barnetsplan.consent.givers import about_other_adults, about_others
from barnetsplan.consent.holding import holds_until
from barnetsplan.consent.queries import RowState, row_states
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.periods import earliest
from barnetsplan.domain.vocabulary import Ground
from barnetsplan.organisations.models import Party
from barnetsplan.people.actions import lock_child
from barnetsplan.people.queries import family_of, majority_of
from barnetsplan.policy.ground_table import GroundRule
from barnetsplan.policy.grounds import could_fit, fits
from barnetsplan.policy.layers import covers
from barnetsplan.records.models import Disclosure, Entry
from barnetsplan.records.release import Intended, NewRelease, Yes, end_disclosure, facts_of, parties_of, release


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclose(Intended):
    """An intended disclosure, and the row of consent that it rests on, where it rests on one."""

    consent: RowState | None = None


@transaction.atomic
def disclose(new: Disclose) -> Disclosure | Refused | None:
    """Disclose entries, when the ground fits every entry and every recipient; otherwise nothing at all.

    One act, one ground, one log event in the same transaction. Returns nothing when there was nothing, nobody, or
    nothing that the recipients cannot read already. Who has custody is asked of the register first, behind the lock.

    *Source:* law.md LAW-03, LAW-05, FAM-02.
    """
    if not new.entries or not new.recipients:
        return None
    lock_child(new.child.pk)
    recheck(new.child, by=new.by, at=new.at)
    family = family_of(new.child, at=new.at)
    new = replace(new, consent=_as_it_is_now(new, family))
    parties = parties_of(new)
    for facts in facts_of(new, parties=parties, family=family, yes=_yes(new)):
        decision = fits(new.ground, facts, sub=new.sub)
        if isinstance(decision, Refused):
            return decision
    if _is_about_another_adult(new, family):
        return Refused(Reason.ABOUT_SOMEBODY_ELSE)
    act = release(
        NewRelease(
            intended=new,
            recipients=[parties[recipient] for recipient in dict.fromkeys(new.recipients)],
            basis=new.consent.id if new.consent else None,
            until=_until(new),
        ),
    )
    if act is not None:
        _record(new, act)
    return act


def why_not(new: Disclose) -> Refused | None:
    """Why the ground does not carry this disclosure, if it does not; nothing is written."""
    return _refusal(new, parties_of(new), family_of(new.child, at=new.at))


def _refusal(new: Disclose, parties: Mapping[UUID, Party], family: Collection[UUID]) -> Refused | None:
    for facts in facts_of(new, parties=parties, family=family, yes=_yes(new)):
        decision = fits(new.ground, facts, sub=new.sub)
        if isinstance(decision, Refused):
            return decision
    return Refused(Reason.ABOUT_SOMEBODY_ELSE) if _is_about_another_adult(new, family) else None


def could(new: Disclose, rules: Iterable[GroundRule]) -> Mapping[str, Refused | None]:
    """Why each ground could not carry this disclosure even with all stated and reasoned; nothing where it could."""
    facts = list(facts_of(new, parties=parties_of(new), family=family_of(new.child, at=new.at), yes=_yes(new)))
    found: dict[str, Refused | None] = {}
    for rule in rules:
        answers = (could_fit(rule, each) for each in facts)
        found[rule.code] = next((answer for answer in answers if isinstance(answer, Refused)), None)
    return found


def end(disclosure: Disclosure, *, at: datetime) -> int:
    """End what a disclosure lets its recipients read; what they have received stays with them (law.md CON-06).

    The gate records it: nothing ends so but by somebody's own page.
    """
    lock_child(disclosure.child_id)
    return end_disclosure(disclosure=disclosure.pk, at=at)


def _record(new: Disclose, act: Disclosure) -> None:
    record(
        Event(
            act=f"disclosure:{new.ground.value}",
            at=new.at,
            actor=new.by,
            code=(new.sub or new.ground).value,
            child=new.child.pk,
            thing=act.pk,
            entries=[entry.pk for entry in new.entries],
            more={"recipients": ",".join(sorted(str(recipient) for recipient in new.recipients))},
        ),
    )


def _as_it_is_now(new: Disclose, family: Collection[UUID]) -> RowState | None:
    """The consent row read behind the lock: a withdrawal may have been first (law.md CON-06)."""
    if new.consent is None:
        return None
    return next(iter(row_states(new.child, at=new.at, ids=[new.consent.id], family=family)), None)


def _until(new: Disclose) -> datetime | None:
    """The earliest of the end of the consent, the first day on which it holds no more, and the 18th birthday."""
    if new.consent is None:
        return majority_of(new.child)
    return earliest(new.consent.valid_until, holds_until(new.child, new.consent, at=new.at), majority_of(new.child))


def _is_about_another_adult(new: Disclose, family: Collection[UUID]) -> bool:
    """Whether a guardian would read what is written about somebody else who is of age (law.md FAM-05)."""
    if new.ground is not Ground.TO_SUBJECT_12_1:
        return False
    about = about_other_adults(new.entries, child=new.child.pk)
    guardians = [recipient for recipient in new.recipients if recipient in family]
    return any(people - {guardian} for people in about.values() for guardian in guardians)


def carried_by(row: RowState, entries: Iterable[Entry], *, child: UUID) -> list[Entry]:
    """Those of the entries whose every person has been asked on this row (law.md CON-02).

    What is written about somebody who was not asked waits until that person is, and holds nothing else back.
    """
    listed = list(entries)
    about = about_others(listed, child=child)
    return [entry for entry in listed if about.get(entry.pk, frozenset()) <= row.givers.keys()]


def _yes(new: Disclose) -> Callable[[UUID, Entry], Yes]:
    """What the named row says, when it is the row from this very discloser to this very recipient."""
    row = new.consent
    about = about_others(new.entries, child=new.child.pk) if row else {}

    def yes(recipient: UUID, entry: Entry) -> Yes:
        """A row opens what its layer and area cover, when everybody whom that is about was asked (law.md CON-02)."""
        if row is None:
            return Yes()
        state = row.state if (row.discloser, row.recipient) == (new.discloser, recipient) else None
        were_asked = about.get(entry.pk, frozenset()) <= row.givers.keys()
        return Yes(state, were_asked and covers(row.layer, row.area, kind=entry.kind, area=entry.area))

    return yes
