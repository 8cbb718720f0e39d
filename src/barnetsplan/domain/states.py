"""Allowed moves between states, as data; ``docs/case-states.md`` is made from these tables."""

from collections.abc import Mapping

from barnetsplan.domain.vocabulary import CaseState, MeetingState, OfferState, PlanState, QuestionState, VersionState

#: Source: model.md 2.2.
CASE_MOVES: Mapping[CaseState, frozenset[CaseState]] = {
    # Closed without an analysis only when it rests on what stood on the wrong child (law.md 5, abuse case 31).
    CaseState.GATHERING: frozenset({CaseState.ANALYSED, CaseState.CLOSED}),
    CaseState.ANALYSED: frozenset(
        {CaseState.COLLABORATING, CaseState.CLOSED, CaseState.HANDED_OVER},
    ),
    CaseState.COLLABORATING: frozenset({CaseState.CLOSED}),
    CaseState.CLOSED: frozenset(),
    CaseState.HANDED_OVER: frozenset(),
}
#: Source: architecture.md 5.2: naming a child to another service needs a yes first.
QUESTION_MOVES: Mapping[QuestionState, frozenset[QuestionState]] = {
    QuestionState.WAITING: frozenset({QuestionState.SENT, QuestionState.TAKEN_BACK}),
    QuestionState.SENT: frozenset({QuestionState.ANSWERED, QuestionState.TAKEN_BACK}),
    QuestionState.ANSWERED: frozenset(),
    QuestionState.TAKEN_BACK: frozenset(),
}
#: Source: model.md 5.3.
PLAN_MOVES: Mapping[PlanState, frozenset[PlanState]] = {
    PlanState.DRAFT: frozenset({PlanState.LIVE, PlanState.ENDED}),
    PlanState.LIVE: frozenset({PlanState.ENDED}),
    PlanState.ENDED: frozenset(),
}
#: Source: architecture.md 5.3: the family first.
VERSION_MOVES: Mapping[VersionState, frozenset[VersionState]] = {
    VersionState.WITH_FAMILY: frozenset({VersionState.PUBLISHED}),
    VersionState.PUBLISHED: frozenset(),
}
#: Source: model.md 6.
MEETING_MOVES: Mapping[MeetingState, frozenset[MeetingState]] = {
    MeetingState.CALLED: frozenset({MeetingState.FINISHED}),
    MeetingState.FINISHED: frozenset(),
}
#: Source: model.md 4.3.
OFFER_MOVES: Mapping[OfferState, frozenset[OfferState]] = {
    OfferState.OPEN: frozenset({OfferState.ACCEPTED, OfferState.DECLINED}),
    OfferState.ACCEPTED: frozenset(),
    OfferState.DECLINED: frozenset(),
}
