"""The kinds of notices, closed; each has its words and its page in the rooms that show it."""

from enum import StrEnum


class NoticeKind(StrEnum):
    """What can wait for a party."""

    CONCERN_CAME = "concern_came"
    CONCERN_RECEIVED = "concern_received"
    QUESTION_CAME = "question_came"
    QUESTION_ANSWERED = "question_answered"
    FAMILY_QUESTION = "family_question"
    CONSENT_ASKED = "consent_asked"
    CONSENT_READY = "consent_ready"
    CONSENT_DECLINED = "consent_declined"
    CALL_AFTER_WITHDRAWAL = "call_after_withdrawal"
    INVITED = "invited"
    PLAN_TO_READ = "plan_to_read"
    PLAN_ANSWERED = "plan_answered"
    FAMILY_WROTE = "family_wrote"
    PLAN_PUBLISHED = "plan_published"
    ACTION_TO_REPORT = "action_to_report"
    COORDINATION_OFFERED = "coordination_offered"
    COORDINATION_ANSWERED = "coordination_answered"
