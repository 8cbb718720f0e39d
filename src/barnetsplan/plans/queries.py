"""Reading plans and their versions."""

from uuid import UUID

from barnetsplan.domain.vocabulary import PlanState, VersionState
from barnetsplan.plans.models import Plan, Version
from barnetsplan.records.models import Entry


def newest_published(plan: Plan) -> Version | None:
    """The version that the circle reads."""
    return Version.objects.filter(plan=plan, state=VersionState.PUBLISHED).order_by("-number").first()


def version_with_family(plan: Plan) -> Version | None:
    """The version that the family is reading now, if any."""
    return Version.objects.filter(plan=plan, state=VersionState.WITH_FAMILY).first()


def newest_plan_of(child: UUID) -> Plan | None:
    """The plan of a child: the open one, else the one that ended last."""
    rows = Plan.objects.filter(child=child).select_related("custodian", "case").order_by("-opened_at")
    return rows.exclude(state=PlanState.ENDED).first() or rows.first()


def has_written(entry: UUID, *, author: UUID) -> bool:
    """Whether this person has written an entry with this id: the same form, sent twice."""
    return Entry.objects.filter(pk=entry, author=author).exists()
