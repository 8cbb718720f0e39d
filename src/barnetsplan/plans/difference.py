"""What has become new, changed or ended between two versions of a plan, in words (model.md 5.3: versions)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from barnetsplan.practice.load import current
from barnetsplan.records.kinds import Action, Contact, Dissent, Goal, OwnWords, PlanReference, Sip
from barnetsplan.records.queries import OpenEntry
from barnetsplan.ui.pdf import day_words


class Became(StrEnum):
    """What a later version has done with an item."""

    NEW = "new"
    CHANGED = "changed"
    ENDED = "ended"


#: What an item is called.
KIND: Mapping[str, Promise | str] = {
    OwnWords.KIND: _("Egna ord"),
    Goal.KIND: _("Mål"),
    Action.KIND: _("Det som görs"),
    Contact.KIND: _("Kontaktperson"),
    PlanReference.KIND: _("Annan plan"),
    Sip.KIND: _("Planen är också en SIP"),
    Dissent.KIND: _("Avvikande mening"),
}
_WHO, _PHONE = _("Vem"), _("Telefon")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing about an item that differs: before and after; one of them is empty for what is new or has ended."""

    label: Promise | str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One item that is not as it was; ``text`` is what it says now, or said last."""

    became: Became
    kind: Promise | str
    text: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs, what is new first, and how much is as it was."""

    changes: tuple[Change, ...]
    same: int


def difference(earlier: Sequence[OpenEntry], later: Sequence[OpenEntry], *, names: Mapping[UUID, str]) -> Difference:
    """Compare what one reader sees of two versions; an item is the same one when it belongs to the same thread."""
    before, after = ({entry.thread: entry for entry in items if entry.kind in KIND} for items in (earlier, later))
    new = [_change(Became.NEW, entry) for thread, entry in after.items() if thread not in before]
    both = [(before[thread], entry) for thread, entry in after.items() if thread in before]
    changed = [_change(Became.CHANGED, now, tuple(_lines(was, now, names))) for was, now in both if was.id != now.id]
    ended = [_change(Became.ENDED, entry) for thread, entry in before.items() if thread not in after]
    told = tuple(change for change in changed if change.lines)
    return Difference((*new, *told, *ended), same=len(both) - len(told))


def _change(became: Became, entry: OpenEntry, lines: tuple[Line, ...] = ()) -> Change:
    return Change(became, KIND[entry.kind], _said(entry), lines)


def _said(entry: OpenEntry) -> str:
    payload = entry.payload
    if isinstance(payload, Contact):
        return ", ".join(filter(None, (payload.name, payload.role)))
    if isinstance(payload, PlanReference):
        return current().other_plan(payload.plan).label
    if isinstance(payload, Sip):
        return payload.overall
    return payload.text if isinstance(payload, Action | Goal | OwnWords | Dissent) else ""


def _lines(was: OpenEntry, now: OpenEntry, names: Mapping[UUID, str]) -> Iterator[Line]:
    earlier, later = (dict(_parts(entry, names)) for entry in (was, now))
    for label, text in later.items():
        if earlier.get(label, "") != text:
            yield Line(label, earlier.get(label, ""), text)


def _parts(entry: OpenEntry, names: Mapping[UUID, str]) -> Iterator[tuple[Promise | str, str]]:
    """What an item consists of, each part under the word that the page shows before it."""
    yield KIND[entry.kind], _said(entry)
    payload = entry.payload
    if isinstance(payload, Contact):
        yield _PHONE, payload.phone
    if isinstance(payload, PlanReference):
        yield _("Vem som har den"), payload.owner
        yield _("Vem man frågar"), payload.contact
    if isinstance(payload, Sip):
        yield _("Det andra än kommun och region gör"), payload.others
    if isinstance(payload, Action | Goal):
        yield _("Till familjen"), payload.to_family
    if isinstance(payload, Action):
        unit = names.get(entry.responsible, "") if entry.responsible else ""
        yield _WHO, ", ".join(filter(None, (unit, payload.person)))
        yield _("När"), payload.when
        yield _("Börjar senast"), day_words(entry.due_on)
        yield _("Följs upp"), payload.follow_up
