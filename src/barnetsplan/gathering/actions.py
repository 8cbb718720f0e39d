"""Gathering: asking the voices, answering, the child's own words, and releasing voices to the family (model.md 2.1)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from barnetsplan.cases.child_view import NewChildView, write_child_view
from barnetsplan.cases.models import Case
from barnetsplan.consent.actions import NewRequest, NewRow, ask
from barnetsplan.consent.disclose import Disclose, disclose
from barnetsplan.consent.family import disclose_to_family
from barnetsplan.consent.models import ConsentRequest
from barnetsplan.consent.queries import RowState, row_states
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import Ground, Layer, QuestionState
from barnetsplan.gathering.models import Question
from barnetsplan.gathering.voices import Voice, release_own_words, write_voice
from barnetsplan.notices.actions import done, tell
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.people.models import Child
from barnetsplan.people.queries import family_of
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.records.actions import Kept, NewEntry, write_entry
from barnetsplan.records.kinds import Contribution
from barnetsplan.records.kinds import Question as QuestionText
from barnetsplan.records.models import Disclosure, Entry
from barnetsplan.records.queries import visible_to


@dataclass(frozen=True, slots=True)
class Asking:
    """What the BBA asks: of whom, in which areas, in which words, until when."""

    case: Case
    areas: Collection[str]
    text: str
    by: Actor
    at: datetime
    due_on: date | None = None
    child_view: NewChildView | None = None


@transaction.atomic
def ask_family(*, asking: Asking, token: UUID) -> tuple[Question, ...] | Refused:
    """Ask every adult with standing, each on their own; no consent is needed to ask the family itself (FB 6:11)."""
    child = asking.case.child
    adults = family_of(child, at=asking.at)
    earlier = Question.objects.filter(entry__in=[_derived(token, number) for number in range(len(adults))])
    if asked := tuple(earlier):
        return asked
    questions = []
    for number, adult in enumerate(adults):
        entry = _question_entry(asking, _derived(token, number))
        question = _question(asking, to=adult, entry=entry, state=QuestionState.SENT)
        shown = disclose(
            Disclose(
                child=child,
                discloser=asking.by.party_id,
                entries=[entry],
                recipients=[adult],
                ground=Ground.TO_SUBJECT_12_1,
                by=asking.by,
                at=asking.at,
            ),
        )
        if isinstance(shown, Refused):
            return shown
        tell(party=adult, child=child.pk, kind=NoticeKind.FAMILY_QUESTION, thing=question.pk, at=asking.at)
        questions.append(question)
    return tuple(questions) or Refused(Reason.NO_GIVERS)


@transaction.atomic
def ask_service(*, asking: Asking, unit: UUID, token: UUID) -> Question | Refused:
    """Prepare a question to another service, and ask the family for the small yes that it needs.

    Naming a child to another service is itself a disclosure, so nothing goes out before the yes.

    *Source:* architecture.md 5.2; OSL 12:2.
    """
    case, me = asking.case, asking.by.party_id
    entry = _question_entry(asking, token)
    earlier = Question.objects.filter(entry=entry.pk).first()
    if earlier is not None:
        return earlier
    request = ask(
        NewRequest(
            id=_derived(token, 0),
            child=case.child,
            asked_by=me,
            author=asking.by.person_id,
            container=case.pk,
            purpose=Layer.TALK.value,
            rows=[
                NewRow(service=unit, discloser=discloser, recipient=recipient, layer=Layer.TALK, area=area)
                for area in asking.areas
                for discloser, recipient in ((me, unit), (unit, me))
            ],
            at=asking.at,
        ),
    )
    if isinstance(request, Refused):
        return request
    question = _question(asking, to=unit, entry=entry, state=QuestionState.WAITING, request=request.pk)
    tell_givers(request, at=asking.at)
    write_child_view(asking.child_view, child=case.child_id, beside=request.pk, by=asking.by, at=asking.at)
    return question


def tell_givers(request: ConsentRequest, *, at: datetime) -> None:
    """Let a request wait for each of its givers."""
    for giver in request.givers.values_list("person", flat=True):
        tell(party=giver, child=request.child_id, kind=NoticeKind.CONSENT_ASKED, thing=request.pk, at=at)


def _derived(token: UUID, number: int) -> UUID:
    """An id that the same form sent twice gives again."""
    return UUID(int=token.int ^ (number + 1))


def _question_entry(asking: Asking, token: UUID) -> Entry:
    return write_entry(
        NewEntry(
            id=token,
            payload=QuestionText(text=asking.text, areas=tuple(asking.areas)),
            child=asking.case.child_id,
            owner=asking.by.party_id,
            author=asking.by.person_id,
            voice=asking.by.party_id,
            section=asking.case.unit.domain.section,
            container=asking.case.pk,
            at=asking.at,
        ),
    )


def _question(
    asking: Asking,
    *,
    to: UUID,
    entry: Entry,
    state: QuestionState,
    request: UUID | None = None,
) -> Question:
    days = current().deadlines.answer_question_days
    question, _ = Question.objects.get_or_create(
        entry=entry.pk,
        defaults={
            "case": asking.case,
            "to_id": to,
            "areas": list(asking.areas),
            "request": request,
            "state": state,
            "due_on": asking.due_on or local_date(asking.at) + timedelta(days=days),
            "asked_at": asking.at,
            "sent_at": asking.at if state is QuestionState.SENT else None,
        },
    )
    return question


@transaction.atomic
def send_what_may_go(*, child: Child, by: Actor, at: datetime) -> int:
    """Send every question whose yes is now complete, and show its answers again; returns how many went.

    Called in the transaction of every answer. The question is disclosed by the unit that asks, on the family's row;
    one whose yes was taken back no longer waits on anybody's desk, and goes again when the yes is given back.
    """
    alive = Question.objects.select_related("case__unit__domain").filter(case__child=child)
    rows = row_states(child, at=at)
    asked = alive.exclude(request__isnull=True).exclude(state=QuestionState.TAKEN_BACK)
    return sum(_send(each, [row for row in rows if row.request == each.request], child, by, at) for each in asked)


def _send(question: Question, rows: list[RowState], child: Child, by: Actor, at: datetime) -> bool:
    if not rows or not all(row.is_active for row in rows):
        done(thing=question.pk, kind=NoticeKind.QUESTION_CAME, at=at)
        return False
    outgoing = next(row for row in rows if row.recipient == question.to_id)
    sent = _on_row(outgoing, [Entry.objects.get(pk=question.entry)], child, by, at)
    if sent is None or isinstance(sent, Refused):
        return False
    if question.state == QuestionState.ANSWERED:
        _show_answers_again(question, rows, child, by, at)
        return True
    question.state = QuestionState.SENT
    question.sent_at = at
    question.save(update_fields=["state", "sent_at"])
    tell(
        party=question.to_id,
        child=child.pk,
        kind=NoticeKind.QUESTION_CAME,
        thing=question.pk,
        about=question.case.unit_id,
        due_on=question.due_on,
        at=at,
    )
    return True


def _show_answers_again(question: Question, rows: list[RowState], child: Child, by: Actor, at: datetime) -> None:
    """A yes that is given back opens again what the service had answered on it, area by area."""
    answers = Entry.objects.filter(container=question.pk, owner=question.to_id, superseded_by__isnull=True)
    for row in rows:
        if row.discloser == question.to_id:
            _on_row(row, [answer for answer in answers if answer.area == row.area], child, by, at)


def _on_row(row: RowState, entries: list[Entry], child: Child, by: Actor, at: datetime) -> Disclosure | Refused | None:
    return disclose(
        Disclose(
            child=child,
            discloser=row.discloser,
            entries=entries,
            recipients=[row.recipient],
            ground=Ground.CONSENT_12_2,
            consent=row,
            by=by,
            at=at,
        ),
    )


@transaction.atomic
def answer_as_service(
    *,
    question: Question,
    answers: Mapping[str, Contribution],
    token: UUID,
    by: Actor,
    at: datetime,
    kept: Collection[Kept] = (),
    about: Collection[UUID] = (),
) -> Question | Refused:
    """Answer a question, area by area; each answer goes to the asking unit alone, on the family's row of that area.

    ``kept`` and ``about`` as in ``write_own_voice``, wherever it is shown later.
    """
    voice = _own_voice(question.case, by, at, kept, about)
    written = write_voice(voice, answers=answers, token=token, container=question.pk)
    if isinstance(written, Refused):
        return written
    asked = [row for row in row_states(question.case.child, at=at) if row.request == question.request]
    rows = {row.area: row for row in asked if row.discloser == by.party_id}
    for entry in written:
        told = disclose(
            Disclose(
                child=question.case.child,
                discloser=by.party_id,
                entries=[entry],
                recipients=[question.case.unit_id],
                ground=Ground.CONSENT_12_2,
                consent=rows.get(entry.area),
                by=by,
                at=at,
            ),
        )
        if isinstance(told, Refused):
            return told
    return _answered(question, kind=NoticeKind.QUESTION_CAME, at=at)


@transaction.atomic
def answer_as_family(
    *,
    question: Question,
    answers: Mapping[str, Contribution],
    readers: Collection[UUID],
    token: UUID,
    by: Actor,
    at: datetime,
) -> Question | Refused:
    """Answer in one's own words; they go to the unit that asked and to whom the writer chose besides (OSL 10:1)."""
    voice = Voice(case=question.case, owner=by.party_id, author=by.person_id, voice=by.party_id, by=by, at=at)
    written = write_voice(voice, answers=answers, token=token, container=question.pk)
    if isinstance(written, Refused):
        return written
    given = release_own_words(voice, written, readers={question.case.unit_id, *readers})
    if isinstance(given, Refused):
        return given
    return _answered(question, kind=NoticeKind.FAMILY_QUESTION, at=at)


