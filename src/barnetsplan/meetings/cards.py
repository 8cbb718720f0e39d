"""What the pages about calling and answering show: frozen, and computed from what the actor may see."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from barnetsplan.cases.models import Case
from barnetsplan.cases.sharing import Near, near_services
from barnetsplan.consent.givers import who_must_answer
from barnetsplan.consent.queries import RowState, row_states
from barnetsplan.consent.texts import unit_names
from barnetsplan.domain.vocabulary import ConsentState, InvitationReply, Layer, MeetingState, VersionState
from barnetsplan.meetings.how import still_to_answer
from barnetsplan.meetings.lines import Area, area_of
from barnetsplan.meetings.models import Invitee, Meeting
from barnetsplan.meetings.queries import called_units, open_meeting_of
from barnetsplan.meetings.words import way_in_words
from barnetsplan.people.queries import family_of, name_of, names_of
from barnetsplan.plans.circle import agreed_units
from barnetsplan.plans.models import Version, VersionItem
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.practice.parts import AgendaPart
from barnetsplan.records.kinds import Action, Invitation, MeetingNote, Preparation
from barnetsplan.records.queries import OpenEntry, open_visible


@dataclass(frozen=True, slots=True)
class Lacking:
    """A service that cannot be called yet, what is missing, and the asking to follow."""

    name: str
    missing: str
    waits_for: tuple[str, ...]
    request: UUID


@dataclass(frozen=True, slots=True)
class CallCard:
    """The page on which a meeting is called: who always comes, who can be called, and who cannot yet."""

    case: UUID
    child: UUID
    child_name: str
    is_born: bool
    is_follow_up: bool
    family: tuple[str, ...]
    services: tuple[tuple[UUID, str], ...]
    own_unit: tuple[UUID, str]
    lacking: tuple[Lacking, ...]
    may_be_asked: tuple[tuple[UUID, str], ...]
    unasked: tuple[Near, ...]
    must_answer: tuple[str, ...]
    open_meeting: UUID | None
    entries: tuple[UUID, ...] = ()

    @property
    def always(self) -> tuple[str, ...]:
        """The family: the child first, then every adult with standing."""
        return (self.child_name, *self.family) if self.is_born else self.family

    @property
    def audience(self) -> tuple[str, ...]:
        """Who will read the call: the family, the own unit, and the services that are ticked."""
        ticked = (_("de verksamheter som du kryssar i"),) if self.services else ()
        return (*self.always, self.own_unit[1], *ticked)


def call_card(actor: Actor, case: Case, at: datetime) -> CallCard:
    """The card for calling a meeting; whose answer is missing is shown to the one who asked alone (rule 11)."""
    child = case.child
    adults = family_of(child, at=at)
    rows = _newest_by_service(case, at)
    agreed = {unit for unit, row in rows.items() if row.is_active} | {case.unit_id}
    lacking = {unit: row for unit, row in rows.items() if not row.is_active and actor.party_id == case.unit_id}
    units = unit_names({*rows, case.unit_id, actor.party_id})
    givers = who_must_answer(child, at=at)
    people = names_of({*adults, *givers, *(giver for row in lacking.values() for giver in row.givers)})
    services = tuple(sorted(((u, units[u]) for u in agreed - {actor.party_id}), key=lambda each: each[1]))
    born = () if child.born_on is None else ((child.pk, name_of(child.person)),)
    unasked = near_services(actor, case, at) if actor.party_id == case.unit_id else ()
    return CallCard(
        case=case.pk,
        child=child.pk,
        child_name=name_of(child.person),
        is_born=child.born_on is not None,
        is_follow_up=Version.objects.filter(plan__case=case).exists(),
        family=tuple(people[adult] for adult in adults),
        services=services,
        own_unit=(actor.party_id, units[actor.party_id]),
        lacking=tuple(
            Lacking(units[unit], _missing(row), _waits_for(row, people), row.request)
            for unit, row in sorted(lacking.items(), key=lambda each: units[each[0]])
        ),
        may_be_asked=(*born, *((adult, people[adult]) for adult in adults), *services),
        unasked=tuple(one for one in unasked if one.id not in rows),
        must_answer=tuple(sorted(people[giver] for giver in givers)),
        open_meeting=open_meeting_of(case.pk),
    )


def _newest_by_service(case: Case, at: datetime) -> Mapping[UUID, RowState]:
    """The row on which each service would take part: an active one, else the newest."""
    newest: dict[UUID, RowState] = {}
    for row in row_states(case.child, at=at):
        if (row.container, row.layer, row.discloser) != (case.pk, Layer.MAP, case.unit_id):
            continue
        if row.is_active or not (row.recipient in newest and newest[row.recipient].is_active):
            newest[row.recipient] = row
    return newest


def _missing(row: RowState) -> str:
    if row.state in {ConsentState.ASKED, ConsentState.PARTLY_GIVEN}:
        return _("Svar saknas från:")
    return {
        ConsentState.DECLINED: _("Familjen har sagt nej."),
        ConsentState.WITHDRAWN: _("Familjen har tagit tillbaka sitt ja."),
        ConsentState.EXPIRED: _("Familjens ja har gått ut. Fråga igen."),
    }.get(row.state, _("Frågan gäller inte längre, för andra ska svara nu. Fråga igen."))


def _waits_for(row: RowState, people: Mapping[UUID, str]) -> tuple[str, ...]:
    if row.state not in {ConsentState.ASKED, ConsentState.PARTLY_GIVEN}:
        return ()
    return tuple(sorted(people[giver] for giver in row.givers if giver not in row.newest))


@dataclass(frozen=True, slots=True)
class Called:
    """One who is called; ``reply`` and ``prepare`` are empty where the reader may not see them."""

    name: str
    reply: str
    reply_kind: str
    takes_part: str
    is_self: bool
    came: bool
    prepare: str


@dataclass(frozen=True, slots=True)
class Noted:
    """What was noted beside the plan: about the whole meeting, or what was agreed in one area."""

    text: str
    area: Area | None


@dataclass(frozen=True, slots=True)
class OwnPart:
    """What the reader's unit is to do itself, as it was agreed in the meeting."""

    text: str
    when: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class MeetingCard:
    """The meeting as one of the called sees it; only those who lead it see every reply."""

    id: UUID
    child: UUID
    child_name: str
    plan: UUID
    case: UUID
    chair: str
    starts_at: datetime
    call: Invitation | None
    called: tuple[Called, ...]
    leads: bool
    own_reply: str
    agenda: tuple[AgendaPart, ...]
    provisional_text: str
    is_over: bool
    is_off: bool
    can_tell_how: bool
    wrote_version: bool
    plan_is_out: bool
    notes: tuple[Noted, ...]
    own_parts: tuple[OwnPart, ...]
    to_prepare: str
    more: tuple[tuple[UUID, str], ...]
    spoke_for_child: str
    is_follow_up: bool
    audience: tuple[str, ...]
    entries: tuple[UUID, ...]

    @property
    def way(self) -> str:
        """How one meets."""
        return way_in_words(self.call.way) if self.call else ""

    @property
    def minutes(self) -> int:
        """How long the meeting takes by its agenda."""
        return sum(part.minutes for part in self.agenda)


