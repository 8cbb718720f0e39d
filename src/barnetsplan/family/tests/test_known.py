"""Nobody's log tells of a service whose presence the reader may not know, and each line says why one could read."""

import pytest

from barnetsplan.audit.record import Event, record
from barnetsplan.domain.vocabulary import ActorKind, InvolvementReason
from barnetsplan.family.cards.known import known_parties
from barnetsplan.family.cards.log import log_card
from barnetsplan.family.cards.seen import seen_by
from barnetsplan.family.cards.why import why
from barnetsplan.family.tests.pages import opened, plain
from barnetsplan.people.actions import involve
from barnetsplan.policy.facts import Actor
from barnetsplan.policy.matrix import rows
from tests.duties import acting
from tests.sign_in import client_for
from tests.world import World

pytestmark = pytest.mark.django_db


def lines(world: World, who: Actor) -> list[str]:
    return [f"{line.sentence} {line.why}" for line in log_card(who, world.noel, world.later()).lines]


def read(world: World, who: Actor, *, code: str = "circle_opens_plan") -> None:
    entries = (world.bildschema, world.family_support)
    record(Event(act="plan:open", at=world.later(), actor=who, code=code, child=world.noel.pk, entries=entries))


def test_pdl_04_a_service_that_the_guardian_was_never_asked_about_stands_in_no_log_of_the_guardians(
    story: World,
) -> None:
    secret = acting(story, story.stranger.person_id, story.school, "teacher")
    involve(unit=story.school.pk, child=story.noel.pk, reason=InvolvementReason.RECEIVED, at=story.later())
    before = lines(story, story.as_guardian(story.sara))
    plan = plain(opened(story, story.sara, "family_plan", story.noel.pk))

    read(story, secret)

    assert lines(story, story.as_guardian(story.sara)) == before
    assert plain(opened(story, story.sara, "family_plan", story.noel.pk)) == plan


def test_pdl_04_however_much_is_read_in_secret_nothing_of_it_shows(story: World) -> None:
    secret = acting(story, story.stranger.person_id, story.school, "teacher")
    read(story, story.leila)
    before = plain(opened(story, story.sara, "family_plan", story.noel.pk))

    for _ in range(130):
        read(story, secret)

    assert plain(opened(story, story.sara, "family_plan", story.noel.pk)) == before
    assert "Leila Holm" in before


def test_who_is_in_the_plan_and_whom_one_was_asked_about_are_known(story: World) -> None:
    sara = story.as_guardian(story.sara)
    seen = seen_by(sara, story.noel, story.at)

    known = known_parties(sara, story.noel, seen.keys(), story.at)

    assert {story.bvc.pk, story.preschool.pk, story.social.pk} <= known
    assert story.school.pk not in known


def test_a_childs_own_sign_in_knows_no_more_than_the_adults(story: World) -> None:
    noel = Actor(kind=ActorKind.FAMILY, person=story.noel.pk, party=story.noel.pk)
    sara = story.as_guardian(story.sara)
    seen = seen_by(sara, story.noel, story.at).keys()

    assert known_parties(noel, story.noel, seen, story.at) <= known_parties(sara, story.noel, seen, story.at)


def test_crc_03_no_guardian_is_told_when_the_child_reads(story: World) -> None:
    before = lines(story, story.as_guardian(story.sara))

    read(story, Actor(kind=ActorKind.FAMILY, person=story.noel.pk, party=story.noel.pk), code="self_opens_plan")

    assert lines(story, story.as_guardian(story.sara)) == before


def test_a_line_says_why_they_could(story: World) -> None:
    client_for(story, story.leila).get(f"/arbete/plan/{story.plan.pk}/")
    client_for(story, story.maria).get(f"/arbete/plan/{story.plan.pk}/")

    by_maria, by_leila = lines(story, story.as_guardian(story.sara))[:2]

    assert by_leila.endswith("De är med kring planen, efter familjens ja.")
    assert by_maria.endswith("De är Barnens bästa-ansvariga för barnet.")


def test_every_rule_that_asks_how_one_stands_to_the_child_has_its_words() -> None:
    duties = {
        "log_reviewer",
        "security_officer",
        "investigates",
        "opens_in_emergency",
        "wrote",
        "listed",
        "manages_accounts",
    }
    without = [row.rule for row in rows() if set(row.relations) - duties - {"may_hold_bba"} and not why(row.rule)]

    assert without == []
    assert why("a_rule_that_is_gone") == ""
