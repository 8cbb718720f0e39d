"""The desk: what waits for the unit, and for whom the unit waits; five statements, however much there is.

Names are opened only for the rows of the page, and only where the unit is around the child.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, Value, Window
from django.db.models.functions import Coalesce, TruncDate
from django.utils.html import format_html
from django.utils.translation import gettext as _

from barnetsplan.cases.advice import waiting_advice
from barnetsplan.consent.models import ConsentAnswer, ConsentGiver, ConsentRequest, ConsentRow
from barnetsplan.coordination.models import Term
from barnetsplan.domain.periods import STOCKHOLM, local_date
from barnetsplan.domain.vocabulary import (
    BEYOND_THE_UNIT,
    Answer,
    Layer,
    MeetingState,
    PlanState,
    QuestionState,
    Relation,
    TermKind,
)
from barnetsplan.gathering.models import Question
from barnetsplan.meetings.models import Invitee
from barnetsplan.notices.models import Notice
from barnetsplan.organisations.models import Party, Unit
from barnetsplan.people.models import Child, Person
from barnetsplan.people.queries import age_of, live, name_of
from barnetsplan.plans.models import Plan
from barnetsplan.policy.facts import Actor
from barnetsplan.protection.queries import in_lists
from barnetsplan.reporting.queries import how_many_wait
from barnetsplan.ui.marks import as_data
from barnetsplan.ui.templatetags.ui import day as day_words
from barnetsplan.work.ways import around, follows_consent, holds, involved, may_open, with_standing
from barnetsplan.work.words import KINDS, Mark, age_words, time_mark, waited

PAGE = 50


@dataclass(frozen=True, slots=True)
class Who:
    """A child by first name and age."""

    name: str
    age: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for the unit; ``child`` is empty for one whom the unit is not around.

    ``opens`` is empty where the actor may not open it: the role does not hold the function, or the yes is gone.
    """

    key: UUID
    mark: Mark
    title: str
    about: str
    child: Who | None
    opens: str
    thing: UUID
    by_hand: str


@dataclass(frozen=True, slots=True)
class Awaited:
    """One answer that the unit waits for: since when, from whom, about what, and where to go on."""

    since: datetime
    waited: str
    who: str
    what: str
    child: Who
    opens: str
    thing: UUID
    action: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """The unit's day in figures."""

    plans: int
    follow_ups: int
    advice: int


@dataclass(frozen=True, slots=True)
class DeskCard:
    """The whole desk; what stands on it names children and shows no entry."""

    today: date
    page: Page[int]
    how_many: int
    waiting: tuple[Waiting, ...]
    awaited: tuple[Awaited, ...]
    numbers: Numbers
    undecided: int
    investigates: bool
    opens_in_emergency: bool


def desk_card(actor: Actor, *, at: datetime, number: int) -> DeskCard:
    """The desk of the actor's unit; ``number`` is the page of what waits."""
    rows, page = _page_of(_notices(actor, at), number)
    awaited = [*_questions(actor, at), *_consents(actor, at), *_invitations(actor, at)]
    awaited.sort(key=lambda row: row.since)
    return DeskCard(
        today=local_date(at),
        page=page,
        how_many=page.paginator.count,
        waiting=tuple(_waiting(actor, row, at) for row in rows),
        awaited=tuple(awaited[:PAGE]),
        numbers=_numbers(actor, at),
        undecided=how_many_wait(actor, at=at),
        investigates=Relation.INVESTIGATES in actor.duties,
        opens_in_emergency=Relation.OPENS_IN_EMERGENCY in actor.duties,
    )


def _notices(actor: Actor, at: datetime) -> QuerySet[Notice, Any]:
    """Of a child whom the unit is not around any longer nothing waits, save for those who watch over others' work."""
    waits = Notice.objects.filter(party=actor.party_id, done_at__isnull=True, kind__in=list(KINDS))
    rows = with_standing(waits, actor, at)
    return (
        (rows if actor.duties & BEYOND_THE_UNIT else rows.filter(involved(actor.party_id, at, "child")))
        .annotate(
            how_many=Window(Count("pk")),
            by=Coalesce("due_on", TruncDate("made_at", tzinfo=STOCKHOLM)),
        )
        .select_related("child__person__key", "about__unit", "about__person__key")
        .order_by("by", "made_at", "pk")
    )


def _page_of(rows: QuerySet[Notice, Any], number: int) -> tuple[list[Any], Page[int]]:
    """The rows of one page, counted in the same statement; a page beyond the last is the first."""
    found = list(rows[(number - 1) * PAGE : number * PAGE])
    if not found and number > 1:
        return _page_of(rows, 1)
    counted = found[0].how_many if found else 0
    return found, Paginator(range(counted), PAGE).page(number)


def _waiting(actor: Actor, row: Any, at: datetime) -> Waiting:
    words = KINDS[row.kind]
    return Waiting(
        key=row.pk,
        mark=time_mark(made_at=row.made_at, due_on=row.due_on, at=at, must_be_done=words.must_be_done),
        title=str(words.title),
        about=_party_name(row.about) if row.involved else "",
        child=_who(row.child, at) if row.involved else None,
        opens=words.opens if may_open(actor, row, words.opens) else "",
        thing=row.child_id if words.to_child else row.thing,
        by_hand=str(words.by_hand),
    )


