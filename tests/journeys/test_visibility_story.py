"""The story of who sees what, step by step, through the one function of visibility."""

from collections.abc import Mapping

from barnetsplan.audit.sealer import seal
from barnetsplan.audit.verify import verify
from barnetsplan.domain.vocabulary import Answer
from barnetsplan.family.actions import answer_consent
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.notices.queries import waiting_for
from barnetsplan.people.models import Person
from barnetsplan.policy.facts import Actor
from barnetsplan.records.kinds import Contribution
from barnetsplan.records.models import Disclosure
from barnetsplan.records.queries import OpenEntry, open_visible
from tests.world import (
    BACKGROUND,
    World,
    board_written,
    circle_asked,
    concern_sent,
    concern_written,
    gathered,
    made,
    parts,
    published,
    reported,
    say,
    service_asked,
    version_with_family,
)


def _kinds(world: World, who: Actor | Person) -> list[str]:
    return sorted(entry.kind for entry in _sees(world, who))


def _what_works(world: World, who: Actor | Person, area: str) -> list[str]:
    voices = [entry.payload for entry in _sees(world, who) if entry.area == area]
    return [voice.works for voice in voices if isinstance(voice, Contribution)]


def _sees(world: World, who: Actor | Person) -> tuple[OpenEntry, ...]:
    return open_visible(made(who.party_id), child=world.noel, at=world.later())


def test_nobody_but_own_unit_reads_a_concern_that_is_not_sent(world: World) -> None:
    concern_written(world)

    assert _kinds(world, world.linda) == ["concern"]
    for other in (world.maria, world.leila, world.stranger, world.sara, world.daniel):
        assert _kinds(world, other) == []


def test_bba_and_guardians_read_a_concern_that_is_sent(world: World) -> None:
    concern_sent(world)

    for reader in (world.linda, world.maria, world.sara, world.daniel):
        assert _kinds(world, reader) == ["concern"]
    assert _kinds(world, world.leila) == []


def test_nobody_sees_anothers_answer_before_it_is_released(world: World) -> None:
    gathered(world)

    assert _what_works(world, world.sara, "hemmet") == ["Lugna kvällar."]
    assert _what_works(world, world.daniel, "hemmet") == ["Han är nyfiken."]
    assert {e.owner for e in _sees(world, world.linda) if e.kind == "contribution"} == {world.preschool.pk}
    assert {e.voice for e in _sees(world, world.maria) if e.kind == "contribution"} == {
        world.sara.pk,
        world.daniel.pk,
        world.noel.pk,
        world.bvc.pk,
        world.preschool.pk,
    }


def test_noel_chooses_who_reads_his_words(world: World) -> None:
    gathered(world)

    assert world.noel.pk in {e.voice for e in _sees(world, world.sara)}
    assert world.noel.pk not in {e.voice for e in _sees(world, world.daniel)}
    assert world.noel.pk not in {e.voice for e in _sees(world, world.linda)}


def test_nothing_is_shared_while_one_guardian_has_not_answered(world: World) -> None:
    circle_asked(world)
    say(world, world.circle, world.sara, Answer.YES)

    assert _kinds(world, world.leila) == []


def test_the_family_reads_a_version_before_the_circle(world: World) -> None:
    board_written(world)
    readers: Mapping[str, Actor | Person] = {
        "sara": world.sara,
        "maria": world.maria,
        "linda": world.linda,
        "leila": world.leila,
    }
    before = {name: {entry.id for entry in _sees(world, who)} for name, who in readers.items()}
    version_with_family(world)

    new = {name: {e.id for e in _sees(world, who)} - before[name] for name, who in readers.items()}

    assert new["sara"] > {world.bildschema, world.family_support}
    assert new["maria"] >= new["sara"]
    assert new["linda"] == {world.bildschema}, "until then each service sees only its own actions"
    assert new["leila"] == {world.family_support}