def meeting_card(actor: Actor, meeting: Meeting, at: datetime) -> MeetingCard:
    """What, when, where, who is called, and the question; from what is released to the reader and nothing else."""
    child = meeting.case.child
    seen = open_visible(actor.party_id, child=child, at=at, containers=[meeting.pk])
    call = next((entry.payload for entry in seen if isinstance(entry.payload, Invitation)), None)
    asked = asked_of(seen)
    agreed = _agreed_in(meeting, actor, at=at)
    invitees = list(Invitee.objects.filter(meeting=meeting))
    leaders = {meeting.chair_id, meeting.plan.custodian_id}
    leads = actor.party_id in leaders
    practice = current()
    names = unit_names({*leaders, *(row.party_id for row in invitees)})
    return MeetingCard(
        id=meeting.pk,
        child=child.pk,
        child_name=name_of(child.person),
        plan=meeting.plan_id,
        case=meeting.case_id,
        chair=names[meeting.chair_id],
        starts_at=meeting.starts_at,
        call=call,
        called=_called(meeting, invitees, actor, at=at, asked=asked if leads else None, takes_part=call),
        leads=leads,
        own_reply=next((row.reply for row in invitees if row.party_id == actor.party_id), ""),
        agenda=practice.agenda,
        provisional_text=practice.provisional_text if any(part.provisional for part in practice.agenda) else "",
        is_over=meeting.state == MeetingState.FINISHED,
        is_off=meeting.cancelled_at is not None,
        can_tell_how=_can_tell_how(meeting, actor, leads=leads),
        wrote_version=meeting.version is not None,
        plan_is_out=_plan_is_out(meeting),
        notes=_notes(seen),
        own_parts=_own_parts(agreed),
        to_prepare=asked.get(actor.party_id, ""),
        more=_more(meeting, invitees, at=at) if leads else (),
        spoke_for_child=_spoke_for_child(meeting, names),
        is_follow_up=_is_follow_up(meeting),
        audience=tuple(sorted(names[unit] for unit in leaders - {actor.party_id})),
        entries=tuple(entry.id for entry in (*seen, *agreed)),
    )


