"""The golden matrix: who stands how, and which acts that permits. Written by hand, apart from the table it checks.

A stance holds only what the actor needs to be told apart from the neighbour beside it, who may not.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from barnetsplan.domain.vocabulary import (
    ActorKind,
    CaseState,
    MeetingState,
    OfferState,
    PlanState,
    QuestionState,
    Relation,
    VersionState,
)
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Actor, Facts
from barnetsplan.policy.tests.groups import (
    OF_ALL_FAMILY,
    OF_ALL_GUESTS,
    OF_ALL_STAFF,
    OF_ASKED_FAMILY,
    OF_ASKED_STAFF,
    OF_ASKERS,
    OF_BBA,
    OF_CONCERN_READERS,
    OF_DECIDERS,
    OF_FAMILY_DECISIONS,
    OF_LEADERS,
    OF_OWN_UNIT,
    OF_PLAN_HOLDERS,
    OF_PLAN_READERS,
    OF_READERS,
    OF_RECEIVERS,
    OF_REGISTRAR,
    OF_RELATIONS,
    OF_REPORTERS,
    OF_STANDING,
)
from barnetsplan.policy.tests.stances import ACCOUNTS, GUESTS, Stances

STATES: Final = (
    "",
    *(
        member.value
        for states in (CaseState, QuestionState, PlanState, VersionState, MeetingState, OfferState)
        for member in states
    ),
)

_R = Relation
#: What one relation is enough for at work, whatever else one stands as.
STAFF_BY_ONE: Final[Mapping[Relation, frozenset[Act]]] = {
    _R.INVOLVED: frozenset({Act.DISCLOSE, Act.PROMISE_GIVE, Act.CHILD_PROTECT, Act.WRITINGS_LIST, *OF_RELATIONS}),
    _R.LISTED: frozenset({Act.PROTECTED_REASON}),
    _R.SECURITY_OFFICER: frozenset({Act.PROTECTED_LIST, Act.PROTECTED_KEEP}),
    _R.OWNS: frozenset({Act.ADVICE_OPEN}),
    _R.ASKED: frozenset({Act.ADVICE_OPEN, Act.ADVICE_ANSWER}),
}
FAMILY_BY_ONE: Final[Mapping[Relation, frozenset[Act]]] = {
    _R.GUARDIAN: frozenset({Act.FAMILY_PAUSE}),
    _R.SELF: frozenset({Act.CODE_OPEN, Act.CODE_WRITE}),
}
#: (name, relations, acts beyond those of everybody); each *may* stands beside its *may not*.
STAFF: Final[tuple[tuple[str, frozenset[Relation], frozenset[Act]], ...]] = (
    ("a professional elsewhere", frozenset(), frozenset()),
    ("a nurse who has nothing to do with the child", frozenset({_R.MAY_HOLD_BBA}), frozenset()),
    ("an involved colleague", frozenset({_R.INVOLVED}), frozenset({Act.CHILD_OPEN})),
    ("an involved nurse", frozenset({_R.INVOLVED, _R.MAY_HOLD_BBA}), frozenset({Act.CHILD_OPEN})),
    (
        "the author of a concern",
        frozenset({_R.INVOLVED, _R.OWNS, _R.WROTE}),
        frozenset({Act.CHILD_OPEN, Act.CONCERN_SEND, *OF_CONCERN_READERS, *OF_REPORTERS, *OF_DECIDERS}),
    ),
    (
        "a colleague of the author",
        frozenset({_R.INVOLVED, _R.OWNS}),
        frozenset({Act.CHILD_OPEN, *OF_CONCERN_READERS, *OF_OWN_UNIT}),
    ),
    (
        "a colleague of the author who may hold the BBA function",
        frozenset({_R.INVOLVED, _R.OWNS, _R.MAY_HOLD_BBA}),
        frozenset(
            {Act.CHILD_OPEN, Act.CONCERN_RECEIVE, Act.CASE_START, Act.SHORT_CALL, *OF_CONCERN_READERS, *OF_DECIDERS}
        ),
    ),
    (
        "such a colleague, whose unit is around the child no longer",
        frozenset({_R.OWNS, _R.MAY_HOLD_BBA}),
        frozenset(),
    ),
    ("the author, whose unit is around the child no longer", frozenset({_R.OWNS, _R.WROTE}), OF_REPORTERS),
    ("the author, now in another unit", frozenset({_R.INVOLVED, _R.WROTE}), frozenset({Act.CHILD_OPEN})),
    (
        "the adult who sat beside the child and typed its words",
        frozenset({_R.INVOLVED, _R.READS, _R.WROTE}),
        frozenset({Act.CHILD_OPEN, *OF_READERS, *OF_OWN_UNIT, Act.WRITING_LIFT}),
    ),
    ("such an adult, whose unit is around the child no longer", frozenset({_R.READS, _R.WROTE}), frozenset()),
    (
        "a recipient of a concern",
        frozenset({_R.INVOLVED, _R.READS}),
        frozenset({Act.CHILD_OPEN, *OF_READERS}),
    ),
    (
        "a recipient who may hold the BBA function",
        frozenset({_R.INVOLVED, _R.READS, _R.MAY_HOLD_BBA}),
        frozenset({Act.CHILD_OPEN, Act.CONCERN_RECEIVE, Act.CASE_START, Act.SHORT_CALL, *OF_READERS}),
    ),
    (
        "such a recipient, whose unit is around the child no longer",
        frozenset({_R.READS, _R.MAY_HOLD_BBA}),
        frozenset(),
    ),
    (
        "a school nurse who knows the child",
        frozenset({_R.INVOLVED, _R.GIVES_CODES}),
        frozenset({Act.CHILD_OPEN, Act.CODE_GIVE}),
    ),
    ("a school nurse who does not know the child", frozenset({_R.GIVES_CODES}), frozenset()),
    ("one on the list of a protected child", frozenset({_R.LISTED}), frozenset()),
    ("one who read before", frozenset({_R.INVOLVED, _R.ONCE_READ}), frozenset({Act.CHILD_OPEN})),
    (
        "the BBA",
        frozenset({_R.INVOLVED, _R.BBA, _R.MAY_HOLD_BBA}),
        frozenset(
            {
                Act.CHILD_OPEN,
                Act.MEETING_OPEN,
                Act.MEETING_SAVE,
                Act.MEETING_SIT,
                *OF_ASKERS,
                *OF_BBA,
                *OF_LEADERS,
                *OF_PLAN_HOLDERS,
                *OF_FAMILY_DECISIONS,
            },
        ),
    ),
    ("a BBA whose involvement has ended", frozenset({_R.BBA, _R.MAY_HOLD_BBA}), frozenset()),
    (
        "a colleague in the BBA's unit whose role may not hold the function",
        frozenset({_R.INVOLVED, _R.BBA}),
        frozenset({Act.CHILD_OPEN, Act.MEETING_OPEN, Act.MEETING_SAVE, Act.MEETING_SIT}),
    ),
    (
        "the coordinator",
        frozenset({_R.INVOLVED, _R.COORDINATES, _R.MAY_COORDINATE}),
        frozenset({Act.CHILD_OPEN, Act.GUESTS_LIST, *OF_LEADERS, *OF_PLAN_HOLDERS}),
    ),
    (
        "a colleague in the coordinator's unit whose role may not hold the plan together",
        frozenset({_R.INVOLVED, _R.COORDINATES}),
        frozenset({Act.CHILD_OPEN, *OF_PLAN_READERS}),
    ),
    ("a coordinator whose involvement has ended", frozenset({_R.COORDINATES, _R.MAY_COORDINATE}), frozenset()),
    (
        "an involved colleague whose role may hold a plan together",
        frozenset({_R.INVOLVED, _R.MAY_COORDINATE}),
        frozenset({Act.CHILD_OPEN}),
    ),
    (
        "an asked service",
        frozenset({_R.INVOLVED, _R.ASKED, _R.MAY_COORDINATE}),
        frozenset({Act.CHILD_OPEN, *OF_ASKED_STAFF}),
    ),
    (
        "somebody in an asked service whose role may not hold a plan together",
        frozenset({_R.INVOLVED, _R.ASKED}),
        frozenset({Act.CHILD_OPEN, *OF_ASKED_STAFF} - {Act.COORDINATION_ANSWER}),
    ),
    (
        "an asked service that may, not around the child",
        frozenset({_R.ASKED, _R.MAY_COORDINATE}),
        frozenset({Act.NOTICE_DONE}),
    ),
    (
        "a unit that has disclosed something",
        frozenset({_R.INVOLVED, _R.DISCLOSED}),
        frozenset({Act.CHILD_OPEN, Act.DISCLOSURE_OPEN, Act.DISCLOSURE_END}),
    ),
    ("a unit that has disclosed, around the child no longer", frozenset({_R.DISCLOSED}), frozenset()),
    (
        "a unit to which something was disclosed",
        frozenset({_R.INVOLVED, _R.RECEIVED}),
        frozenset({Act.CHILD_OPEN, Act.DISCLOSURE_OPEN}),
    ),
    ("such a unit, around the child no longer", frozenset({_R.RECEIVED}), frozenset()),
    ("an asked service, not around the child", frozenset({_R.ASKED}), frozenset({Act.NOTICE_DONE})),
    ("a service in the circle", frozenset({_R.INVOLVED, _R.IN_CIRCLE}), frozenset({Act.CHILD_OPEN, *OF_PLAN_READERS})),
    ("a service whose involvement has ended", frozenset({_R.IN_CIRCLE}), frozenset()),
    (
        "the service that is responsible for an action",
        frozenset({_R.INVOLVED, _R.RESPONSIBLE}),
        frozenset({Act.CHILD_OPEN, Act.ACTION_REPORT}),
    ),
    ("a responsible service, involved no longer", frozenset({_R.RESPONSIBLE}), frozenset()),
    (
        "a professional who is this child's guardian, at work",
        frozenset({_R.GUARDIAN, _R.CARRIES, _R.SELF}),
        frozenset(),
    ),
)
DUTIES: Final[tuple[tuple[str, frozenset[Relation], frozenset[Act]], ...]] = (
    ("a registrar of the domain", frozenset({_R.REGISTRAR}), OF_REGISTRAR),
    ("one of the domain that struck a text", frozenset({_R.OWNS}), frozenset()),
    (
        "a registrar of the domain that struck a text",
        frozenset({_R.REGISTRAR, _R.OWNS}),
        OF_REGISTRAR | {Act.STRUCK_OPEN},
    ),
    (
        "a registrar of the domain to which something was disclosed that it reads no longer",
        frozenset({_R.REGISTRAR, _R.RECEIVED}),
        OF_REGISTRAR | {Act.RECEIVED_OPEN},
    ),
    ("one who decides on secrecy elsewhere", frozenset({_R.DECIDES_SECRECY}), frozenset()),
    (
        "one who decides on secrecy in a unit around the child",
        frozenset({_R.DECIDES_SECRECY, _R.INVOLVED}),
        frozenset({Act.CHILD_OPEN, *OF_FAMILY_DECISIONS}),
    ),
    (
        "one who decides on secrecy where it waits, around the child no longer",
        frozenset({_R.DECIDES_SECRECY, _R.ASKED}),
        frozenset({Act.NOTICE_DONE}),
    ),
    (
        "one who decides on secrecy in the unit that it waits for",
        frozenset({_R.DECIDES_SECRECY, _R.INVOLVED, _R.ASKED}),
        frozenset({Act.CHILD_OPEN, Act.PAUSE_LIFT, Act.WHEREABOUTS_REVIEW, *OF_FAMILY_DECISIONS, *OF_ASKED_STAFF})
        - {Act.COORDINATION_ANSWER},
    ),
    *ACCOUNTS,
    (
        "a colleague in the unit that it waits for, where nobody decides on secrecy",
        frozenset({_R.NOBODY_DECIDES, _R.INVOLVED, _R.ASKED}),
        frozenset({Act.CHILD_OPEN, Act.PAUSE_LIFT, Act.WHEREABOUTS_REVIEW, *OF_ASKED_STAFF})
        - {Act.COORDINATION_ANSWER},
    ),
    (
        "such a colleague, where the unit is around the child no longer",
        frozenset({_R.NOBODY_DECIDES, _R.ASKED}),
        frozenset({Act.NOTICE_DONE}),
    ),
    (
        "a colleague where nobody decides, of another unit than it waits for",
        frozenset({_R.NOBODY_DECIDES, _R.INVOLVED}),
        frozenset({Act.CHILD_OPEN}),
    ),
    ("a log reviewer", frozenset({_R.LOG_REVIEWER}), frozenset({Act.LOG_REVIEW, Act.LOG_REPLAY})),
    (
        "a log reviewer of the organisation",
        frozenset({_R.LOG_REVIEWER, _R.ASKED}),
        frozenset({Act.LOG_REVIEW, Act.LOG_REPLAY, Act.LOG_WEIGH, Act.NOTICE_DONE}),
    ),
    (
        "a security officer",
        frozenset({_R.SECURITY_OFFICER}),
        frozenset({Act.EMERGENCY_LIST, Act.LOG_REPLAY}),
    ),
    (
        "a security officer of the organisation",
        frozenset({_R.SECURITY_OFFICER, _R.ASKED}),
        frozenset({Act.EMERGENCY_LIST, Act.LOG_REPLAY, Act.EMERGENCY_WEIGH, Act.NOTICE_DONE}),
    ),
    ("a social worker", frozenset({_R.INVESTIGATES}), frozenset({Act.INVESTIGATION_NOTE})),
    (
        "a social worker of the unit that investigates",
        frozenset({_R.INVESTIGATES, _R.OWNS}),
        frozenset({Act.INVESTIGATION_NOTE, Act.INVESTIGATION_END}),
    ),
    ("one who may open in an emergency", frozenset({_R.OPENS_IN_EMERGENCY}), frozenset({Act.EMERGENCY_BEGIN})),
    (
        "one who has opened in an emergency",
        frozenset({_R.OPENS_IN_EMERGENCY, _R.WROTE}),
        frozenset({Act.EMERGENCY_BEGIN, Act.EMERGENCY_OPEN}),
    ),
)
FAMILY: Final[tuple[tuple[str, frozenset[Relation], frozenset[Act]], ...]] = (
    ("somebody who is no guardian", frozenset(), frozenset()),
    ("somebody asked before the guardianship ended", frozenset({_R.ASKED}), frozenset()),
    ("a guardian", frozenset({_R.GUARDIAN}), OF_STANDING),
    ("the one who carries the unborn child", frozenset({_R.CARRIES}), OF_STANDING),
    ("the child", frozenset({_R.SELF}), OF_STANDING),
    ("an asked guardian", frozenset({_R.GUARDIAN, _R.ASKED}), OF_STANDING | OF_ASKED_FAMILY),
    ("an asked pregnant person", frozenset({_R.CARRIES, _R.ASKED}), OF_STANDING | OF_ASKED_FAMILY),
    ("an asked child", frozenset({_R.SELF, _R.ASKED}), OF_STANDING | OF_ASKED_FAMILY),
    *(
        (
            f"{who}, in whose space the plan lies",
            frozenset({one, _R.ASKED, _R.OWN_SPACE}),
            OF_STANDING | OF_ASKED_FAMILY | sends,
        )
        for who, one, sends in (
            ("a guardian", _R.GUARDIAN, {Act.PLAN_SEND}),
            ("a pregnant person", _R.CARRIES, {Act.PLAN_SEND}),
            ("a child", _R.SELF, frozenset[Act]()),
        )
    ),
    *(
        (f"{who}, in whose space no version waits", frozenset({one, _R.OWN_SPACE}), OF_STANDING)
        for who, one in (("a guardian", _R.GUARDIAN), ("a pregnant person", _R.CARRIES))
    ),
    *(
        (f"{who}, to whom something was disclosed", frozenset({one, _R.RECEIVED}), OF_STANDING | OF_RECEIVERS)
        for who, one in (("a guardian", _R.GUARDIAN), ("a pregnant person", _R.CARRIES), ("a child", _R.SELF))
    ),
    *(
        (f"{who}, whose own words they are", frozenset({one, _R.OWNS}), OF_STANDING | {Act.WORDS_READERS_CHOOSE})
        for who, one in (("a guardian", _R.GUARDIAN), ("a pregnant person", _R.CARRIES), ("a child", _R.SELF))
    ),
    ("one whose own words they are, with standing no longer", frozenset({_R.OWNS}), frozenset()),
    *(
        (f"{who}, who reads what a file goes with", frozenset({one, _R.READS}), OF_STANDING | {Act.ATTACHMENT_OPEN})
        for who, one in (("a guardian", _R.GUARDIAN), ("a pregnant person", _R.CARRIES), ("a child", _R.SELF))
    ),
    ("a reader with standing no longer", frozenset({_R.READS}), frozenset()),
    (
        "somebody with every relation of work and none of family",
        frozenset(set(Relation) - {_R.GUARDIAN, _R.CARRIES, _R.SELF}),
        frozenset(),
    ),
)

_OPEN_CASE = (CaseState.GATHERING, CaseState.ANALYSED, CaseState.COLLABORATING)
#: Acts that one state allows and another does not; what is not here is allowed in any state.
WHEN: Final[Mapping[Act, tuple[StrEnum, ...]]] = {
    **dict.fromkeys(
        OF_BBA - {Act.WHEEL_OPEN, Act.ANALYSIS_WRITE, Act.CONSENT_ASK, Act.GUESTS_LIST, Act.GUEST_END}, _OPEN_CASE
    ),
    Act.ANALYSIS_WRITE: (CaseState.GATHERING, CaseState.ANALYSED),
    Act.CASE_CLOSE_STRUCK: (CaseState.GATHERING, CaseState.ANALYSED),
    Act.CONSENT_ASK: (CaseState.ANALYSED, CaseState.COLLABORATING),
    Act.PAPER_PLAN_ENTER: (CaseState.GATHERING, CaseState.ANALYSED),
    Act.MEETING_CALL: (CaseState.ANALYSED, CaseState.COLLABORATING),
    Act.QUESTION_ANSWER: (QuestionState.SENT, QuestionState.ANSWERED),
    Act.FAMILY_QUESTION_ANSWER: (QuestionState.SENT, QuestionState.ANSWERED),
    Act.COORDINATION_ANSWER: (OfferState.OPEN,),
    Act.MEETING_REPLY: (MeetingState.CALLED,),
    Act.MEETING_TELL_HOW: (MeetingState.FINISHED,),
    Act.MEETING_TELL_HOW_AS_FAMILY: (MeetingState.FINISHED,),
    Act.MEETING_LEAD: (MeetingState.CALLED,),
    Act.MEETING_FINISH: (MeetingState.CALLED,),
    Act.PLAN_PUBLISH: (PlanState.DRAFT, PlanState.LIVE),
    Act.PLAN_EDIT: (PlanState.LIVE,),
    Act.PLAN_FOLLOW_UP: (PlanState.LIVE,),
    Act.PLAN_END: (PlanState.LIVE,),
    Act.COORDINATION_OFFER: (PlanState.LIVE,),
    Act.ACTION_REPORT: (PlanState.LIVE,),
}
#: A coordinator who is not the BBA calls a meeting only when there is a plan to meet about.
ONLY_FOR: Final[Mapping[tuple[str, Act], tuple[StrEnum, ...]]] = {
    ("the coordinator", Act.MEETING_CALL): (CaseState.COLLABORATING,),
}


#: Each kind of actor with its stances, what everybody of it may, and what one relation is enough for.
KINDS: Final[tuple[tuple[ActorKind, Stances, frozenset[Act], Mapping[Relation, frozenset[Act]]], ...]] = (
    (ActorKind.STAFF, (*STAFF, *DUTIES), OF_ALL_STAFF, STAFF_BY_ONE),
    (ActorKind.FAMILY, FAMILY, OF_ALL_FAMILY, FAMILY_BY_ONE),
    (ActorKind.GUEST, GUESTS, OF_ALL_GUESTS, {}),
)


def expected() -> Mapping[tuple[str, Act, str], bool]:
    """The whole matrix: (stance, act, state) -> whether it is permitted."""
    answers = {}
    for _kind, stances, everybody, enough in KINDS:
        for name, relations, own in stances:
            by_one = [acts for one, acts in enough.items() if one in relations]
            for act in Act:
                allowed = ONLY_FOR.get((name, act), WHEN.get(act, ()))
                for state in STATES:
                    answers[name, act, state] = act in everybody.union(own, *by_one) and (
                        not allowed or state in allowed
                    )
    return answers


def cases() -> Mapping[str, tuple[ActorKind, frozenset[Relation]]]:
    """Each stance by its name."""
    return {name: (kind, relations) for kind, stances, *_ in KINDS for name, relations, _acts in stances}


def facts_of(stance: str, state: str = "") -> Facts:
    """The facts of one stance in one state."""
    kind, relations = cases()[stance]
    return Facts(actor=Actor(kind=kind), relations=relations, state=state)