def test_the_map_is_the_same_for_all_in_the_circle_and_background_differs(world: World) -> None:
    published(world)
    map_kinds = {"goal", "action", "contact", "own_words", "dissent"}

    maps = [
        {e.id for e in _sees(world, who) if e.kind in map_kinds}
        for who in (world.linda, world.leila, world.maria, world.sara)
    ]
    background = {e.area for e in _sees(world, world.leila) if e.kind == "contribution"}
    preschool = {
        e.area for e in _sees(world, world.linda) if e.kind == "contribution" and e.owner != world.preschool.pk
    }

    assert all(each == maps[0] for each in maps)
    assert background == {"utveckling", "hemmet", "relationer"}
    assert preschool == {"utveckling"}


def test_a_report_reaches_the_whole_map(world: World) -> None:
    reported(world)

    for reader in (world.linda, world.leila, world.maria, world.sara, world.daniel):
        assert _kinds(world, reader).count("action_report") == 2
    assert _kinds(world, world.stranger) == []


def test_withdrawn_background_is_closed_at_once_and_own_action_stays(world: World) -> None:
    reported(world)
    only = {"layer": BACKGROUND, "area": "hemmet"}

    made(
        answer_consent(
            request=world.fresh(world.circle),
            parts=parts(world, world.circle, Answer.WITHDRAWN, only=only),
            by=world.as_guardian(world.sara),
            at=world.later(),
        ),
    )
    after = _sees(world, world.leila)

    assert "hemmet" not in {e.area for e in after if e.kind == "contribution"}
    assert world.family_support in {e.id for e in after}
    assert [e for e in after if e.kind == "action_report" and e.owner == world.social.pk]


def test_what_is_given_back_can_be_read_again(world: World) -> None:
    test_withdrawn_background_is_closed_at_once_and_own_action_stays(world)

    made(
        answer_consent(
            request=world.fresh(world.circle),
            parts=parts(world, world.circle, Answer.YES, only={"layer": BACKGROUND, "area": "hemmet"}),
            by=world.as_guardian(world.sara),
            at=world.later(),
        ),
    )

    assert "hemmet" in {e.area for e in _sees(world, world.leila) if e.kind == "contribution"}


def test_the_log_of_the_story_is_sealed_and_whole(world: World) -> None:
    reported(world)
    seal(at=world.at)

    verdict = verify()

    assert verdict.fault == ""
    assert verdict.sealed > 10
    assert verdict.unsealed == 0


def test_a_service_that_lost_the_map_reads_it_again_when_the_yes_is_given_back(world: World) -> None:
    reported(world)
    before = {e.id for e in _sees(world, world.leila) if e.kind != "invitation"}

    for said in (Answer.WITHDRAWN, Answer.YES):
        if said is Answer.YES:
            assert not [e for e in _sees(world, world.leila) if e.owner != world.social.pk]
        say(world, world.circle, world.sara, said)

    assert {e.id for e in _sees(world, world.leila)} == before, "the call to a meeting that has been is not sent again"


def test_an_answer_that_changes_nothing_discloses_nothing(world: World) -> None:
    reported(world)
    before = Disclosure.objects.count()

    say(world, world.circle, world.sara, Answer.YES)

    assert Disclosure.objects.count() == before


def test_a_question_and_its_answer_close_with_the_small_yes_and_open_with_it_again(world: World) -> None:
    gathered(world)
    preschools = {e.id for e in _sees(world, world.maria) if e.owner == world.preschool.pk and e.kind == "contribution"}

    say(world, world.talk, world.sara, Answer.WITHDRAWN)
    assert not preschools & {e.id for e in _sees(world, world.maria)}
    assert "question" not in _kinds(world, world.linda)

    say(world, world.talk, world.sara, Answer.YES)
    assert preschools <= {e.id for e in _sees(world, world.maria)}
    assert "question" in _kinds(world, world.linda)


def test_nothing_waits_for_a_unit_whose_question_lost_its_yes(world: World) -> None:
    service_asked(world)
    for person in (world.sara, world.daniel):
        say(world, world.talk, person, Answer.YES)
    assert waiting_for(world.preschool.pk, kinds=[NoticeKind.QUESTION_CAME])

    say(world, world.talk, world.sara, Answer.WITHDRAWN)
    assert not waiting_for(world.preschool.pk, kinds=[NoticeKind.QUESTION_CAME])

    say(world, world.talk, world.sara, Answer.YES)
    assert waiting_for(world.preschool.pk, kinds=[NoticeKind.QUESTION_CAME])
