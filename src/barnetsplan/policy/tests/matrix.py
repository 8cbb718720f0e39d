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

STATES: Final = (
    "",
    *(
        member.value
        for states in (CaseState, QuestionState, PlanState, VersionState, MeetingState, OfferState)
        for member in states
    ),
)

#: Acts that any signed-in actor of a kind may do: they open nothing about a child.
OF_ALL_STAFF = frozenset({Act.DESK_OPEN, Act.CHILDREN_LIST, Act.DRAFT_SAVE, Act.CONCERN_WRITE})
OF_ALL_FAMILY = frozenset({Act.HOME_OPEN, Act.DRAFT_SAVE})
OF_BBA = frozenset(
    {
        Act.AREAS_CHOOSE,
        Act.FAMILY_ASK,
        Act.CHILD_WORDS_WRITE,
        Act.SERVICE_ASK,
        Act.VOICE_WRITE,
        Act.WHEEL_OPEN,
        Act.VOICES_RELEASE,
        Act.ANALYSIS_WRITE,
        Act.CONSENT_ASK,
    },
)
OF_LEADERS = frozenset({Act.MEETING_CALL, Act.MEETING_LEAD, Act.MEETING_FINISH})
OF_PLAN_HOLDERS = frozenset({Act.PLAN_OPEN, Act.PLAN_PUBLISH, Act.PLAN_END, Act.COORDINATION_OFFER})
OF_STANDING = frozenset(
    {
        Act.FAMILY_PLAN_OPEN,
        Act.FAMILY_WORDS_WRITE,
        Act.FAMILY_ACCESS_OPEN,
        Act.FAMILY_LOG_OPEN,
        Act.FAMILY_CONTACTS_OPEN,
    },
)
OF_ASKED_FAMILY = frozenset(
    {
        Act.FAMILY_QUESTION_ANSWER,
        Act.CONSENT_ANSWER,
        Act.CONSENT_CHANGE,
        Act.MEETING_REPLY_AS_FAMILY,
        Act.PLAN_ANSWER,
    },
)
OF_ASKED_STAFF = frozenset(
    {Act.NOTICE_DONE, Act.QUESTION_ANSWER, Act.MEETING_OPEN, Act.MEETING_REPLY, Act.COORDINATION_ANSWER},
)

