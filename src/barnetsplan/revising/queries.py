"""Reading the plan that is about to be changed."""

from barnetsplan.plans.models import Plan, Version
from barnetsplan.records.models import Entry


def newest_version(plan: Plan) -> Version | None:
    """The version that was made last, whether the family is still reading it or not."""
    return Version.objects.filter(plan=plan).order_by("-number").first()


def items_of(version: Version) -> list[Entry]:
    """What stands in a version, in its order."""
    return [item.entry for item in version.items.select_related("entry").order_by("position")]