def _who(child: Child, at: datetime) -> Who:
    return Who(name_of(child.person).split(" ")[0], age_words(age_of(child, at=at)))


def _party_name(party: Party | None) -> str:
    """A unit's or a person's name; a plan has none."""
    if party is None:
        return ""
    unit = getattr(party, "unit", None)
    if unit is not None:
        return str(unit.name)
    person: Person | None = getattr(party, "person", None)
    return name_of(person) if person else ""


def _questions(actor: Actor, at: datetime) -> Iterable[Awaited]:
    rows = (
        Question.objects.filter(around(actor, at, "case__child"), case__unit=actor.party_id, state=QuestionState.SENT)
        .select_related("case__child__person__key", "to__unit", "to__person__key")
        .order_by(Coalesce("sent_at", "asked_at"), "pk")[:PAGE]
    )
    return [
        _awaited(
            row.sent_at or row.asked_at,
            as_data(_party_name(row.to)),
            _("har fått en fråga till hjulet"),
            row.case.child,
            ("child", row.case.child_id, _("Se frågan")),
            at,
        )
        for row in rows
    ]


def _consents(actor: Actor, at: datetime) -> Iterable[Awaited]:
    """Requests in which some giver has not answered some row, and nobody has said no to all of it."""
    party = actor.party_id
    said = ConsentAnswer.objects.filter(row=OuterRef(OuterRef("pk")), giver=OuterRef("person"))
    silent = ConsentGiver.objects.filter(~Exists(said), request=OuterRef("request"))
    refused = ConsentAnswer.objects.filter(row=OuterRef("pk"), answer__in=[Answer.NO, Answer.WITHDRAWN])
    open_rows = ConsentRow.objects.filter(Exists(silent), ~Exists(refused), request=OuterRef("pk"))
    service = ConsentRow.objects.filter(request=OuterRef("pk")).values("service__name")[:1]
    rows = (
        ConsentRequest.objects.filter(
            around(actor, at, "child"),
            Exists(open_rows),
            asked_by=party,
            withdrawn_at__isnull=True,
            valid_until__gt=at,
        )
        .annotate(service=Subquery(service), is_bba=holds(party, at, "child", TermKind.BBA))
        .select_related("child__person__key")
        .order_by("asked_at", "pk")[:PAGE]
    )
    return [
        _awaited(
            row.asked_at,
            _("Familjen"),
            _consent_words(row.purpose, row.service),
            row.child,
            (
                "consent_follow" if follows_consent(actor, is_bba=row.is_bba) else "",
                row.pk,
                _("Se vem som inte har svarat"),
            ),
            at,
        )
        for row in rows
    ]


def _way_to_answers(actor: Actor, row: Any) -> str:
    return "consent_follow" if follows_consent(actor, is_bba=row.is_bba) else ""


def _consent_words(purpose: str, service: str) -> str:
    if purpose == Layer.TALK:
        return format_html(_("får vi prata med {service}?"), service=as_data(service))
    return _("vilka får läsa planen?")


def _invitations(actor: Actor, at: datetime) -> Iterable[Awaited]:
    rows = (
        Invitee.objects.filter(
            around(actor, at, "meeting__case__child"),
            meeting__chair=actor.party_id,
            meeting__state=MeetingState.CALLED,
            reply="",
        )
        .exclude(party=actor.party_id)
        .select_related("meeting__case__child__person__key", "party__unit", "party__person__key")
        .order_by("meeting__called_at", "pk")[:PAGE]
    )
    return [
        _awaited(
            row.meeting.called_at,
            as_data(_party_name(row.party)),
            format_html(_("är kallad till möte {day}"), day=day_words(row.meeting.starts_at, "short")),
            row.meeting.case.child,
            ("meeting", row.meeting_id, _("Se kallelsen")),
            at,
        )
        for row in rows
    ]


def _awaited(since: datetime, who: str, what: str, child: Child, way: tuple[str, UUID, str], at: datetime) -> Awaited:
    opens, thing, action = way
    return Awaited(since, waited(since, at=at), who, what, _who(child, at), opens, thing, action)


def _numbers(actor: Actor, at: datetime) -> Numbers:
    """Live plans that the unit holds together, their follow-ups this week, and questions for advice: one statement.

    A child whose named list the actor is not on is counted in nothing (law.md PROT-07).
    """
    today = local_date(at)
    sunday = today + timedelta(days=6 - today.weekday())
    held = Term.objects.filter(live(at), unit=actor.party_id, child=OuterRef("child"))
    plans = Plan.objects.filter(Exists(held), in_lists(actor, at, child="child"), state=PlanState.LIVE)
    counted = {
        "plans": plans,
        "follow_ups": plans.filter(follow_up_on__gte=today, follow_up_on__lte=sunday),
        "advice": waiting_advice(actor.party_id),
    }
    own = Unit.objects.filter(pk=actor.party_id).annotate(**{name: _how_many(rows) for name, rows in counted.items()})
    return Numbers(*own.values_list(*counted).get())


def _how_many(rows: QuerySet[Any, Any]) -> Coalesce:
    """A count inside another statement."""
    each = rows.order_by().annotate(all_of_them=Value(1)).values("all_of_them")
    return Coalesce(Subquery(each.annotate(how_many=Count("pk")).values("how_many")), 0)
