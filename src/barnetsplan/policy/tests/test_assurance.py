"""What a proof of who one is may be used for, whatever the table says (law.md 4.4, IDN-02, IDN-20, IDN-30)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.vocabulary import ActorKind, SignInKind
from barnetsplan.policy.acts import Act
from barnetsplan.policy.assurance import BY_CODE, CAPACITIES, FRESH_TO_OPEN, FRESH_TO_WRITE, NOTICING, lacks
from barnetsplan.policy.facts import NOBODY, Actor
from barnetsplan.practice.load import current

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
STAFF = Actor(kind=ActorKind.STAFF, person=UUID(int=1), signed_in_by=SignInKind.EMPLOYEE, level=3, proved_at=AT)
FAMILY = Actor(kind=ActorKind.FAMILY, person=UUID(int=2), signed_in_by=SignInKind.CITIZEN, level=3, proved_at=AT)
CODE = replace(FAMILY, signed_in_by=SignInKind.CODE, level=0)
TOO_LOW, AGAIN = Refused(Reason.LEVEL_TOO_LOW), Refused(Reason.PROVE_AGAIN)

#: One's own sessions and ways of signing in.
OWN = {Act.SESSIONS_LIST, Act.SESSION_END, Act.PROOFS_OPEN, Act.PROOFS_CHANGE}


def said(act: Act, actor: Actor, *, writing: bool = False, after: float = 0, notice: bool = False) -> Refused | None:
    agreed = replace(current().signing_in, notice_at_level_2=notice)
    return lacks(act, actor, at=AT + timedelta(minutes=after), writing=writing, agreed=agreed)


def test_a_proof_of_the_third_level_made_now_is_enough_for_everything() -> None:
    for act in Act:
        for actor in (STAFF, FAMILY):
            assert said(act, actor, writing=True) is None


def test_a_proof_that_is_older_than_five_minutes_is_asked_for_anew_by_those_acts_and_no_others() -> None:
    for act in Act:
        assert said(act, FAMILY, writing=True, after=5) is None
        assert said(act, FAMILY, writing=True, after=5.1) == (AGAIN if act in FRESH_TO_WRITE else None)
        assert said(act, FAMILY, after=5.1) == (AGAIN if act in FRESH_TO_OPEN else None)


def test_what_asks_for_a_fresh_proof_to_open_asks_for_it_to_write() -> None:
    assert FRESH_TO_OPEN < FRESH_TO_WRITE


def test_the_acts_of_the_baseline_are_among_them() -> None:
    assert {
        *(Act.CONSENT_ANSWER, Act.CONSENT_CHANGE),
        *(Act.FAMILY_PLAN_SAVE, Act.FAMILY_WORDS_SAVE, Act.PLAN_SAVE, Act.RECEIPT_SAVE),
        *(Act.MEETING_SAVE, Act.MEETING_SAVE_AS_FAMILY),
        *(Act.CHILD_PROTECT, Act.PROTECTED_LIST, Act.PROTECTED_KEEP, Act.PROTECTED_REASON),
        Act.EMERGENCY_BEGIN,
        *(Act.GUARDIAN_PROPOSE, Act.GUARDIAN_CONFIRM, Act.CUSTODY_RESTRICT, Act.OVERRIDE_RECORD),
    } <= FRESH_TO_WRITE


def test_what_protects_somebody_in_the_family_waits_for_no_proof() -> None:
    assert not {Act.FAMILY_PAUSE, Act.FAMILY_PROTECT, Act.RELEASES_PAUSE, Act.HARM_ANSWER} & FRESH_TO_WRITE


def test_idn_20_the_second_level_opens_nothing_and_writes_what_one_notices_where_it_is_agreed() -> None:
    for act in Act:
        second = replace(STAFF, level=2)
        assert said(act, second) == (None if act in OWN else TOO_LOW)
        assert said(act, second, notice=True) == (None if act in NOTICING else TOO_LOW)
        assert said(act, replace(second, level=1), notice=True) == (None if act in OWN else TOO_LOW)


def test_the_family_reads_nothing_at_the_second_level_whatever_is_agreed() -> None:
    for act in Act:
        assert said(act, replace(FAMILY, level=2), notice=True) == (None if act in OWN else TOO_LOW)


def test_idn_30_a_code_opens_its_own_page_and_nothing_else() -> None:
    for act in Act:
        assert said(act, CODE, writing=True) == (None if act in BY_CODE else TOO_LOW)
        # A code does not become stronger by a level that somebody else has written on it.
        assert said(act, replace(CODE, level=4), writing=True) == (None if act in BY_CODE else TOO_LOW)


def test_an_actor_of_no_session_is_never_strong_enough() -> None:
    for act in Act:
        bare = Actor(kind=ActorKind.STAFF, person=UUID(int=1))

        expected = AGAIN if act in OWN & FRESH_TO_OPEN else None if act in OWN else TOO_LOW
        assert said(act, bare, notice=True) == expected


def test_nobody_is_sent_to_the_sign_in_by_the_table_and_not_by_this() -> None:
    assert {said(act, NOBODY, writing=True, after=60) for act in Act} == {None}


def test_idn_02_no_way_but_the_demonstration_gives_both_capacities() -> None:
    both = {kind for kind, capacities in CAPACITIES.items() if {ActorKind.STAFF, ActorKind.FAMILY} <= capacities}

    assert both == {SignInKind.DEMO}
    assert CAPACITIES.keys() == set(SignInKind)
