"""The closed list of grounds, enumerated whole: everything that is not listed is denied (law.md LAW-03)."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnetsplan.domain.decisions import Permitted, Reason, Refused
from barnetsplan.domain.disclosing import DomainKind, Stated, SubGround
from barnetsplan.domain.vocabulary import ConsentState, Ground, Regime, Strength
from barnetsplan.policy import grounds
from barnetsplan.policy.ground_table import RULES, GroundRule
from barnetsplan.policy.grounds import GroundFacts, could_fit, fits, rule_of
from barnetsplan.policy.kinds import PRIVATE, PUBLIC, UNITS, kind_of
from barnetsplan.policy.tests.golden_grounds import BLOCKED_BY_10_27, LIST, SECTIONS, listed
from barnetsplan.practice.load import current

DISCLOSER, RECIPIENT, OTHER = UUID(int=1), UUID(int=2), UUID(int=3)
DOMAIN, OTHER_DOMAIN = UUID(int=11), UUID(int=12)
REASON = "Uppgiften är känd för alla och kan inte skada."
CODES = tuple(LIST)
_K = DomainKind

#: Everything that any ground asks for, at once: with these facts a listed combination is permitted.
FAVOURABLE = GroundFacts(
    discloser=DISCLOSER,
    discloser_kind=_K.HEALTH,
    discloser_domain=DOMAIN,
    discloser_holds=True,
    recipient=RECIPIENT,
    recipient_kind=_K.SOCIAL,
    recipient_domain=DOMAIN,
    same_authority=True,
    owner=DISCLOSER,
    voice=DISCLOSER,
    strength=Strength.STRONG,
    sections=frozenset({"25:1"}),
    consent=ConsentState.ACTIVE,
    covered_by_consent=True,
    recipient_is_guardian=True,
    under_18=True,
    investigated_by_recipient=True,
    decided_by_principal=True,
    written_for_this=True,
    is_contact=True,
    chapters_open_to_crime=frozenset({"23"}),
    stated=frozenset(Stated),
    reason=REASON,
)


def named(code: Ground | SubGround) -> dict[str, Any]:
    return {"ground": Ground.DUTY_10_28, "sub": code} if isinstance(code, SubGround) else {"ground": code, "sub": None}


def asked(code: Ground | SubGround, facts: GroundFacts) -> Any:
    return fits(**{"facts": facts, **named(code)})


def where(code: Ground | SubGround, **otherwise: Any) -> GroundFacts:
    """Favourable facts at one of the places where the ground is listed."""
    discloser, section, recipient = min(listed(code), key=lambda one: (one[1] == "", one[0], one[2]))
    place = {"discloser_kind": discloser, "sections": frozenset({section} - {""}), "recipient_kind": recipient}
    return replace(FAVOURABLE, **place | otherwise)


def test_law_03_the_list_is_whole() -> None:
    every = {*(ground for ground in Ground if ground is not Ground.DUTY_10_28), *SubGround}

    assert set(LIST) == every
    assert {rule.sub or rule.ground for rule in RULES} == every


@pytest.mark.parametrize("code", CODES)
def test_law_03_only_what_is_listed_is_permitted(code: Ground | SubGround) -> None:
    """Every kind of discloser x every section x every kind of recipient, with everything else in favour."""
    permitted = {
        (discloser, section, recipient)
        for discloser, section, recipient in product(DomainKind, SECTIONS, DomainKind)
        if asked(
            code,
            replace(
                FAVOURABLE,
                discloser_kind=discloser,
                sections=frozenset({section} - {""}),
                recipient_kind=recipient,
            ),
        )
    }

    assert permitted == set(listed(code))


@pytest.mark.parametrize("code", CODES)
def test_law_03_what_has_no_kind_neither_gives_nor_receives(code: Ground | SubGround) -> None:
    assert asked(code, where(code, discloser_kind=None)) == Refused(Reason.GROUND_DOES_NOT_FIT)
    assert asked(code, where(code, recipient_kind=None)) == Refused(Reason.GROUND_NOT_TOWARDS_RECIPIENT)


def test_law_03_a_duty_without_its_law_is_no_ground() -> None:
    assert not fits(Ground.DUTY_10_28, FAVOURABLE)
    assert not fits(Ground.NECESSARY_10_2, FAVOURABLE, sub=SubGround.SOL_19_1)


@pytest.mark.parametrize("section", BLOCKED_BY_10_27)
def test_law_03_the_general_clause_never_opens_what_it_excepts(section: str) -> None:
    """Nor does an entry whose own section is open, where it lies with somebody whom such a section binds."""
    school = replace(FAVOURABLE, discloser_kind=_K.SCHOOL, recipient_kind=_K.SCHOOL, sections=frozenset({"23:2"}))

    assert fits(Ground.GENERAL_10_27, school)
    for sections in ({section}, {section, "23:2"}):
        refused = fits(Ground.GENERAL_10_27, replace(school, sections=frozenset(sections)))
        assert refused == Refused(Reason.SECTION_NOT_OPENED_BY_GROUND)


@pytest.mark.parametrize("recipient", sorted(set(DomainKind) - {_K.HEALTH, _K.SOCIAL}))
def test_law_04_25_12_and_26_9_never_reach_school_or_police(recipient: DomainKind) -> None:
    for discloser, sections in product(DomainKind, ({"25:1"}, {"26:1"}, {"23:2"})):
        facts = replace(FAVOURABLE, discloser_kind=discloser, recipient_kind=recipient, sections=frozenset(sections))

        assert not fits(Ground.HEALTH_SOCIAL_U18, facts)


MISSING: tuple[tuple[Ground | SubGround, Mapping[str, Any], Reason], ...] = (
    *(
        (Ground.CONSENT_12_2, {"consent": state}, Reason.CONSENT_NOT_ACTIVE)
        for state in (*(each for each in ConsentState if each is not ConsentState.ACTIVE), None)
    ),
    (Ground.CONSENT_12_2, {"covered_by_consent": False}, Reason.CONSENT_DOES_NOT_COVER),
    (Ground.TO_SUBJECT_12_1, {"recipient_is_guardian": False}, Reason.NOT_GUARDIAN),
    (Ground.PARTY_10_3, {"recipient_is_guardian": False}, Reason.NOT_GUARDIAN),
    (Ground.WITHIN_DOMAIN, {"recipient_domain": OTHER_DOMAIN}, Reason.OTHER_DOMAIN),
    (Ground.WITHIN_DOMAIN, {"recipient_domain": None}, Reason.OTHER_DOMAIN),
    (Ground.WITHIN_DOMAIN, {"discloser_domain": None, "recipient_domain": None}, Reason.OTHER_DOMAIN),
    (Ground.OWN_GIVING, {"owner": OTHER}, Reason.NOT_OWN_WORDS),
    (Ground.OWN_GIVING, {"voice": OTHER}, Reason.NOT_OWN_WORDS),
    (Ground.HEALTH_SOCIAL_U18, {"under_18": False}, Reason.NOT_UNDER_18),
    (Ground.ELEVHALSA_25_13A, {"same_authority": False}, Reason.NOT_SAME_AUTHORITY),
    (Ground.REPORTER_FEEDBACK_26_9A, {"written_for_this": False}, Reason.CONTENT_NOT_COVERED),
    (SubGround.SOL_20_6, {"investigated_by_recipient": False}, Reason.NO_OPEN_INVESTIGATION),
    (SubGround.LAW_2025_170_4, {"written_for_this": False, "is_contact": False}, Reason.CONTENT_NOT_COVERED),
    (SubGround.LAW_2025_170_7, {"decided_by_principal": False}, Reason.NOT_THE_PRINCIPAL),
    (Ground.CRIME_10_15A, {"chapters_open_to_crime": frozenset()}, Reason.SECTION_NOT_OPENED_BY_GROUND),
    (Ground.CRIME_10_15A, {"sections": frozenset({"23:2", "25:1"})}, Reason.SECTION_NOT_OPENED_BY_GROUND),
    (Ground.CRIME_10_18A, {"under_18": False}, Reason.NOT_UNDER_18),
    (Ground.CRIME_10_18A, {"under_18": False, "unborn": True}, Reason.NOT_UNDER_18),
    (Ground.CRIME_AGAINST_MINOR_10_21, {"under_18": False, "unborn": True}, Reason.NOT_UNDER_18),
    *((code, {"owner": OTHER}, Reason.NOT_OWN_ENTRY) for code in (Ground.NO_HARM_ASSESSMENT, Ground.NECESSARY_10_2)),
    *((code, {"owner": OTHER}, Reason.NOT_OWN_ENTRY) for code in (Ground.GENERAL_10_27, Ground.CRIME_10_15A)),
    *((Ground.NO_HARM_ASSESSMENT, {"reason": text}, Reason.REASON_MISSING) for text in ("", " " * 40, "Det är klart.")),
    (Ground.NO_HARM_ASSESSMENT, {"reason": "", "strength": Strength.WEAK}, Reason.REASON_MISSING),
)


@pytest.mark.parametrize(("code", "otherwise", "reason"), MISSING)
def test_law_03_one_thing_missing_is_refused(
    code: Ground | SubGround, otherwise: Mapping[str, Any], reason: Reason
) -> None:
    assert asked(code, where(code)), "with nothing missing it is permitted"
    assert asked(code, where(code, **otherwise)) == Refused(reason)


@pytest.mark.parametrize("only", ["is_contact", "written_for_this"])
def test_law_03_contact_details_are_those_of_a_plan_or_what_was_written_to_give_them(only: str) -> None:
    neither = where(SubGround.LAW_2025_170_4, is_contact=False, written_for_this=False)

    either: dict[str, Any] = {only: True}

    assert asked(SubGround.LAW_2025_170_4, replace(neither, **either))


def test_law_03_what_lies_in_the_familys_own_space_is_the_familys_to_send_whoever_said_it() -> None:
    """And nothing else that somebody else has said or owns is (TF 2:13)."""
    from_there = where(Ground.OWN_GIVING, voice=OTHER, from_own_space=True)

    assert asked(Ground.OWN_GIVING, from_there)
    assert asked(Ground.OWN_GIVING, replace(from_there, owner=OTHER)) == Refused(Reason.NOT_OWN_WORDS)


@pytest.mark.parametrize(("reason", "permitted"), [("Klart för alla, tro.", True), ("Klart för alla, ja.", False)])
def test_law_03_an_assessment_has_a_reason_of_at_least_twenty_letters(reason: str, *, permitted: bool) -> None:
    assert len(reason) == 19 + permitted
    assert bool(asked(Ground.NO_HARM_ASSESSMENT, where(Ground.NO_HARM_ASSESSMENT, reason=reason))) is permitted


def test_law_03_what_is_not_said_of_a_disclosure_is_not_so() -> None:
    """Deny by default: a fact that nobody has looked up opens nothing, and stops nothing by mistake."""
    assert [field.name for field in fields(GroundFacts) if field.default is True] == []


def stating() -> Iterator[tuple[Ground | SubGround, Stated]]:
    return ((rule.sub or rule.ground, stated) for rule in RULES for stated in rule.stated)


@pytest.mark.parametrize(("code", "stated"), sorted(set(stating())))
def test_law_03_what_code_cannot_know_must_be_stated(code: Ground | SubGround, stated: Stated) -> None:
    silent = where(code, stated=frozenset(Stated) - {stated})

    assert asked(code, silent) == Refused(Reason.GROUND_NOT_STATED)


def test_law_03_everything_that_can_be_stated_is_asked_for_by_a_ground() -> None:
    assert {stated for _, stated in stating()} == set(Stated)


@pytest.mark.parametrize("code", CODES)
def test_nobody_discloses_what_they_do_not_hold(code: Ground | SubGround) -> None:
    assert asked(code, where(code, discloser_holds=False)) == Refused(Reason.NOT_HELD)


@pytest.mark.parametrize("code", CODES)
def test_no_ground_carries_what_is_kept_from_the_recipient(code: Ground | SubGround) -> None:
    assert asked(code, where(code, kept_from_recipient=True)) == Refused(Reason.CHILD_COULD_BE_HARMED)


@pytest.mark.parametrize("code", CODES)
def test_law_03_a_pause_stops_every_authority_and_no_private_person(code: Ground | SubGround) -> None:
    said = asked(code, where(code, releases_paused=True))

    assert said == (Permitted("own_giving") if code is Ground.OWN_GIVING else Refused(Reason.RELEASES_PAUSED))


@pytest.mark.parametrize("code", [Ground.TO_SUBJECT_12_1, Ground.PARTY_10_3])
def test_the_child_may_read_what_is_about_the_child_and_a_stranger_may_not(code: Ground) -> None:
    child = where(code, recipient_is_guardian=False, recipient_is_child=True)

    assert asked(code, child)
    assert not asked(code, replace(child, recipient_is_child=False))


def test_the_expected_child_is_protected_as_one_under_18() -> None:
    assert fits(Ground.HEALTH_SOCIAL_U18, replace(FAVOURABLE, under_18=False, unborn=True))


def test_a_weak_section_asks_for_a_reason_and_a_strong_one_for_an_assessment() -> None:
    short = where(Ground.NO_HARM_ASSESSMENT, reason="Ofarligt.")

    assert fits(Ground.NO_HARM_ASSESSMENT, replace(short, strength=Strength.WEAK))
    assert not fits(Ground.NO_HARM_ASSESSMENT, short)


@pytest.mark.parametrize("code", CODES)
def test_every_ground_is_told_by_its_own_name(code: Ground | SubGround) -> None:
    assert asked(code, where(code)) == Permitted(code.value)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.code}-{min(rule.disclosers)}")
def test_what_a_page_offers_is_what_could_fit_once_it_is_stated_and_reasoned(rule: GroundRule) -> None:
    facts = where(rule.sub or rule.ground, discloser_kind=min(rule.disclosers), stated=frozenset(), reason="")
    facts = replace(facts, sections=(rule.sections and frozenset({min(rule.sections)})) or facts.sections)

    assert could_fit(rule, facts) == Permitted(rule.code)
    assert not could_fit(rule, replace(facts, discloser_holds=False))


def test_a_rule_is_found_by_ground_and_by_who_discloses() -> None:
    by_health = rule_of(Ground.HEALTH_SOCIAL_U18, None, _K.HEALTH)
    by_social = rule_of(Ground.HEALTH_SOCIAL_U18, None, _K.SOCIAL)

    assert by_health
    assert by_social
    assert by_health.sections != by_social.sections
    assert rule_of(Ground.HEALTH_SOCIAL_U18, None, _K.SCHOOL) is None


def test_each_rule_names_its_source() -> None:
    assert [rule.code for rule in RULES if not rule.source.startswith("OSL")] == []


def test_law_05_only_what_is_kept_apart_is_not_told_to_the_family() -> None:
    untold = {rule.sub or rule.ground for rule in RULES if not rule.tells_family}
    crime = {code for code in CODES if code.value.startswith(("crime", "law_2025"))}

    assert untold == crime | {SubGround.SOL_19_1, Ground.REPORTER_FEEDBACK_26_9A}


def test_no_combination_has_two_rows() -> None:
    rows = [(rule.code, kind) for rule in RULES for kind in rule.disclosers]

    assert len(rows) == len(set(rows))


@pytest.mark.parametrize(
    ("sector", "regime", "kind"),
    [
        ("health", Regime.OSL, _K.HEALTH),
        ("health", Regime.STATUTORY, _K.PRIVATE_HEALTH),
        ("student_health_medical", Regime.STATUTORY, _K.PRIVATE_HEALTH),
        ("school", Regime.STATUTORY, _K.PRIVATE_EDUCATION),
        ("preschool", Regime.STATUTORY, _K.PRIVATE_EDUCATION),
        ("student_health", Regime.STATUTORY, _K.PRIVATE_EDUCATION),
        ("social", Regime.STATUTORY, _K.PRIVATE_SOCIAL),
        ("police", Regime.STATUTORY, _K.CIVIL),
        ("school", Regime.CONTRACT, _K.CIVIL),
        ("civil", Regime.CONTRACT, _K.CIVIL),
        ("civil", Regime.OSL, _K.OTHER_AUTHORITY),
        ("other_authority", Regime.OSL, _K.OTHER_AUTHORITY),
    ],
)
def test_the_kind_of_a_unit_is_its_sector_in_its_regime(sector: str, regime: Regime, kind: DomainKind) -> None:
    assert kind_of(sector, regime) is kind


def test_every_sector_of_the_county_has_a_kind_that_the_grounds_know() -> None:
    assert {DomainKind(sector.kind) for sector in current().sectors} <= PUBLIC | {_K.CIVIL}
    assert set(DomainKind) - {_K.PERSON} == UNITS
    assert not PRIVATE & PUBLIC


def test_law_03_10_15_a_is_closed_for_health_and_social_services_in_the_county() -> None:
    """law.md 1.2: a table that can be changed, closed for chapters 25 and 26 until lawyers have answered."""
    rules = current().disclosure

    assert not rules.open_to_crime & {"25", "26"}
    assert {row.chapter for row in rules.crime_chapters} >= {"23", "25", "26"}
    assert rules.open_to_crime == {row.chapter for row in rules.crime_chapters if row.is_open}


@given(
    code=st.sampled_from(CODES),
    facts=st.builds(
        GroundFacts,
        discloser=st.just(DISCLOSER),
        recipient=st.just(RECIPIENT),
        owner=st.sampled_from([DISCLOSER, OTHER]),
        voice=st.sampled_from([DISCLOSER, OTHER]),
        discloser_kind=st.sampled_from([None, *DomainKind]),
        recipient_kind=st.sampled_from([None, *DomainKind]),
        discloser_domain=st.sampled_from([None, DOMAIN, OTHER_DOMAIN]),
        recipient_domain=st.sampled_from([None, DOMAIN, OTHER_DOMAIN]),
        sections=st.frozensets(st.sampled_from(SECTIONS[:8]), max_size=2),
        chapters_open_to_crime=st.just(frozenset({"23"})),
        stated=st.sampled_from([frozenset(), frozenset(Stated)]),
        reason=st.sampled_from(["", REASON]),
    ),
)
def test_law_03_whatever_is_permitted_is_held_listed_and_not_kept(code: Ground | SubGround, facts: GroundFacts) -> None:
    if asked(code, facts):
        assert facts.discloser_holds
        assert not facts.kept_from_recipient
        for section in facts.sections or {""}:
            assert (facts.discloser_kind, section, facts.recipient_kind) in set(listed(code))


def test_every_check_belongs_to_a_row_of_the_list() -> None:
    assert set(grounds._CHECKS) <= set(CODES)
