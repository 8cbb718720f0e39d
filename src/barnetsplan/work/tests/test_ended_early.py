"""What stands on the page of the family and ends before its day; and who decides where nobody has that task."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from barnetsplan.consent.models import Override
from barnetsplan.consent.queries import row_states
from barnetsplan.coordination.guarding import NewPause, begin_pause
from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.vocabulary import Answer, PauseSaidAs
from barnetsplan.people.kinship import of_family
from barnetsplan.people.models import Guardianship, Pause, Relationship
from barnetsplan.people.pauses import paused
from barnetsplan.policy.facts import Actor
from tests.sign_in import client_for
from tests.world import World, case_open, circle_asked, family_asked, made, say

pytestmark = pytest.mark.django_db


def send(client: Client, where: str, key: Any, **fields: Any) -> Any:
    return client.post(reverse(where, args=[key]), {"token": str(uuid4()), **fields})


def relations(world: World, actor: Actor) -> str:
    return client_for(world, actor).get(reverse("relations", args=[world.noel.pk])).content.decode()


def colleague(world: World) -> Actor:
    return world._professional("Karin Lund", world.bvc, "bvc_nurse", 17)


def recorded(world: World) -> Override:
    """A decision in Daniel's place; Sara has said yes."""
    circle_asked(world)
    say(world, world.circle, world.sara, Answer.YES)
    fields = {
        "kind": "fb_6_13_a",
        "measure": "open_treatment",
        "guardian": world.daniel.pk,
        "services": [f"{world.circle.pk}:{world.social.pk}"],
        "decided_on": (world.at - timedelta(days=1)).date().isoformat(),
        "last_day": (world.at + timedelta(days=60)).date().isoformat(),
        "evidence": "Socialnämnden dnr 12-26",
    }
    send(client_for(world, world.maria), "override_record", world.noel.pk, **fields)
    return Override.objects.get()


def active(world: World) -> bool:
    rows = row_states(world.noel, at=world.at + timedelta(days=100), requests=[world.circle.pk])
    return any(row.is_active for row in rows if row.service == world.social.pk)


def test_con_05_a_decision_may_be_ended_early_by_the_unit_that_recorded_it(world: World) -> None:
    override = recorded(world)
    assert "Avsluta beslutet nu" in relations(world, world.maria)

    assert send(client_for(world, world.maria), "override_end", override.pk).status_code == 302

    assert Override.objects.get().ended_at is not None
    assert "Avsluta beslutet nu" not in relations(world, world.maria)
    assert not active(world), "nobody stands in Daniel's place any longer"
    assert send(client_for(world, world.maria), "override_end", override.pk).status_code == 302


def test_con_05_nobody_else_may_end_it(world: World) -> None:
    override = recorded(world)

    for actor in (world.leila, world.linda, world.as_guardian(world.daniel)):
        assert send(client_for(world, actor), "override_end", override.pk).status_code in {403, 404}
    assert send(client_for(world, world.maria), "override_end", uuid4()).status_code == 404
    assert Override.objects.get().ended_at is None


def noted(world: World, **otherwise: Any) -> Relationship:
    fields = {"kind": "foster_parent", "name": "Kim Berg", "number": "", "source": "seen_decision", **otherwise}
    answer = send(client_for(world, world.maria), "relationship_add", world.noel.pk, **fields)
    assert answer.status_code == 302, answer.content.decode()
    return Relationship.objects.get()


def test_fam_01_a_relation_may_be_ended_early(world: World) -> None:
    case_open(world)
    relation = noted(world)
    assert "Kim Berg" in relations(world, world.maria)

    assert send(client_for(world, world.maria), "relationship_end", relation.pk).status_code == 302

    assert Relationship.objects.get().valid_until is not None
    assert "Kim Berg" not in relations(world, world.maria)


def test_fam_01_a_unit_elsewhere_and_the_family_may_not_end_it(world: World) -> None:
    case_open(world)
    relation = noted(world)

    for actor in (world.leila, world.as_guardian(world.sara)):
        assert send(client_for(world, actor), "relationship_end", relation.pk).status_code == 404
    assert Relationship.objects.get().valid_until is None


def test_fam_04_a_parent_without_custody_who_works_here_may_not_open_the_child_at_work(world: World) -> None:
    case_open(world)
    father = colleague(world)
    assert client_for(world, father).get(reverse("child", args=[world.noel.pk])).status_code == 200

    noted(world, kind="parent_without_custody", number=make_invented(date(1980, 1, 18), 17).formatted)

    assert of_family(father.person_id, child=world.noel.pk)
    assert client_for(world, father).get(reverse("child", args=[world.noel.pk])).status_code == 403


def test_fam_06_where_nobody_has_the_task_a_colleague_lifts_the_pause_and_never_the_one_who_began_it(
    world: World,
) -> None:
    case_open(world)
    send(client_for(world, world.maria), "releases_pause", world.noel.pk, about="")
    pause = Pause.objects.get()

    assert "pause_lift" not in relations(world, world.maria)
    assert send(client_for(world, world.maria), "pause_lift", pause.pk, reason="Jag ångrade mig.").status_code == 404
    assert send(client_for(world, world.linda), "pause_lift", pause.pk, reason="Utrett.").status_code == 404
    lifted = send(client_for(world, colleague(world)), "pause_lift", pause.pk, reason="Utrett.")

    assert lifted.status_code == 302
    assert not paused(world.noel.pk, at=world.at + timedelta(days=100))


def test_fam_06_where_somebody_has_the_task_no_colleague_lifts_it(world: World) -> None:
    case_open(world)
    boss = world._professional("Berit Chef", world.bvc, "unit_manager", 11)
    pause = made(
        begin_pause(
            NewPause(
                id=uuid4(),
                child=world.noel,
                about=None,
                reason="",
                said_as=PauseSaidAs.GUARDIAN,
                by=world.as_guardian(world.sara),
                at=world.later(),
            ),
        ),
    )

    assert send(client_for(world, colleague(world)), "pause_lift", pause.pk, reason="Utrett.").status_code == 404
    assert send(client_for(world, boss), "pause_lift", pause.pk, reason="Utrett.").status_code == 302


def test_fam_02_who_has_lost_custody_loses_it_though_the_disclosure_was_refused(
    world: World, tmp_path: Any, settings: Any
) -> None:
    family_asked(world)
    write = {"token": str(uuid4()), "hemmet_works": "Lugnt."}
    client = client_for(world, world.maria)
    client.post(reverse("own_voice", args=[world.case.pk]), write)
    path = tmp_path / "register.json"
    path.write_text(
        f'{{"children": [{{"number": "{world.noel_number.digits}", "name": "Noel Lindqvist", "guardians": []}}]}}',
        encoding="utf-8",
    )
    settings.REGISTER_FILE = str(path)

    answer = send(client, "voices_release", world.case.pk)

    assert answer.status_code == 302
    live = Guardianship.objects.filter(child=world.noel, valid_until__lte=world.at + timedelta(days=200))
    assert live.count() == 2, "the register names neither any longer, and that stands"
