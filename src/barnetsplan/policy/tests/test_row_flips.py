"""Nothing can be lost from the list of grounds unseen: golden cells notice each row, and each part of each row.

What can be lost from the table of acts is tried in ``test_table.py`` in the same way.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

import pytest

from barnetsplan.domain.disclosing import Stated, SubGround
from barnetsplan.domain.vocabulary import Ground
from barnetsplan.policy import grounds
from barnetsplan.policy.ground_table import RULES, GroundRule
from barnetsplan.policy.grounds import GroundFacts
from barnetsplan.policy.tests.golden_grounds import listed
from barnetsplan.policy.tests.test_grounds import CODES, FAVOURABLE, MISSING, OTHER, asked, where

Code = Ground | SubGround
_S = Stated
#: What must be stated on each ground; written by hand from law.md LAW-03.
STATED: Mapping[Code, frozenset[Stated]] = {
    Ground.NO_HARM_ASSESSMENT: frozenset({_S.NOBODY_IS_HARMED}),
    Ground.NECESSARY_10_2: frozenset({_S.NECESSARY_FOR_OWN_TASK}),
    Ground.GENERAL_10_27: frozenset({_S.INTEREST_OUTWEIGHS}),
    Ground.HEALTH_SOCIAL_U18: frozenset({_S.NEEDED_FOR_CARE}),
    Ground.ELEVHALSA_25_13A: frozenset({_S.NEEDED_BY_PUPIL}),
    Ground.REPORTER_FEEDBACK_26_9A: frozenset({_S.RECIPIENT_REPORTED, _S.ONLY_WHETHER_INVESTIGATED}),
    Ground.PARTY_10_3: frozenset({_S.IS_PARTY, _S.NO_PARAMOUNT_INTEREST}),
    Ground.CRIME_10_15A: frozenset({_S.AGAINST_CRIME, _S.INTEREST_OUTWEIGHS}),
    Ground.CRIME_10_18A: frozenset({_S.YOUNG_MAY_COMMIT_CRIME, _S.NOT_UNSUITABLE}),
    Ground.CRIME_10_18B: frozenset({_S.TERRORISM}),
    Ground.CRIME_10_18C: frozenset({_S.VIOLENCE_AMONG_CLOSE, _S.NOT_UNSUITABLE}),
    Ground.CRIME_AGAINST_MINOR_10_21: frozenset({_S.CRIME_AGAINST_CHILD}),
    SubGround.SOL_19_1: frozenset({_S.CHILD_MAY_COME_TO_HARM}),
    SubGround.SOL_20_6: frozenset({_S.IMPORTANT_TO_INVESTIGATION}),
    SubGround.LAW_2025_170_4: frozenset({_S.HAS_BEEN_ASKED_FOR, _S.ONLY_CONTACT_DETAILS}),
    SubGround.LAW_2025_170_6: frozenset({_S.HAS_BEEN_ASKED_FOR, _S.SECRECY_WEIGHS_LESS}),
    SubGround.LAW_2025_170_7: frozenset({_S.SECRECY_WEIGHS_LESS}),
    SubGround.COURT: frozenset({_S.COURT_HAS_DECIDED}),
}
#: Grounds on which somebody assesses: only what is one's own, and with the reason in words.
ASSESSED = {Ground.NO_HARM_ASSESSMENT, Ground.NECESSARY_10_2, Ground.GENERAL_10_27, Ground.CRIME_10_15A}
#: Grounds that are given, and need no reason beside what gives them.
GIVEN = {
    *(Ground.CONSENT_12_2, Ground.TO_SUBJECT_12_1, Ground.WITHIN_DOMAIN, Ground.OWN_GIVING),
    Ground.REPORTER_FEEDBACK_26_9A,
}
#: What no answer depends on, but what happens after it; ``test_grounds.py`` and the pages hold these to their lists.
AFTERWARDS = {"tells_family", "reserves"}
#: That only one's own words are given is asked by a check of its own too.
SAID_TWICE = (Ground.OWN_GIVING, "only_own")


def golden_cells(code: Code) -> Iterator[tuple[GroundFacts, bool]]:
    """Facts, and whether the ground carries them: everywhere where it is listed, and with one thing missing."""
    by_discloser: dict[object, GroundFacts] = {}
    places = set(listed(code))
    for discloser, section, recipient in places:
        sections = frozenset({section} - {""})
        facts = replace(FAVOURABLE, discloser_kind=discloser, sections=sections, recipient_kind=recipient)
        by_discloser.setdefault(discloser, facts)
        yield facts, True
    for facts in by_discloser.values():
        for missing in STATED.get(code, ()):
            yield replace(facts, stated=frozenset(Stated) - {missing}), False
        elsewhere = (facts.discloser_kind, "21:1", facts.recipient_kind)
        yield replace(facts, sections=frozenset({"21:1"})), elsewhere in places
        yield replace(facts, reason=""), code in GIVEN
        if code is not Ground.OWN_GIVING:
            yield replace(facts, owner=OTHER), code not in ASSESSED


def notices(code: Code) -> bool:
    """Whether a golden cell says something else than it should."""
    return any(bool(asked(code, facts)) is not carries for facts, carries in golden_cells(code))


def flips(rule: GroundRule) -> Iterator[tuple[str, GroundRule | None]]:
    """The row gone, and the row with each of its parts gone or turned."""
    yield "without it", None
    for name in (each.name for each in fields(rule) if each.name not in AFTERWARDS):
        held: Any = getattr(rule, name)
        if isinstance(held, bool) and (rule.ground, name) != SAID_TWICE:
            yield f"{name}={not held}", _with(rule, name, not held)
        elif isinstance(held, (frozenset, tuple)):
            yield from ((f"{name}-{one}", _with(rule, name, type(held)(set(held) - {one}))) for one in sorted(held))


def _with(rule: GroundRule, name: str, value: Any) -> GroundRule:
    other: dict[str, Any] = {name: value}
    return replace(rule, **other)


FLIPS = [
    pytest.param(rule, flipped, id=f"{rule.code}-{min(rule.disclosers)}-{what}")
    for rule in RULES
    for what, flipped in flips(rule)
]


@pytest.mark.parametrize("code", CODES)
def test_law_03_every_golden_cell_holds(code: Code) -> None:
    assert not notices(code)


def test_everything_that_is_stated_in_the_list_is_golden() -> None:
    assert {
        code: frozenset(rule.stated) for rule in RULES if (code := rule.sub or rule.ground) and rule.stated
    } == STATED


@pytest.mark.parametrize(("rule", "flipped"), FLIPS)
def test_law_03_no_row_of_the_list_and_no_part_of_one_can_be_lost_unseen(
    rule: GroundRule, flipped: GroundRule | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = tuple(instead for one in RULES if (instead := flipped if one is rule else one) is not None)
    monkeypatch.setattr(grounds, "RULES", without)

    assert notices(rule.sub or rule.ground)


@pytest.mark.parametrize("code", list(grounds._CHECKS), ids=lambda code: code.value)
def test_law_03_no_check_can_be_lost_unseen(code: Code, monkeypatch: pytest.MonkeyPatch) -> None:
    """The checks that code makes are golden in ``test_grounds.MISSING``."""
    monkeypatch.setattr(grounds, "_CHECKS", {each: check for each, check in grounds._CHECKS.items() if each != code})

    assert any(asked(code, where(code, **otherwise)) for of, otherwise, _ in MISSING if of == code)