def _answered(question: Question, *, kind: NoticeKind, at: datetime) -> Question:
    question.state = QuestionState.ANSWERED
    question.answered_at = at
    question.save(update_fields=["state", "answered_at"])
    done(thing=question.pk, kind=kind, party=question.to_id, at=at)
    tell(
        party=question.case.unit_id,
        child=question.case.child_id,
        kind=NoticeKind.QUESTION_ANSWERED,
        thing=question.case_id,
        about=question.to_id,
        at=at,
    )
    return question


@transaction.atomic
def write_child_words(
    *,
    case: Case,
    answers: Mapping[str, Contribution],
    readers: Collection[UUID],
    token: UUID,
    by: Actor,
    at: datetime,
    kept: Collection[Kept] = (),
) -> tuple[Entry, ...] | Refused:
    """Write down what the child says, with the adult beside; the child says person by person who may read.

    The words are the child's own; the adult's unit reads them because the adult is there. Written anew, they go to
    those alone whom the child names this time; and never to one from whom the adult keeps them.

    *Source:* architecture.md rule 12; CRC art 12.
    """
    voice = Voice(case, owner=case.child_id, author=by.person_id, voice=case.child_id, by=by, at=at, kept=kept)
    written = write_voice(voice, answers=answers, token=token, container=case.pk)
    if isinstance(written, Refused):
        return written
    given = release_own_words(voice, written, readers={by.party_id, *readers})
    return given if isinstance(given, Refused) else written


