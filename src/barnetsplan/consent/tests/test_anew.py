"""Asking the same anew, and what a no to a service closes: to it, from it, and wherever else it was asked."""

from dataclasses import replace

import pytest

from barnetsplan.consent.actions import GivenAnswer, NewRow, answer
from barnetsplan.consent.models import ConsentAnswer, ConsentRequest, ConsentShown
from barnetsplan.consent.proof import verify_all
from barnetsplan.consent.queries import own_answers, row_states
from barnetsplan.consent.superseding import settle
from barnetsplan.consent.tests.asking import AREAS, agreed, asked, says, shared, social_reads, states
from barnetsplan.consent.texts import shown_of
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.vocabulary import Answer, ConsentState, Layer
from barnetsplan.organisations.models import Unit
from barnetsplan.records.append_only import lifted
from barnetsplan.records.models import Release
from barnetsplan.records.queries import live_release
from tests.world import World, made

YES, NO, BACK = Answer.YES, Answer.NO, Answer.WITHDRAWN


def _everybody(world: World, request: ConsentRequest, said: Answer) -> None:
    for guardian in (world.sara, world.daniel):
        says(world, request, guardian, said)


@pytest.mark.parametrize("said", [None, NO, BACK])
def test_con_01_what_does_not_hold_is_superseded_when_the_same_is_asked_anew(world: World, said: Answer | None) -> None:
    first = asked(world)
    if said:
        says(world, first, world.sara, said)

    second = asked(world)

    assert set(states(world, first).values()) == {ConsentState.SUPERSEDED}
    assert set(states(world, second).values()) == {ConsentState.ASKED}
    assert says(world, first, world.daniel, YES) == Refused(Reason.REQUEST_IS_OVER)


def test_con_01_what_holds_goes_on_until_the_new_yes_is_complete_and_nobody_loses_in_between(world: World) -> None:
    first = agreed(world)
    shared(world, first)
    second = asked(world)
    reading = Release.objects.filter(live_release(world.at), recipient=world.social.pk).count()

    says(world, second, world.sara, YES)
    settle(child=world.noel, by=world.maria, at=world.later())
    assert set(states(world, first).values()) == {ConsentState.ACTIVE}
    says(world, second, world.daniel, YES)
    settle(child=world.noel, by=world.maria, at=world.later())

    assert set(states(world, first).values()) == {ConsentState.SUPERSEDED}
    assert set(states(world, second).values()) == {ConsentState.ACTIVE}
    live = Release.objects.filter(live_release(world.at), recipient=world.social.pk)
    assert live.count() == reading
    assert {release.valid_until for release in live} == {second.valid_until}
    assert social_reads(world) == set(AREAS)


def test_con_06_a_no_to_the_same_asked_anew_closes_what_the_earlier_yes_let_out(world: World) -> None:
    first = agreed(world)
    shared(world, first)
    second = asked(world)

    says(world, second, world.sara, NO, ["hemmet"])

    assert states(world, first) == {"hemmet": ConsentState.WITHDRAWN, "relationer": ConsentState.ACTIVE}
    assert social_reads(world) == {"relationer"}


def test_two_concerns_are_two_things_and_a_talk_is_about_its_own_question(world: World) -> None:
    talk = [
        NewRow(world.social.pk, discloser, recipient, Layer.TALK, "hemmet")
        for discloser, recipient in ((world.bvc.pk, world.social.pk), (world.social.pk, world.bvc.pk))
    ]
    for _ in range(2):
        asked(world, rows=talk)

    assert {row.state for row in row_states(world.noel, at=world.at)} == {ConsentState.ASKED}


def _circle(world: World) -> ConsentRequest:
    """BVC asks about social services and the preschool, which report to each other."""

    def row(service: Unit, discloser: Unit, recipient: Unit) -> NewRow:
        return NewRow(service.pk, discloser.pk, recipient.pk, Layer.MAP)

    social, preschool, bvc = world.social, world.preschool, world.bvc
    return asked(
        world,
        rows=[
            *(row(social, social, bvc), row(social, bvc, social), row(social, preschool, social)),
            *(row(preschool, preschool, bvc), row(preschool, bvc, preschool), row(preschool, social, preschool)),
        ],
    )


def _active(world: World) -> set[tuple[str, str]]:
    names = {unit.pk: unit.code for unit in (world.social, world.preschool, world.bvc)}
    rows = row_states(world.noel, at=world.at)
    return {(names[row.discloser], names[row.recipient]) for row in rows if row.is_active}


def _say(world: World, request: ConsentRequest, unit: Unit, said: Answer) -> None:
    for guardian in (world.sara, world.daniel):
        given = GivenAnswer(giver=guardian.pk, parts={(unit.pk, "map", ""): said})
        made(answer(world.fresh(request), given, by=world.as_guardian(guardian), at=world.later()))


def test_con_06_a_withdrawal_for_a_service_closes_what_goes_to_it_and_what_comes_from_it(world: World) -> None:
    request = _circle(world)
    for unit in (world.social, world.preschool):
        _say(world, request, unit, YES)
    everything = _active(world)
    assert len(everything) == 6

    _say(world, request, world.social, BACK)
    assert _active(world) == {("bvc", "gullvivan"), ("gullvivan", "bvc")}
    assert own_answers(request, world.sara.pk) == {
        (world.social.pk, "map", ""): BACK,
        (world.preschool.pk, "map", ""): YES,
    }, "what was said of the preschool stands"

    _say(world, request, world.social, YES)
    assert _active(world) == everything


def test_con_06_a_service_that_got_a_no_shows_nothing_to_one_that_got_a_yes(world: World) -> None:
    request = _circle(world)
    _say(world, request, world.social, NO)
    _say(world, request, world.preschool, YES)

    assert _active(world) == {("bvc", "gullvivan"), ("gullvivan", "bvc")}


def test_con_01_the_hash_is_of_exactly_what_each_was_shown_and_is_proved_anew(world: World) -> None:
    request = agreed(world)

    proof = verify_all()

    assert (proof.shown, proof.broken) == (2, ())
    assert proof.answers == ConsentAnswer.objects.count() == 4
    assert set(ConsentAnswer.objects.values_list("shown_hash", flat=True)) == {world.fresh(request).shown_hash}


def test_con_01_what_was_shown_stays_when_names_and_texts_change(world: World) -> None:
    request = asked(world)
    before = shown_of(request, giver=world.sara.pk, key=world.noel.person.key)
    Unit.objects.filter(pk=world.social.pk).update(name="Nytt namn", short_name="nytt")

    assert shown_of(request, giver=world.sara.pk, key=world.noel.person.key) == before
    assert "Barn och familj Lessebo" in str(before)
    assert verify_all().broken == ()


def test_con_01_a_changed_text_is_found_out(world: World) -> None:
    agreed(world)
    kept = ConsentShown.objects.get(giver=world.sara)
    with lifted():
        ConsentShown.objects.filter(pk=kept.pk).update(shown_hash="0" * 64)

    broken = set(verify_all().broken)

    assert kept.pk in broken
    assert broken >= set(ConsentAnswer.objects.filter(giver=world.sara).values_list("pk", flat=True))


def test_nothing_is_settled_twice(world: World) -> None:
    request = agreed(world)

    assert settle(child=world.noel, by=replace(world.maria), at=world.later()) is None
    assert set(states(world, request).values()) == {ConsentState.ACTIVE}
