"""A case as a thing for the gate."""

from uuid import UUID

from barnetsplan.cases.models import Case
from barnetsplan.coordination.things import thing_of_child


def find_case(key: UUID) -> Case | None:
    """A case by id, with its child, key and unit."""
    return Case.objects.select_related("child__person__key", "unit__domain").filter(pk=key).first()


CASE = thing_of_child(find=find_case, child=lambda case: case.child, state=lambda case: case.state)