def asked_of(seen: Collection[OpenEntry]) -> Mapping[UUID, str]:
    """What each is asked to prepare, as far as the reader may read it; the newest counts."""
    found = [entry for entry in seen if isinstance(entry.payload, Preparation) and entry.responsible]
    return {entry.responsible: entry.payload.text for entry in found}  # type: ignore[misc, attr-defined]


def _more(meeting: Meeting, invitees: Collection[Invitee], *, at: datetime) -> tuple[tuple[UUID, str], ...]:
    """The services that the family has said yes to since the call, while it can still be sent to them."""
    if meeting.state != MeetingState.CALLED:
        return ()
    units = agreed_units(meeting.case, at=at) - {row.party_id for row in invitees}
    return tuple(sorted(unit_names(units).items(), key=lambda each: each[1]))


def _can_tell_how(meeting: Meeting, actor: Actor, *, leads: bool) -> bool:
    waited = still_to_answer(meeting)
    return bool(waited) if leads else actor.party_id in waited


def _plan_is_out(meeting: Meeting) -> bool:
    made = Version.objects.filter(state=VersionState.PUBLISHED)
    return meeting.version is not None and made.filter(pk=meeting.version).exists()


def _notes(seen: Collection[OpenEntry]) -> tuple[Noted, ...]:
    """What was agreed area by area, then what was noted of the whole."""
    notes = [Noted(e.payload.text, area_of(e.area)) for e in seen if isinstance(e.payload, MeetingNote)]
    return tuple(sorted(notes, key=lambda note: note.area is None))


def _agreed_in(meeting: Meeting, actor: Actor, *, at: datetime) -> tuple[OpenEntry, ...]:
    """The actions of the meeting's own version that the reader's unit is to do, as far as they are released to it."""
    if meeting.version is None:
        return ()
    items = set(VersionItem.objects.filter(version=meeting.version).values_list("entry", flat=True))
    seen = open_visible(actor.party_id, child=meeting.case.child, at=at, kinds=[Action.KIND], ids=items)
    return tuple(entry for entry in seen if entry.responsible == actor.party_id)


def _own_parts(agreed: Collection[OpenEntry]) -> tuple[OwnPart, ...]:
    return tuple(OwnPart(e.payload.text, e.payload.when, e.due_on) for e in agreed if isinstance(e.payload, Action))


def _spoke_for_child(meeting: Meeting, units: Mapping[UUID, str]) -> str:
    speaker = meeting.spoke_for_child_id
    if speaker is None:
        return ""
    return units.get(speaker) or names_of((speaker,)).get(speaker, "")


def _is_follow_up(meeting: Meeting) -> bool:
    return Version.objects.filter(plan=meeting.plan, made_at__lt=meeting.called_at).exists()


def _called(
    meeting: Meeting,
    invitees: Collection[Invitee],
    actor: Actor,
    *,
    at: datetime,
    asked: Mapping[UUID, str] | None,
    takes_part: Invitation | None,
) -> tuple[Called, ...]:
    """The child, the adults, then the services by name; a service whose ``yes`` is taken back is no longer named.

    Who leads the meeting (``asked``) sees every reply, and what each is asked to prepare.
    """
    child = meeting.case.child
    adults = family_of(child, at=at)
    units = {unit.pk: unit.name for unit in called_units(meeting, at=at)}
    people = names_of((child.pk, *adults))
    row_of = {row.party_id: row for row in invitees}
    order = [party for party in (child.pk, *adults, *units) if party in row_of]
    child_words = takes_part.child_takes_part if takes_part else ""
    return tuple(
        Called(
            name=units.get(party) or people[party],
            reply=_reply(row_of[party], meeting) if asked is not None or party == actor.party_id else "",
            reply_kind="now" if row_of[party].reply == InvitationReply.COMING else "plain",
            takes_part=child_words if party == child.pk else "",
            is_self=party == actor.party_id,
            came=bool(row_of[party].came),
            prepare=asked.get(party, "") if asked else "",
        )
        for party in order
    )


def _reply(row: Invitee, meeting: Meeting) -> str:
    """The reply in words; nothing is expected of the one who leads, nor of the child beyond how it takes part."""
    if row.reply:
        return _("Kommer") if row.reply == InvitationReply.COMING else _("Kommer inte")
    if row.party_id == meeting.chair_id:
        return _("Leder mötet")
    return "" if row.party_id == meeting.case.child_id else _("Inget svar än")
