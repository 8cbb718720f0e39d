"""Look-ups in the practice model, and what Kronoberg's own file says."""

import re
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, fields, is_dataclass
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from barnetsplan.domain.periods import birthday
from barnetsplan.practice.load import current
from barnetsplan.practice.model import NotInPractice

PRACTICE = current()
NOEL_BORN = date(2022, 6, 15)


def texts_for_the_family(thing: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text that a guardian or a child reads, with the field that holds it."""
    if isinstance(thing, str):
        if name.rpartition(".")[2].startswith(("family_", "child_")) or re.match(r"consent\.(texts|law|change)", name):
            yield name, thing
    elif isinstance(thing, tuple):
        for item in thing:
            yield from texts_for_the_family(item, name)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from texts_for_the_family(getattr(thing, field.name), f"{name}.{field.name}".strip("."))


def test_kronoberg_has_its_seven_areas_in_the_published_order() -> None:
    labels = [area.label for area in PRACTICE.areas]

    assert labels == ["Trygghet", "Hälsa", "Utveckling", "Lärande", "Omsorg", "Hemmet", "Relationer"]


def test_every_area_speaks_to_staff_family_and_child() -> None:
    for area in PRACTICE.areas:
        assert area.definition_for("staff") != area.definition_for("family") != area.definition_for("child")
        assert len(area.prompts_for("staff")) == len(area.prompts_for("family")) == len(area.prompts_for("child")) == 3


def test_no_area_has_a_scale_or_a_score() -> None:
    assert not {"score", "scale", "level"} & {field.name for field in fields(PRACTICE.areas[0])}


@pytest.mark.parametrize(
    ("born_on", "on", "stage", "holder"),
    [
        (None, date(2026, 11, 23), "unborn", "midwife"),
        (NOEL_BORN, NOEL_BORN, "before_school", "bvc_nurse"),
        (NOEL_BORN, date(2026, 11, 23), "before_school", "bvc_nurse"),
        (NOEL_BORN, date(2028, 7, 31), "before_school", "bvc_nurse"),
        (NOEL_BORN, date(2028, 8, 1), "school", "principal"),
        (date(2022, 12, 31), date(2028, 8, 1), "school", "principal"),
        (date(2023, 1, 1), date(2028, 8, 1), "before_school", "bvc_nurse"),
        (date(2008, 11, 24), date(2026, 11, 23), "school", "principal"),
    ],
)
def test_the_function_follows_the_childs_age(born_on: date | None, on: date, stage: str, holder: str) -> None:
    found = PRACTICE.stage_for(born_on, on)

    assert found is not None
    assert (found.key, found.holder_role) == (stage, holder)


def test_no_stage_from_the_eighteenth_birthday() -> None:
    assert PRACTICE.stage_for(date(2008, 11, 23), date(2026, 11, 23)) is None


@example(born_on=date(2008, 2, 29))
@given(born_on=st.dates(date(1990, 1, 1), date(2060, 12, 31)))
def test_childhood_ends_on_the_same_day_here_as_in_the_domain(born_on: date) -> None:
    of_age = birthday(born_on, PRACTICE.age_ceiling)

    assert PRACTICE.stage_for(born_on, of_age) is None
    assert PRACTICE.stage_for(born_on, of_age - timedelta(days=1)) is not None


def test_a_young_person_outside_school_has_the_municipality() -> None:
    assert PRACTICE.stage_outside_school().holder_role == "kaa"


@pytest.mark.parametrize(
    ("age", "must_give"),
    [
        (None, ("pregnant_person",)),
        (0, ("guardians",)),
        (11, ("guardians",)),
        (12, ("guardians", "child")),
        (14, ("guardians", "child")),
        (17, ("guardians", "child")),
    ],
)
def test_who_must_say_yes_follows_the_age(age: int | None, must_give: tuple[str, ...]) -> None:
    rule = PRACTICE.consent_rule_for(age)

    assert rule is not None
    assert rule.must_give == must_give


def test_nobody_says_yes_for_a_grown_up() -> None:
    assert PRACTICE.consent_rule_for(18) is None


def test_only_from_fifteen_can_a_maturity_decision_let_the_child_decide_alone() -> None:
    ages = [age for age in range(18) if _rule(age)]

    assert ages == [15, 16, 17]


def _rule(age: int) -> bool:
    rule = PRACTICE.consent_rule_for(age)
    return rule is not None and rule.child_alone_after_maturity_decision


def test_the_small_question_reads_as_people_say_it() -> None:
    areas = PRACTICE.in_words(["relationer", "utveckling"])

    text = PRACTICE.consent_text("talk").filled(child="Noel", discloser="BVC", recipient="förskolan", areas=areas)

    assert text.question == "Får BVC och förskolan prata om utveckling och relationer?"


def test_a_name_with_braces_harms_no_text() -> None:
    text = PRACTICE.consent_text("map").filled(child="{areas}", discloser="", recipient="{0}", areas="")

    assert text.question == "Får {0} läsa vem som gör vad i planen för {areas}?"


@pytest.mark.parametrize("text", PRACTICE.consent.texts, ids=lambda text: text.purpose)
def test_every_question_says_that_help_goes_on_after_a_no(text: object) -> None:
    assert "Hjälpen ni har fortsätter." in getattr(text, "if_no", "")


def test_no_text_begins_a_sentence_with_a_name_in_small_letters() -> None:
    for name, text in texts_for_the_family(PRACTICE):
        assert not re.search(r"(^|[.?!] )\{", text), name


def test_no_text_puts_a_genitive_on_a_name() -> None:
    for name, text in texts_for_the_family(PRACTICE):
        assert "}s" not in text, name


def test_family_texts_keep_to_plain_words() -> None:
    found = [*texts_for_the_family(PRACTICE)]

    assert len(found) > 100
    for name, text in found:
        assert not re.search(r"ärende|insats|behörighet|öppnade hemmet", text, re.IGNORECASE), name


def test_words_are_listed_as_people_list_them() -> None:
    assert PRACTICE.listed([]) == ""
    assert PRACTICE.listed(["hälsa"]) == "hälsa"
    assert PRACTICE.in_words(["hemmet", "halsa", "trygghet"]) == "trygghet, hälsa och hemmet"


def test_every_look_up_finds_what_the_file_names() -> None:
    assert PRACTICE.area("trygghet").articles == (16, 19, 34, 36, 39)
    assert PRACTICE.role("midwife").label == "Barnmorska"
    assert PRACTICE.sector("child_health").family_label == "BVC"
    assert PRACTICE.stage("unborn").holder_role == "midwife"
    assert PRACTICE.step("notice").label == "Uppmärksamma"
    assert PRACTICE.term("coordinator").family_label == "håller ihop planen"
    assert PRACTICE.plan_field("goal_text").required
    assert PRACTICE.participation("in_the_room").present
    assert PRACTICE.consent_way("oral").label == "Muntligt"
    assert PRACTICE.outcome("collaboration").leads_to == "consent"
    assert PRACTICE.article(12).text.startswith("Barn har rätt att säga")
    assert PRACTICE.columns_for("staff").challenging == "Det som är utmanande"
    assert [role.key for role in PRACTICE.roles_in("maternity")] == ["midwife", "unit_manager"]


def test_an_unknown_key_is_named() -> None:
    with pytest.raises(NotInPractice, match="no area «pengar»"):
        PRACTICE.area("pengar")


def test_the_questions_lead_to_the_three_outcomes_in_their_order() -> None:
    assert [question.outcome for question in PRACTICE.questions] == ["own_service", "other_service", "collaboration"]


def test_needs_have_the_most_time_in_the_meeting() -> None:
    assert max(PRACTICE.agenda, key=lambda part: part.minutes).key == "needs"
    assert sum(part.minutes for part in PRACTICE.agenda) == 45


def test_what_is_ours_is_marked_provisional() -> None:
    assert all(area.provisional for area in PRACTICE.areas)
    assert all(text.provisional for text in PRACTICE.consent.texts)
    assert not any(stage.provisional for stage in PRACTICE.stages)


def test_nothing_in_the_model_can_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        PRACTICE.areas[0].label = "Annat"  # type: ignore[misc]


def test_there_are_three_short_questions_after_a_meeting() -> None:
    asked = [(each.to("child"), each.to("guardian"), each.to("professional")) for each in PRACTICE.meeting_questions]

    assert len(asked) == len(set(asked)) == 3
