"""Playing the desk: whoever comes back to it has read what was new."""

from barnetsplan.demo.script import Step
from barnetsplan.demo.stage import Stage
from barnetsplan.domain.vocabulary import ActorKind
from barnetsplan.notices.models import Notice
from barnetsplan.policy.acts import Act
from barnetsplan.work.actions import end_by_hand
from barnetsplan.work.facts import NOTICE
from barnetsplan.work.words import KINDS

_NEWS = tuple(kind for kind, words in KINDS.items() if not words.must_be_done)


def read_news(stage: Stage, step: Step) -> None:
    """End what only had to be known by the unit; what waits for an act stays until the act."""
    actor = stage.actor(step.by)
    if actor.kind is not ActorKind.STAFF or stage.child is None:
        return
    news = Notice.objects.filter(
        party=actor.party, child=stage.child, kind__in=_NEWS, done_at__isnull=True, made_at__lt=stage.clock
    )
    for notice in news.order_by("made_at", "pk"):
        stage.write(step, Act.NOTICE_DONE, NOTICE, notice.pk, lambda notice: end_by_hand(notice=notice, at=stage.clock))
