"""The decision table of grounds, enumerated: everything that is not listed is denied (law.md LAW-03)."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnetsplan.domain.decisions import Permitted, Reason, Refused
from barnetsplan.domain.vocabulary import ConsentState, Ground, PartyKind, Strength
from barnetsplan.policy.grounds import GroundFacts, fits

DISCLOSER, RECIPIENT, OTHER = UUID(int=1), UUID(int=2), UUID(int=3)
DOMAIN, OTHER_DOMAIN = UUID(int=11), UUID(int=12)
REASON = "Uppgiften är känd för alla och kan inte skada."
#: School (23), health (25), social services (26); and sections under which no assessment of harm opens anything here.
SECTIONS = ("23:1", "23:2", "23:3", "25:1", "26:1", "", "21:7", "24:2 a", "25:7", "25:11", "26:5", "29:1", "35:1")
HARM = ("23:1", "23:2", "23:3", "25:1", "26:1")
UNIT, PERSON, PLAN = PartyKind.UNIT, PartyKind.PERSON, PartyKind.PLAN

#: (ground, discloser kind, recipient kind) -> the sections under which it may carry a disclosure.
LISTED: Mapping[tuple[Ground, PartyKind, PartyKind], tuple[str, ...]] = {
    (Ground.CONSENT_12_2, UNIT, UNIT): SECTIONS,
    (Ground.CONSENT_12_2, PLAN, UNIT): SECTIONS,
    (Ground.TO_SUBJECT_12_1, UNIT, PERSON): SECTIONS,
    (Ground.TO_SUBJECT_12_1, PLAN, PERSON): SECTIONS,
    (Ground.NO_HARM_ASSESSMENT, UNIT, UNIT): HARM,
    (Ground.NO_HARM_ASSESSMENT, PLAN, UNIT): HARM,
    (Ground.WITHIN_DOMAIN, UNIT, UNIT): SECTIONS,
    (Ground.WITHIN_DOMAIN, PLAN, UNIT): SECTIONS,
    (Ground.OWN_GIVING, PERSON, PERSON): SECTIONS,
    (Ground.OWN_GIVING, PERSON, UNIT): SECTIONS,
}
#: Everything that each ground asks for, at once: with these facts a listed combination is permitted.
FAVOURABLE = GroundFacts(
    discloser=DISCLOSER,
    discloser_kind=UNIT,
    discloser_domain=DOMAIN,
    discloser_holds=True,
    recipient=RECIPIENT,
    recipient_kind=UNIT,
    recipient_domain=DOMAIN,
    owner=DISCLOSER,
    voice=DISCLOSER,
    strength=Strength.STRONG,
    section="25:1",
    consent=ConsentState.ACTIVE,
    covered_by_consent=True,
    recipient_is_guardian=True,
    reason=REASON,
)


@pytest.mark.parametrize(("ground", "discloser", "recipient"), list(product(Ground, PartyKind, PartyKind)))
def test_only_what_is_listed_is_permitted(ground: Ground, discloser: PartyKind, recipient: PartyKind) -> None:
    between = replace(FAVOURABLE, discloser_kind=discloser, recipient_kind=recipient)

    permitted = tuple(section for section in SECTIONS if fits(ground, replace(between, section=section)))

    assert permitted == LISTED.get((ground, discloser, recipient), ())


BETWEEN = {
    Ground.CONSENT_12_2: (UNIT, UNIT),
    Ground.TO_SUBJECT_12_1: (UNIT, PERSON),
    Ground.NO_HARM_ASSESSMENT: (UNIT, UNIT),
    Ground.WITHIN_DOMAIN: (UNIT, UNIT),
    Ground.OWN_GIVING: (PERSON, UNIT),
}


def facts_for(ground: Ground, **otherwise: Any) -> GroundFacts:
    discloser, recipient = BETWEEN[ground]
    return replace(FAVOURABLE, **{"discloser_kind": discloser, "recipient_kind": recipient} | otherwise)


@pytest.mark.parametrize(
    ("ground", "otherwise", "reason"),
    [
        *(
            (Ground.CONSENT_12_2, {"consent": state}, Reason.CONSENT_NOT_ACTIVE)
            for state in ConsentState
            if state is not ConsentState.ACTIVE
        ),
        (Ground.CONSENT_12_2, {"consent": None}, Reason.CONSENT_NOT_ACTIVE),
        (Ground.CONSENT_12_2, {"covered_by_consent": False}, Reason.CONSENT_DOES_NOT_COVER),
        (Ground.TO_SUBJECT_12_1, {"recipient_is_guardian": False}, Reason.NOT_GUARDIAN),
        (Ground.NO_HARM_ASSESSMENT, {"reason": ""}, Reason.REASON_MISSING),
        (Ground.NO_HARM_ASSESSMENT, {"reason": " " * 40}, Reason.REASON_MISSING),
        (Ground.NO_HARM_ASSESSMENT, {"reason": "Det är klart."}, Reason.REASON_MISSING),
        (Ground.NO_HARM_ASSESSMENT, {"reason": "", "strength": Strength.WEAK}, Reason.REASON_MISSING),
        (Ground.NO_HARM_ASSESSMENT, {"section": "24:2 a"}, Reason.SECTION_NOT_OPENED_BY_GROUND),
        (Ground.WITHIN_DOMAIN, {"recipient_domain": OTHER_DOMAIN}, Reason.OTHER_DOMAIN),
        (Ground.WITHIN_DOMAIN, {"recipient_domain": None}, Reason.OTHER_DOMAIN),
        (Ground.WITHIN_DOMAIN, {"discloser_domain": None, "recipient_domain": None}, Reason.OTHER_DOMAIN),
        (Ground.OWN_GIVING, {"owner": OTHER}, Reason.NOT_OWN_WORDS),
        (Ground.OWN_GIVING, {"voice": OTHER}, Reason.NOT_OWN_WORDS),
    ],
)
def test_one_thing_missing_is_refused(ground: Ground, otherwise: dict[str, Any], reason: Reason) -> None:
    assert fits(ground, facts_for(ground)), "with nothing missing it is permitted"
    assert fits(ground, facts_for(ground, **otherwise)) == Refused(reason)


@pytest.mark.parametrize("ground", list(Ground))
def test_nobody_discloses_what_they_do_not_hold(ground: Ground) -> None:
    assert fits(ground, facts_for(ground, discloser_holds=False)) == Refused(Reason.NOT_HELD)


@pytest.mark.parametrize("ground", list(Ground))
def test_no_ground_carries_what_is_kept_from_the_recipient(ground: Ground) -> None:
    kept = facts_for(ground, kept_from_recipient=True)

    assert fits(ground, kept) == Refused(Reason.CHILD_COULD_BE_HARMED)


def test_the_child_may_read_what_is_about_the_child_and_a_stranger_may_not() -> None:
    child = facts_for(Ground.TO_SUBJECT_12_1, recipient_is_guardian=False, recipient_is_child=True)

    assert fits(Ground.TO_SUBJECT_12_1, child) == Permitted("recipient_is_the_child")
    assert not fits(Ground.TO_SUBJECT_12_1, replace(child, recipient_is_child=False))


def test_a_weak_section_asks_for_a_reason_and_a_strong_one_for_an_assessment() -> None:
    short = facts_for(Ground.NO_HARM_ASSESSMENT, reason="Ofarligt.")

    assert fits(Ground.NO_HARM_ASSESSMENT, replace(short, strength=Strength.WEAK))
    assert not fits(Ground.NO_HARM_ASSESSMENT, short)


def test_every_ground_is_told_by_its_own_rule() -> None:
    rules = [fits(ground, facts_for(ground)) for ground in Ground]

    assert len({rule.rule for rule in rules if isinstance(rule, Permitted)}) == len(Ground)


@given(
    ground=st.sampled_from(list(Ground)),
    facts=st.builds(
        GroundFacts,
        discloser=st.just(DISCLOSER),
        recipient=st.just(RECIPIENT),
        owner=st.sampled_from([DISCLOSER, OTHER]),
        voice=st.sampled_from([DISCLOSER, OTHER]),
        discloser_domain=st.sampled_from([None, DOMAIN, OTHER_DOMAIN]),
        recipient_domain=st.sampled_from([None, DOMAIN, OTHER_DOMAIN]),
        section=st.sampled_from(SECTIONS),
        reason=st.sampled_from(["", REASON]),
    ),
)
def test_whatever_is_permitted_is_held_listed_and_not_kept(ground: Ground, facts: GroundFacts) -> None:
    if fits(ground, facts):
        assert facts.discloser_holds
        assert not facts.kept_from_recipient
        assert facts.section in LISTED[ground, facts.discloser_kind, facts.recipient_kind]