@transaction.atomic
def write_own_voice(
    *,
    case: Case,
    answers: Mapping[str, Contribution],
    token: UUID,
    by: Actor,
    at: datetime,
    kept: Collection[Kept] = (),
    about: Collection[UUID] = (),
) -> tuple[Entry, ...] | Refused:
    """Write what the BBA's own service sees; ``kept`` are the guardians who may not read it (OSL 12:3).

    ``about`` are the guardians whose own life some of it is about: it goes to no other guardian, and to services only
    when they have said yes (law.md CON-02, FAM-05).
    """
    return write_voice(_own_voice(case, by, at, kept, about), answers=answers, token=token, container=case.pk)


def _own_voice(case: Case, by: Actor, at: datetime, kept: Collection[Kept], about: Collection[UUID]) -> Voice:
    return Voice(case, owner=by.party_id, author=by.person_id, voice=by.party_id, by=by, at=at, kept=kept, about=about)


@transaction.atomic
def release_voices(*, case: Case, by: Actor, at: datetime) -> int | Refused:
    """Show the family what the services have said in the wheel: to every guardian and the child (OSL 12:1, 12:3).

    The family's own words are theirs to show to each other, and the child's likewise; they are not touched. What is
    kept from a guardian goes to the others alone. Returns how many entries were shown.
    """
    family = (*family_of(case.child, at=at), case.child_id)
    entries = [
        entry
        for entry in visible_to(by.party_id, at=at).filter(child=case.child_id, kind=Contribution.KIND)
        if entry.owner_id not in family
    ]
    shown = disclose_to_family(
        Disclose(
            child=case.child,
            discloser=by.party_id,
            entries=entries,
            recipients=family,
            ground=Ground.TO_SUBJECT_12_1,
            by=by,
            at=at,
        ),
    )
    return shown if isinstance(shown, Refused) else len(entries)
