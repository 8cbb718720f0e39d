"""Letting go out what a new yes opens: the map to a service that got its seat back, and background area by area."""

from datetime import datetime

from django.db import transaction

from barnetsplan.domain.vocabulary import PlanState
from barnetsplan.people.models import Child
from barnetsplan.plans.circle import release_background, seat_guests
from barnetsplan.plans.models import Plan
from barnetsplan.plans.queries import newest_published
from barnetsplan.plans.releasing import release_to_circle, share_report
from barnetsplan.policy.facts import Actor
from barnetsplan.records.kinds import ActionReport
from barnetsplan.records.models import Entry


@transaction.atomic
def release_what_may_go(*, child: Child, by: Actor, at: datetime) -> None:
    """Release the published plan, its reports and its background anew, wherever the family's yes holds now.

    Called in the transaction of every answer. What is readable already gets no second release, so that an answer
    that changes nothing discloses nothing.

    *Source:* law.md CON-06; architecture.md rule 5.
    """
    plan = Plan.objects.select_related("child__person__key").filter(child=child, state=PlanState.LIVE).first()
    version = newest_published(plan) if plan else None
    if plan is None or version is None:
        return
    seat_guests(plan, at=at)
    items = [item.entry for item in version.items.select_related("entry").order_by("position")]
    release_to_circle(plan, items, by=by, at=at)
    for report in Entry.objects.filter(kind=ActionReport.KIND, container__in=[item.pk for item in items]):
        share_report(plan, report, by=by, at=at)
    release_background(child=child, by=by, at=at)
