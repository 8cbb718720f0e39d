"""Whether something still waits in the family's rooms, asked before a message is sent (law.md NOT-01)."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from barnetsplan.consent.queries import find_request
from barnetsplan.domain.vocabulary import QuestionState
from barnetsplan.family.cards.waiting import called_meeting, is_open, things_to_answer
from barnetsplan.gathering.models import Question
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.notices.models import Notice
from barnetsplan.people.models import Child
from barnetsplan.people.queries import children_of_family
from barnetsplan.plans.models import VersionItem
from barnetsplan.policy.facts import Actor
from barnetsplan.records.kinds import Invitation
from barnetsplan.records.queries import open_visible, visible_to


def still_waits(actor: Actor, notices: Collection[UUID], *, at: datetime) -> bool:
    """Whether any of these notices stands on a page of the actor's children now."""
    waits = Notice.objects.filter(pk__in=notices, party=actor.party_id, done_at__isnull=True)
    children = {child.pk: child for child in children_of_family(actor.person_id, at=at)}
    return any(_stands(row, children[row.child_id], actor, at) for row in waits if row.child_id in children)


def _stands(notice: Notice, child: Child, actor: Actor, at: datetime) -> bool:
    if notice.kind == NoticeKind.INVITED:
        return _is_called(notice, child, actor, at)
    if notice.kind == NoticeKind.CONSENT_REMINDED:
        request = find_request(notice.thing)
        return request is not None and is_open(request, at)
    if notice.kind == NoticeKind.FAMILY_QUESTION and not _is_asked(notice, actor):
        return False
    if notice.kind == NoticeKind.PLAN_TO_READ and not _reads_version(notice, actor, at):
        return False
    return bool(things_to_answer([notice], child=child, actor=actor, at=at))


def _is_called(notice: Notice, child: Child, actor: Actor, at: datetime) -> bool:
    visible = open_visible(actor.party_id, child=child, at=at)
    called = called_meeting(
        (entry for entry in visible if entry.kind == Invitation.KIND and entry.container == notice.thing),
        actor=actor,
        at=at,
    )
    return called is not None


def _is_asked(notice: Notice, actor: Actor) -> bool:
    return Question.objects.filter(pk=notice.thing, to=actor.party_id, state=QuestionState.SENT).exists()


def _reads_version(notice: Notice, actor: Actor, at: datetime) -> bool:
    seen = visible_to(actor.party_id, at=at)
    return VersionItem.objects.filter(version=notice.thing, entry__in=seen).exists()
