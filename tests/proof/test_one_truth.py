"""The question, the page "Vem får se?" and the access matrix tell the same, whatever the guardians have answered.

A guardian reads the first two, a professional meets the third, and a lawyer reads its document. Between them stands a
plain rule of our own: something holds when every giver's newest word about it is yes.
"""

import re
from collections.abc import Mapping
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from barnetsplan.access.documents import access_matrix
from barnetsplan.consent.queries import row_states
from barnetsplan.domain.decisions import Permitted
from barnetsplan.domain.vocabulary import Answer, Layer
from barnetsplan.family.actions import answer_consent
from barnetsplan.family.cards.access import AccessLine, access_card
from barnetsplan.family.cards.consent import consent_card, own_parts
from barnetsplan.people.models import Person
from barnetsplan.plans.facts import PLAN
from barnetsplan.policy.acts import Act
from barnetsplan.policy.decide import decide
from barnetsplan.practice.load import current
from barnetsplan.records.queries import visible_to
from tests.profiles import by_night
from tests.sign_in import client_for
from tests.world import World, made, published

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
Part = tuple[UUID, str, str]
Said = dict[tuple[UUID, Part], Answer]


def holds(said: Said, part: Part, givers: tuple[UUID, ...]) -> bool:
    """The plain rule."""
    return all(said[giver, part] is Answer.YES for giver in givers)


def says_something(world: World, lots: Random, said: Said, person: Person, parts: list[Part]) -> None:
    """One guardian answers some parts, anew or for the first time; a no after a yes is one taken back."""
    chosen = lots.sample(parts, lots.randint(1, len(parts)))
    wish = {part: lots.choice([Answer.YES, Answer.YES, Answer.NO, Answer.WITHDRAWN]) for part in chosen}
    request = world.fresh(world.circle)
    made(answer_consent(request=request, parts=wish, by=world.as_guardian(person), at=world.later()))
    rows = row_states(world.noel, at=world.at, requests=[world.circle.pk])
    said.update({(person.pk, part): answer for part, answer in own_parts(rows, person.pk).items()})
    for part, answer in wish.items():
        expected = Answer.WITHDRAWN if answer is Answer.NO else answer
        assert said[person.pk, part] is expected or _follows_the_map(part, said, person), (part, answer)


def _follows_the_map(part: Part, said: Said, person: Person) -> bool:
    """Background goes with the map: who takes the map back takes the background with it."""
    return part[1] != Layer.MAP.value and said[person.pk, (part[0], Layer.MAP.value, "")] is not Answer.YES


def lines_of(world: World, person: Person) -> Mapping[Part, AccessLine]:
    """What "Vem får se?" says to one guardian about the circle, part by part."""
    card = access_card(world.as_guardian(person), world.noel, world.at)
    lines = (line for service in card.services for line in service.lines if line.request == world.circle.pk)
    return {(line.service, line.layer, line.area): line for line in lines}


def check_the_question(world: World, person: Person, lines: Mapping[Part, AccessLine]) -> None:
    """The question's own page and "Vem får se?" give the same answer, and the same of what holds."""
    card = consent_card(world.as_guardian(person), world.fresh(world.circle), world.at)
    for service in card.services:
        line = lines[service.asked.service, Layer.MAP.value, ""]
        assert service.own is not None
        assert service.own.main == line.answer
        assert service.own.main_holds == (line.now in {"reads", "may"})
        yes = {part[2] for part, each in lines.items() if part[0] == line.service and each.answer == "yes" and part[2]}
        for area in current().areas:
            named = area.in_sentence in service.own.areas
            assert named == (area.key in yes), (area.key, service.own.areas)


def check_the_matrix(world: World, part: Part, *, shares: bool) -> None:
    """Whoever is of the service is let in by the table exactly when the pages say that it reads, and by HTTP too."""
    actor = world.linda if part[0] == world.preschool.pk else world.leila
    world.plan.refresh_from_db()
    plan = made(PLAN.find(world.plan.pk))
    decision = decide(Act.PLAN_OPEN, PLAN.facts(actor, plan, world.at))
    assert bool(decision) == shares, (part, decision)
    if isinstance(decision, Permitted):
        assert decision.rule in access_matrix(), "the document names the very rule that let them in"


def reads_background(world: World, part: Part) -> bool:
    """Whether anything of others about the area lies open to the service."""
    service, _layer, area = part
    rows = visible_to(service, at=world.at).filter(child=world.noel, kind="contribution", area=area)
    return rows.exclude(owner=service).exclude(owner=world.noel.pk).exists()


def check_the_pages(world: World, person: Person, shared: Mapping[Part, bool], said: Said) -> None:
    """Each line of "Vem får se?" has the guardian's own answer, and what holds by the plain rule."""
    lines = lines_of(world, person)
    assert lines.keys() == shared.keys()
    check_the_question(world, person, lines)
    for part, line in lines.items():
        assert line.answer == said[person.pk, part].value
        assert (line.now in {"reads", "may"}) == shared[part], (part, line.now)
        assert line.now != "reads" or part[1] == Layer.MAP.value or reads_background(world, part), part


@pytest.mark.parametrize("seed", range(2))
def test_con_06_law_03_question_who_may_see_and_matrix_tell_the_same_whatever_is_answered(
    world: World, seed: int
) -> None:
    published(world)
    lots, said = Random(seed), {}  # noqa: S311  the point is that it can be foreseen
    givers = (world.sara.pk, world.daniel.pk)
    parts = sorted({row.part for row in row_states(world.noel, at=world.at, requests=[world.circle.pk])}, key=str)
    for giver in givers:
        said.update({(giver, part): Answer.YES for part in parts})
    for _step in range(by_night(8, 150)):
        says_something(world, lots, said, lots.choice([world.sara, world.daniel]), parts)
        for each in (world.sara, world.daniel):
            check_the_pages(world, each, {part: holds(said, part, givers) for part in parts}, said)
        for part in parts:
            if part[1] == Layer.MAP.value:
                check_the_matrix(world, part, shares=holds(said, part, givers))
            elif not holds(said, part, givers):
                assert not reads_background(world, part), part


def test_the_last_world_is_the_one_that_the_pages_show(world: World) -> None:
    published(world)
    served: Mapping[str, Any] = {
        "linda": client_for(world, world.linda).get(reverse("plan", args=[world.plan.pk])),
        "sara": client_for(world, world.as_guardian(world.sara)).get(reverse("family_access", args=[world.noel.pk])),
        "question": client_for(world, world.as_guardian(world.sara)).get(
            reverse("family_consent", args=[world.circle.pk])
        ),
    }
    words = {name: re.sub(r"<[^>]+>", " ", page.content.decode()) for name, page in served.items()}

    assert {page.status_code for page in served.values()} == {200}
    for name in ("sara", "question"):
        assert "Förskolan Gullvivan" in words[name]
        assert "Barn och familj Lessebo" in words[name]
    assert "Läser nu" in words["sara"]
