"""Handing out on another ground than consent: one ground with its own preconditions, told or kept apart."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from barnetsplan.cases.disclosing import Handing, end_handing, hand_out
from barnetsplan.cases.queries import handed_out
from barnetsplan.coordination.actions import record_investigation
from barnetsplan.domain.decisions import Reason, Refused, Taken
from barnetsplan.domain.disclosing import DomainKind, Stated, SubGround
from barnetsplan.domain.vocabulary import Ground, Regime, Strength
from barnetsplan.family.cards.log import log_card
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.notices.models import Notice
from barnetsplan.policy.facts import Actor
from barnetsplan.policy.ground_table import GroundRule
from barnetsplan.policy.grounds import rule_of
from barnetsplan.records.actions import keep_from
from barnetsplan.records.kinds import Extract, Informed
from barnetsplan.records.models import Disclosure, Entry, Release
from barnetsplan.records.queries import open_visible
from tests.cast import make_unit
from tests.world import World, gathered, made

REASON = "Det står klart att ingen far illa av att de får veta det här."


def rule(ground: Ground, sub: SubGround | None = None, kind: DomainKind = DomainKind.HEALTH) -> GroundRule:
    return made(rule_of(ground, sub, kind))


def own_entries(world: World, by: Actor) -> tuple[UUID, ...]:
    rows = Entry.objects.filter(child=world.noel, owner=by.party_id, kind__in=["contribution", "concern"])
    return tuple(rows.values_list("pk", flat=True))


def handing(world: World, **otherwise: Any) -> Handing:
    """Maria hands what BVC has written to social services, for support to a child under 18."""
    return replace(
        Handing(
            id=uuid4(),
            child=world.noel,
            entries=own_entries(world, world.maria),
            text="",
            recipient=world.social.pk,
            rule=rule(Ground.HEALTH_SOCIAL_U18),
            stated=frozenset(Stated),
            reason=REASON,
            by=world.maria,
            at=world.later(),
        ),
        **otherwise,
    )


def kinds_read(world: World, party: UUID) -> list[str]:
    return sorted({entry.kind for entry in open_visible(party, child=world.noel, at=world.later())})


def log_lines(world: World, who: Any) -> list[str]:
    card = log_card(world.as_guardian(who), world.noel, world.later())
    return [str(line.sentence) for line in card.lines]


def test_law_03_health_may_hand_over_what_support_needs_and_it_is_read(world: World) -> None:
    gathered(world)

    act = made(hand_out(handing(world)))

    assert (act.ground, act.sub_ground, act.family_is_told) == ("health_social_u18", "", True)
    assert "contribution" in kinds_read(world, world.social.pk)
    assert Notice.objects.filter(party=world.social.pk, kind=NoticeKind.DISCLOSURE_CAME, thing=act.pk).exists()
    assert handed_out(world.noel.pk, discloser=world.bvc.pk) == (act,)
    assert handed_out(world.noel.pk, recipient=world.social.pk) == (act,)


@pytest.mark.parametrize("who", ["preschool", "school"])
def test_law_04_health_may_not_hand_it_to_a_school_on_25_12(world: World, who: str) -> None:
    gathered(world)

    refused = hand_out(handing(world, recipient=getattr(world, who).pk))

    assert refused == Refused(Reason.GROUND_NOT_TOWARDS_RECIPIENT)
    assert not Disclosure.objects.filter(ground=Ground.HEALTH_SOCIAL_U18).exists()


def test_law_04_nor_to_the_police(world: World) -> None:
    gathered(world)
    police = make_unit("police", "Polisen", "polisen", "police", "35:1", Strength.STRONG, Regime.OSL)

    assert hand_out(handing(world, recipient=police.pk)) == Refused(Reason.GROUND_NOT_TOWARDS_RECIPIENT)


def test_law_03_an_assessment_of_harm_may_be_made_by_a_person_with_a_reason(world: World) -> None:
    gathered(world)
    by_assessment = handing(world, rule=rule(Ground.NO_HARM_ASSESSMENT), recipient=world.school.pk)

    assert hand_out(replace(by_assessment, reason="Ofarligt.")) == Refused(Reason.REASON_MISSING)
    assert hand_out(replace(by_assessment, stated=frozenset())) == Refused(Reason.GROUND_NOT_STATED)
    act = made(hand_out(by_assessment))

    assert act.stated == [Stated.NOBODY_IS_HARMED], "what the ground does not ask for is nobody's to answer for"
    assert act.sealed_reason is not None
    assert kinds_read(world, world.school.pk) == ["contribution"]


def test_law_03_what_others_wrote_may_not_be_assessed_by_the_one_who_holds_it(world: World) -> None:
    gathered(world)
    concern = [world.concern.pk]

    refused = hand_out(handing(world, rule=rule(Ground.NO_HARM_ASSESSMENT), entries=concern, recipient=world.school.pk))

    assert refused == Refused(Reason.NOT_OWN_ENTRY)


def test_law_03_a_held_entry_is_bound_by_both_sections(world: World) -> None:
    gathered(world)

    refused = hand_out(handing(world, entries=[world.concern.pk]))

    assert refused == Refused(Reason.SECTION_NOT_OPENED_BY_GROUND), "23:1 is not opened by 25:12"


def test_oro_06_the_duty_of_20_6_opens_towards_the_unit_that_has_asked_and_no_other(world: World) -> None:
    gathered(world)
    duty = rule(Ground.DUTY_10_28, SubGround.SOL_20_6)
    wanted = handing(world, rule=duty)

    assert hand_out(wanted) == Refused(Reason.NO_OPEN_INVESTIGATION)
    record_investigation(
        child=world.noel.pk, opened_on=world.at.date(), asked=[world.bvc.pk], by=world.leila, at=world.later()
    )
    act = made(hand_out(replace(wanted, at=world.later())))

    assert (act.ground, act.sub_ground) == ("duty_10_28", "sol_20_6")
    other = make_unit(
        "social2", "Barn och familj Tingsryd", "soc", "social_services", "26:1", Strength.STRONG, Regime.OSL
    )
    again = handing(world, rule=duty, recipient=other.pk)
    assert hand_out(again) == Refused(Reason.NO_OPEN_INVESTIGATION)


def test_law_05_the_family_is_told_and_sees_it_in_the_log(world: World) -> None:
    gathered(world)
    act = made(hand_out(handing(world)))

    for guardian in (world.sara, world.daniel):
        told = [
            entry.payload
            for entry in open_visible(guardian.pk, child=world.noel, at=world.later(), kinds=(Informed.KIND,))
        ]
        assert [entry.recipient for entry in told if isinstance(entry, Informed)] == ["Barn och familj Lessebo"]
        assert Notice.objects.filter(party=guardian.pk, kind=NoticeKind.DISCLOSURE_TOLD, thing=act.pk).exists()
        assert any("Barn och familj Lessebo" in line for line in log_lines(world, guardian))


def kept_apart() -> Sequence[Any]:
    return (
        pytest.param(lambda world: {"rule": rule(Ground.DUTY_10_28, SubGround.SOL_19_1)}, id="report"),
        pytest.param(lambda world: {"untold": frozenset({world.sara.pk, world.daniel.pk})}, id="harm"),
    )


@pytest.mark.parametrize("how", kept_apart())
def test_law_05_what_is_kept_apart_leaves_no_trace_with_the_family(world: World, how: Any) -> None:
    gathered(world)
    before = {guardian: log_lines(world, guardian) for guardian in (world.sara, world.daniel)}

    act = made(hand_out(handing(world, **how(world))))

    assert not act.family_is_told
    assert kinds_read(world, world.social.pk) == [Extract.KIND], "a copy, so that no reading of the original shows"
    for guardian, lines in before.items():
        assert log_lines(world, guardian) == lines
        assert Informed.KIND not in kinds_read(world, guardian.pk)
        assert not Notice.objects.filter(party=guardian.pk, thing=act.pk).exists()


def test_law_05_one_guardian_who_may_not_know_sees_nothing_and_the_other_is_told(world: World) -> None:
    gathered(world)
    before = log_lines(world, world.daniel)

    made(hand_out(handing(world, untold=frozenset({world.daniel.pk}))))

    assert log_lines(world, world.daniel) == before
    assert Informed.KIND not in kinds_read(world, world.daniel.pk)
    assert Informed.KIND in kinds_read(world, world.sara.pk)


def test_law_05_a_guardian_from_whom_it_is_kept_is_told_nothing_of_it(world: World) -> None:
    gathered(world)
    entries = own_entries(world, world.maria)
    for entry in Entry.objects.filter(pk__in=entries):
        keep_from(entries=[entry], guardian=world.daniel.pk, reason="Kan skada.", by=world.maria.person_id, at=world.at)
    before = log_lines(world, world.daniel)

    made(hand_out(handing(world)))

    assert log_lines(world, world.daniel) == before
    assert Informed.KIND not in kinds_read(world, world.daniel.pk)


def test_law_05_an_extract_is_about_all_whom_its_parts_are_about_and_never_changes(world: World) -> None:
    gathered(world)
    act = made(hand_out(handing(world, rule=rule(Ground.DUTY_10_28, SubGround.SOL_19_1))))
    entry = Entry.objects.get(kind=Extract.KIND)

    [copied] = open_visible(world.social.pk, child=world.noel, at=world.later(), kinds=(Extract.KIND,))

    assert isinstance(copied.payload, Extract)
    assert copied.payload.parts == ("Det som fungerar: Följer sin kurva.",)
    assert entry.section == "25:1"
    assert set(entry.about.values_list("person", flat=True)) >= {world.noel.pk}
    assert Release.objects.get(disclosure=act).recipient_id == world.social.pk


def test_a_text_written_for_it_may_be_handed_out_alone(world: World) -> None:
    gathered(world)

    act = made(hand_out(handing(world, entries=(), text="Vi ser Noel varje vecka.")))

    assert act.family_is_told
    assert kinds_read(world, world.social.pk) == [Extract.KIND]


def test_nothing_chosen_and_nothing_written_is_refused(world: World) -> None:
    gathered(world)

    assert hand_out(handing(world, entries=())) == Refused(Reason.NOTHING_WRITTEN)


def test_nobody_hands_out_what_the_unit_cannot_read(world: World) -> None:
    gathered(world)
    of_preschool = Entry.objects.filter(owner=world.preschool.pk).values_list("pk", flat=True)

    assert hand_out(handing(world, by=world.leila, entries=of_preschool)) == Refused(Reason.NOT_HELD)


def test_the_same_form_twice_hands_out_once_and_another_unit_gets_no_answer(world: World) -> None:
    gathered(world)
    wanted = handing(world)

    first, second = made(hand_out(wanted)), made(hand_out(wanted))

    assert first == second
    assert Disclosure.objects.filter(ground=Ground.HEALTH_SOCIAL_U18).count() == 1
    with pytest.raises(Taken):
        hand_out(replace(wanted, by=world.linda))


def test_what_can_be_read_already_on_the_ground_is_not_handed_out_again(world: World) -> None:
    gathered(world)
    made(hand_out(handing(world)))

    assert hand_out(handing(world)) == Refused(Reason.ALREADY_READS)


def test_con_06_the_discloser_may_end_it_and_the_next_reading_is_closed(world: World) -> None:
    gathered(world)
    act = made(hand_out(handing(world)))

    end_handing(disclosure=act, at=world.later())
    ended = list(Release.objects.filter(disclosure=act).values_list("ended_at", flat=True))

    assert kinds_read(world, world.social.pk) == []
    assert not Notice.objects.filter(thing=act.pk, kind=NoticeKind.DISCLOSURE_CAME, done_at=None).exists()
    end_handing(disclosure=act, at=world.later())
    assert list(Release.objects.filter(disclosure=act).values_list("ended_at", flat=True)) == ended, (
        "nothing ends twice"
    )


def test_law_08_what_is_not_handed_out_cannot_be_reached(world: World) -> None:
    """Not hidden in the page but absent: no release, so no query of the recipient finds it (OSL 11:4, TF 2:6)."""
    gathered(world)
    entries = own_entries(world, world.maria)

    made(hand_out(handing(world, entries=entries[:1])))

    assert {entry.id for entry in open_visible(world.social.pk, child=world.noel, at=world.later())} == {entries[0]}
    assert set(Release.objects.filter(recipient=world.social.pk).values_list("entry", flat=True)) == {entries[0]}