_R = Relation
#: (name, relations, acts beyond those of everybody); each *may* stands beside its *may not*.
STAFF: Final[tuple[tuple[str, frozenset[Relation], frozenset[Act]], ...]] = (
    ("a professional elsewhere", frozenset(), frozenset()),
    ("a nurse who has nothing to do with the child", frozenset({_R.MAY_HOLD_BBA}), frozenset()),
    ("an involved colleague", frozenset({_R.INVOLVED}), frozenset({Act.CHILD_OPEN})),
    ("an involved nurse", frozenset({_R.INVOLVED, _R.MAY_HOLD_BBA}), frozenset({Act.CHILD_OPEN})),
    (
        "the author of a concern",
        frozenset({_R.INVOLVED, _R.OWNS, _R.WROTE}),
        frozenset({Act.CHILD_OPEN, Act.CONCERN_OPEN, Act.CONCERN_SEND}),
    ),
    (
        "a colleague of the author",
        frozenset({_R.INVOLVED, _R.OWNS}),
        frozenset({Act.CHILD_OPEN, Act.CONCERN_OPEN}),
    ),
    (
        "a colleague of the author who may hold the BBA function",
        frozenset({_R.INVOLVED, _R.OWNS, _R.MAY_HOLD_BBA}),
        frozenset({Act.CHILD_OPEN, Act.CONCERN_OPEN, Act.CONCERN_RECEIVE, Act.CASE_START}),
    ),
    (
        "such a colleague, whose unit is around the child no longer",
        frozenset({_R.OWNS, _R.MAY_HOLD_BBA}),
        frozenset(),
    ),
    ("the author, whose unit is around the child no longer", frozenset({_R.OWNS, _R.WROTE}), frozenset()),
    ("the author, now in another unit", frozenset({_R.INVOLVED, _R.WROTE}), frozenset({Act.CHILD_OPEN})),
    (
        "a recipient of a concern",
        frozenset({_R.INVOLVED, _R.READS}),
        frozenset({Act.CHILD_OPEN, Act.CONCERN_OPEN}),
    ),
    (
        "a recipient who may hold the BBA function",
        frozenset({_R.INVOLVED, _R.READS, _R.MAY_HOLD_BBA}),
        frozenset({Act.CHILD_OPEN, Act.CONCERN_OPEN, Act.CONCERN_RECEIVE, Act.CASE_START}),
    ),
    (
        "such a recipient, whose unit is around the child no longer",
        frozenset({_R.READS, _R.MAY_HOLD_BBA}),
        frozenset(),
    ),
    ("one who read before", frozenset({_R.INVOLVED, _R.ONCE_READ}), frozenset({Act.CHILD_OPEN})),
    (
        "the BBA",
        frozenset({_R.INVOLVED, _R.BBA, _R.MAY_HOLD_BBA}),
        frozenset(
            {Act.CHILD_OPEN, Act.CONSENT_FOLLOW, Act.MEETING_OPEN, *OF_BBA, *OF_LEADERS, *OF_PLAN_HOLDERS},
        ),
    ),
    ("a BBA whose involvement has ended", frozenset({_R.BBA, _R.MAY_HOLD_BBA}), frozenset()),
    (
        "a colleague in the BBA's unit whose role may not hold the function",
        frozenset({_R.INVOLVED, _R.BBA}),
        frozenset({Act.CHILD_OPEN, Act.MEETING_OPEN}),
    ),
    (
        "the coordinator",
        frozenset({_R.INVOLVED, _R.COORDINATES}),
        frozenset({Act.CHILD_OPEN, *OF_LEADERS, *OF_PLAN_HOLDERS}),
    ),
    ("a coordinator whose involvement has ended", frozenset({_R.COORDINATES}), frozenset()),
    ("an asked service", frozenset({_R.INVOLVED, _R.ASKED}), frozenset({Act.CHILD_OPEN, *OF_ASKED_STAFF})),
    ("an asked service, not around the child", frozenset({_R.ASKED}), frozenset({Act.NOTICE_DONE})),
    ("a service in the circle", frozenset({_R.INVOLVED, _R.IN_CIRCLE}), frozenset({Act.CHILD_OPEN, Act.PLAN_OPEN})),
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
FAMILY: Final[tuple[tuple[str, frozenset[Relation], frozenset[Act]], ...]] = (
    ("somebody who is no guardian", frozenset(), frozenset()),
    ("somebody asked before the guardianship ended", frozenset({_R.ASKED}), frozenset()),
    ("a guardian", frozenset({_R.GUARDIAN}), OF_STANDING),
    ("the one who carries the unborn child", frozenset({_R.CARRIES}), OF_STANDING),
    ("the child", frozenset({_R.SELF}), OF_STANDING),
    ("an asked guardian", frozenset({_R.GUARDIAN, _R.ASKED}), OF_STANDING | OF_ASKED_FAMILY),
    ("an asked pregnant person", frozenset({_R.CARRIES, _R.ASKED}), OF_STANDING | OF_ASKED_FAMILY),
    ("an asked child", frozenset({_R.SELF, _R.ASKED}), OF_STANDING | OF_ASKED_FAMILY),
    (
        "somebody with every relation of work and none of family",
        frozenset(set(Relation) - {_R.GUARDIAN, _R.CARRIES, _R.SELF}),
        frozenset(),
    ),
)

_OPEN_CASE = (CaseState.GATHERING, CaseState.ANALYSED, CaseState.COLLABORATING)
#: Acts that one state allows and another does not; what is not here is allowed in any state.
WHEN: Final[Mapping[Act, tuple[StrEnum, ...]]] = {
    **dict.fromkeys(OF_BBA - {Act.WHEEL_OPEN, Act.ANALYSIS_WRITE, Act.CONSENT_ASK}, _OPEN_CASE),
    Act.ANALYSIS_WRITE: (CaseState.GATHERING, CaseState.ANALYSED),
    Act.CONSENT_ASK: (CaseState.ANALYSED, CaseState.COLLABORATING),
    Act.MEETING_CALL: (CaseState.ANALYSED, CaseState.COLLABORATING),
    Act.QUESTION_ANSWER: (QuestionState.SENT, QuestionState.ANSWERED),
    Act.FAMILY_QUESTION_ANSWER: (QuestionState.SENT, QuestionState.ANSWERED),
    Act.COORDINATION_ANSWER: (OfferState.OPEN,),
    Act.MEETING_REPLY: (MeetingState.CALLED,),
    Act.MEETING_LEAD: (MeetingState.CALLED,),
    Act.MEETING_FINISH: (MeetingState.CALLED,),
    Act.PLAN_PUBLISH: (PlanState.DRAFT, PlanState.LIVE),
    Act.PLAN_END: (PlanState.LIVE,),
    Act.COORDINATION_OFFER: (PlanState.LIVE,),
    Act.ACTION_REPORT: (PlanState.LIVE,),
}
#: A coordinator who is not the BBA calls a meeting only when there is a plan to meet about.
ONLY_FOR: Final[Mapping[tuple[str, Act], tuple[StrEnum, ...]]] = {
    ("the coordinator", Act.MEETING_CALL): (CaseState.COLLABORATING,),
}


def expected() -> Mapping[tuple[str, Act, str], bool]:
    """The whole matrix: (stance, act, state) -> whether it is permitted."""
    answers = {}
    for kind, stances in ((ActorKind.STAFF, STAFF), (ActorKind.FAMILY, FAMILY)):
        everybody = OF_ALL_STAFF if kind is ActorKind.STAFF else OF_ALL_FAMILY
        for name, _, own in stances:
            for act in Act:
                allowed = ONLY_FOR.get((name, act), WHEN.get(act, ()))
                for state in STATES:
                    answers[name, act, state] = act in own | everybody and (not allowed or state in allowed)
    return answers


def cases() -> Mapping[str, tuple[ActorKind, frozenset[Relation]]]:
    """Each stance by its name."""
    staff = {name: (ActorKind.STAFF, relations) for name, relations, _ in STAFF}
    family = {name: (ActorKind.FAMILY, relations) for name, relations, _ in FAMILY}
    return staff | family


def facts_of(stance: str, state: str = "") -> Facts:
    """The facts of one stance in one state."""
    kind, relations = cases()[stance]
    return Facts(actor=Actor(kind=kind), relations=relations, state=state)
