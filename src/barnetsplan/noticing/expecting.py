"""Writing what was noticed about a child who is not born yet (model.md 7.3 point 7)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from barnetsplan import context
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.identity import IdentityNumber
from barnetsplan.noticing.actions import write_where_it_may_lie
from barnetsplan.people.actions import admit_unborn, known_or_admitted
from barnetsplan.people.models import Child, Person
from barnetsplan.people.queries import find_child, number_hash
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Actor
from barnetsplan.records.kinds import Concern
from barnetsplan.records.models import Entry


@dataclass(frozen=True, slots=True)
class Expecting:
    """Who is pregnant, when the child is expected, and what was noticed."""

    entry_id: UUID
    number: IdentityNumber
    name: str
    expected_on: date
    payload: Concern
    by: Actor
    at: datetime


@transaction.atomic
def write_concern_unborn(new: Expecting) -> Entry | Refused:
    """Write what was noticed about an unborn child, in the own unit; the one who carries it alone has standing.

    Two who notice the same pregnancy write about the same child, and do not see each other. Nobody else has standing
    with the child: no other parent, and none of the children whom the one who carries it has already.

    *Source:* model.md 7.3 point 7; architecture.md 2, ``Child``.
    """
    with context.numbered(number_hash(new.number)):
        carries = known_or_admitted(new.name.strip(), new.number, new.at)
        if carries.pk == new.by.person:
            return Refused(Reason.OWN_FAMILY)
        child = _expected(carries) or _admitted(carries, new)
    with context.about(child.pk, act=Act.UNBORN_NOTICE.value):
        return write_where_it_may_lie(child, entry_id=new.entry_id, payload=new.payload, by=new.by, at=new.at)


def _expected(carries: Person) -> Child | None:
    """The child whom the person is known to expect; the row of the person is locked, so that two do not admit two."""
    list(Person.objects.select_for_update(no_key=True, of=("self",)).filter(pk=carries.pk).values_list("pk"))
    row = Child.objects.filter(carried_by=carries, born_on__isnull=True).values_list("pk", flat=True).first()
    return find_child(row) if row is not None else None


def _admitted(carries: Person, new: Expecting) -> Child:
    child = admit_unborn(name=_("Väntat barn"), carried_by=carries, expected_on=new.expected_on, at=new.at)
    return find_child(child.pk) or child
