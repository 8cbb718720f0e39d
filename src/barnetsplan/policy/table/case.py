"""Gathering around a child: everything here belongs to the one who holds the BBA function (model.md 4.2)."""

from collections.abc import Mapping

from barnetsplan.domain.vocabulary import CaseState, OfferState, QuestionState, Relation
from barnetsplan.policy.acts import Act
from barnetsplan.policy.rules import Rule, family, guest, staff

_OPEN = (CaseState.GATHERING, CaseState.ANALYSED, CaseState.COLLABORATING)
_BEFORE_PLAN = (CaseState.GATHERING, CaseState.ANALYSED)


def _bba(code: str, source: str, *states: CaseState) -> tuple[Rule, ...]:
    return (staff(code, source, Relation.BBA, Relation.MAY_HOLD_BBA, Relation.INVOLVED, states=states),)


ROWS: Mapping[Act, tuple[Rule, ...]] = {
    Act.AREAS_CHOOSE: _bba("bba_chooses_areas", "model.md 3.1", *_OPEN),
    # Once the family has met and agreed on a plan, it is their plan, and ends as plans end.
    Act.CASE_CLOSE_STRUCK: _bba(
        "bba_closes_struck_case", "architecture.md rule 3; law.md 5, abuse case 31", *_BEFORE_PLAN
    ),
    Act.FAMILY_ASK: _bba("bba_asks_family", "model.md 4.2 point 3; FB 6:11", *_OPEN),
    Act.CHILD_WORDS_WRITE: _bba("bba_sits_beside_child", "CRC art 12; law.md CRC-01", *_OPEN),
    Act.SERVICE_ASK: _bba("bba_asks_service", "model.md 4.2 point 3; OSL 12:2", *_OPEN),
    Act.VOICE_WRITE: _bba("bba_writes_own_voice", "model.md 4.2 point 3", *_OPEN),
    Act.WHEEL_OPEN: _bba("bba_opens_wheel", "model.md 3.1"),
    Act.VOICES_RELEASE: _bba("bba_releases_voices_to_family", "OSL 12:1; model.md 4.2", *_OPEN),
    Act.ANALYSIS_WRITE: _bba("bba_analyses", "model.md 2.2; 4.2 point 4", *_BEFORE_PLAN),
    Act.CONSENT_ASK: _bba("bba_asks_consent", "model.md 4.2 point 5", CaseState.ANALYSED, CaseState.COLLABORATING),
    Act.PAPER_PLAN_ENTER: _bba("bba_enters_paper_plan", "model.md 4.2; 5.1", *_BEFORE_PLAN),
    Act.MEETING_CALL: (
        *_bba("bba_calls_meeting", "model.md 4.2 point 6", CaseState.ANALYSED, CaseState.COLLABORATING),
        staff(
            "coordinator_calls_meeting",
            "model.md 4.3",
            Relation.COORDINATES,
            Relation.MAY_COORDINATE,
            Relation.INVOLVED,
            states=(CaseState.COLLABORATING,),
        ),
    ),
    Act.QUESTION_ANSWER: (
        staff(
            "asked_unit_answers",
            "architecture.md 5.2",
            Relation.ASKED,
            Relation.INVOLVED,
            states=(QuestionState.SENT, QuestionState.ANSWERED),
        ),
        guest(
            "asked_guest_answers",
            "OSL 12:2; law.md LAW-06; ADR 0021",
            Relation.ASKED,
            Relation.INVOLVED,
            states=(QuestionState.SENT, QuestionState.ANSWERED),
        ),
    ),
    Act.FAMILY_QUESTION_ANSWER: tuple(
        family(
            f"asked_{standing.value}_answers",
            "CRC art 12; FB 6:11",
            Relation.ASKED,
            standing,
            states=(QuestionState.SENT, QuestionState.ANSWERED),
        )
        for standing in (Relation.GUARDIAN, Relation.CARRIES, Relation.SELF)
    ),
    Act.COORDINATION_ANSWER: (
        staff(
            "asked_service_answers_offer",
            "model.md 4.3",
            Relation.ASKED,
            Relation.MAY_COORDINATE,
            Relation.INVOLVED,
            states=(OfferState.OPEN,),
        ),
    ),
}
