"""What a version must say before the family gets it: plain sentences, a day to follow up, and of a SIP all of it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import ActionStatus
from barnetsplan.organisations.models import Unit
from barnetsplan.people.models import Child
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import Action, ActionReport, Goal, Sip
from barnetsplan.records.models import Entry
from barnetsplan.records.queries import OpenEntry, opened

#: For whom a SIP is written: the social services of a municipality, and health care.
_BOTH = frozenset({"social", "health"})


def said_plainly(text: str, to_family: str) -> bool:
    """Whether a goal or an action has its sentence to the family: one of its own, or a text that is plain itself.

    *Source:* interface.md rule 1; the budget of required fields (architecture.md 5.5) leaves no room to write the same
    thing twice where it was written plainly at once.
    """
    return bool(to_family) or current().plain_language.is_plain(text)


def sentence_of(payload: Action | Goal) -> str:
    """What the family reads of a goal or an action."""
    return payload.to_family or payload.text


def lacking(items: Sequence[Entry], *, child: Child, follow_up_on: date, at: datetime) -> Refused | None:
    """The first thing that keeps a version from being given to the family; nothing when it is whole."""
    seen = opened(items, key=child.person.key)
    if _unsaid(seen):
        return Refused(Reason.NOT_SAID_TO_FAMILY)
    if follow_up_on <= local_date(at) and open_actions(items):
        return Refused(Reason.NO_FOLLOW_UP)
    return _lacking_in_sip(seen)


def _unsaid(items: Iterable[OpenEntry]) -> bool:
    payloads = [entry.payload for entry in items]
    return any(
        not said_plainly(payload.text, payload.to_family) for payload in payloads if isinstance(payload, Action | Goal)
    )


def open_actions(items: Iterable[Entry]) -> frozenset[UUID]:
    """The actions of a version that nobody has reported as done.

    A report goes on holding when a later version words the action anew.
    """
    actions = [item for item in items if item.kind == Action.KIND]
    threads = {item.thread for item in actions}
    earlier = dict(Entry.objects.filter(thread__in=threads, kind=Action.KIND).values_list("pk", "thread"))
    reports = Entry.objects.filter(kind=ActionReport.KIND, container__in=earlier).order_by("written_at", "pk")
    newest = {earlier[of]: status for of, status in reports.values_list("container", "status") if of}
    return frozenset(item.pk for item in actions if newest.get(item.thread) != ActionStatus.DONE)


def _lacking_in_sip(items: Iterable[OpenEntry]) -> Refused | None:
    """The four things that the law asks of a SIP, two of which stand in the actions; and both for whom it is written.

    A SIP is for somebody who needs measures of the social services *and* of health care. The municipality and the
    Region draw it up together, and it tells for which measures each of them answers: so each has one of its own. What
    the school does, its own health care too, is a measure of others. The health care that somebody gives for the Region
    counts as the Region's, and who is only invited (a guest) answers for none of it. That each of them reads the plan
    is not asked here: that is the family's own yes, and it may be given, and taken back, when the plan is there.

    *Source:* SoL 10:8; HSL 16:4; law.md 1.7, SIP-01.
    """
    entries = tuple(items)
    if not any(entry.kind == Sip.KIND for entry in entries):
        return None
    responsible = {entry.responsible for entry in entries if entry.kind == Action.KIND}
    if not responsible or None in responsible:
        return Refused(Reason.SIP_INCOMPLETE)
    sectors = Unit.objects.filter(pk__in=responsible, guest=False).values_list("sector", flat=True)
    kinds = {current().sector(sector).kind for sector in sectors}
    return None if kinds >= _BOTH else Refused(Reason.SIP_NEEDS_BOTH)
