"""The kinds of entries, each a frozen dataclass: validated, sealed as JSON, upgraded when old (ADR 0003)."""

from barnetsplan.records.kinds.base import LOCATION_BEARING, Payload, WrongPayload, from_json, to_json, without_place
from barnetsplan.records.kinds.collaborating import (
    Action,
    ActionReport,
    Contact,
    Dissent,
    FollowUp,
    Goal,
    Invitation,
    MeetingNote,
    OwnWords,
    PaperPlan,
    PlanAnswer,
    PlanReference,
    Preparation,
    Sip,
)
from barnetsplan.records.kinds.disclosing import ChildView, Extract, Informed, SharingDecision
from barnetsplan.records.kinds.gathering import Analysis, Closing, Concern, Contribution, Feedback, Question

__all__ = [
    "LOCATION_BEARING",
    "Action",
    "ActionReport",
    "Analysis",
    "ChildView",
    "Closing",
    "Concern",
    "Contact",
    "Contribution",
    "Dissent",
    "Extract",
    "Feedback",
    "FollowUp",
    "Goal",
    "Informed",
    "Invitation",
    "MeetingNote",
    "OwnWords",
    "PaperPlan",
    "Payload",
    "PlanAnswer",
    "PlanReference",
    "Preparation",
    "Question",
    "SharingDecision",
    "Sip",
    "WrongPayload",
    "from_json",
    "to_json",
    "without_place",
]
