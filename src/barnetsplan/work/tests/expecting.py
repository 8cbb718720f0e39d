"""A child who is expected: Maria has noticed that Sara, who is pregnant, needs help."""

from datetime import date, timedelta
from uuid import uuid4

from django.urls import reverse

from barnetsplan.domain.identity import make_invented
from barnetsplan.people.models import Child
from barnetsplan.people.queries import find_child
from barnetsplan.records.models import Entry
from tests.sign_in import client_for
from tests.world import World, made

SARAS, DANIELS = make_invented(date(1991, 5, 2), 1), make_invented(date(1989, 8, 20), 2)


def expected_by_sara(world: World) -> Child:
    """The unborn child, whom Sara carries."""
    fields = {
        "token": str(uuid4()),
        "number": SARAS.digits,
        "name": "Sara Lindqvist",
        "expected_on": (world.at + timedelta(days=9)).date().isoformat(),
        "seen": "Sara sover dåligt.",
    }
    client_for(world, world.maria).post(reverse("notice_unborn"), fields)
    return made(find_child(Entry.objects.latest("written_at").child_id))
