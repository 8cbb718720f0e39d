"""Playing protection: somebody says that it is needed, and the security officers decide who may open the child."""

from dataclasses import replace

from barnetsplan.demo import script
from barnetsplan.demo.stage import Stage
from barnetsplan.domain.protection import Protection
from barnetsplan.domain.vocabulary import ActorKind
from barnetsplan.policy.acts import Act
from barnetsplan.protection.actions import ask_to_list, confirm_listing, protect
from barnetsplan.protection.facts import NEAR, PROTECTED
from barnetsplan.protection.models import Listed


def protect_child(stage: Stage, step: script.Protect) -> None:
    """Protect the child; who works with it does so at work, and a guardian at home."""
    at_work = stage.actor(step.by).kind is ActorKind.STAFF
    stage.write(
        step,
        Act.CHILD_PROTECT if at_work else Act.FAMILY_PROTECT,
        NEAR,
        stage.born.pk,
        lambda child: protect(
            person=child.pk,
            protection=Protection(step.protection),
            reason=step.reason,
            by=stage.actor(step.by),
            at=stage.clock,
        ),
    )


def put_on_list(stage: Stage, step: script.Listing) -> None:
    """Put somebody on the list; the second officer confirms it in the own name."""
    wanted = stage.actor(step.person).person_id
    if not Listed.objects.filter(child=stage.born.pk, person=wanted, ended_at__isnull=True).exists():
        stage.write(
            step,
            Act.PROTECTED_KEEP,
            PROTECTED,
            stage.born.pk,
            lambda child: ask_to_list(
                child=child.pk, person=wanted, reason=step.reason, by=stage.actor(step.by), at=stage.clock
            ),
        )
    row = Listed.objects.get(child=stage.born.pk, person=wanted, ended_at__isnull=True)
    stage.write(
        replace(step, by=step.second),
        Act.PROTECTED_KEEP,
        PROTECTED,
        stage.born.pk,
        lambda child: confirm_listing(child=child.pk, listed=row.pk, by=stage.actor(step.second), at=stage.clock),
    )
