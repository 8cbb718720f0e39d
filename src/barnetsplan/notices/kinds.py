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
    CALL_AFTER_WITHDRAWAL = "call_after_withdrawal"
    CONSENT_REMINDED = "consent_reminded"
    CONSENT_NOTED = "consent_noted"
    CONSENT_ASK_AGAIN = "consent_ask_again"
    CALL_FOR_ANSWER = "call_for_answer"
    CHILD_SAID_NO = "child_said_no"
    CUSTODY_CHANGED = "custody_changed"
    GUARDIAN_PROPOSED = "guardian_proposed"
    RELEASES_PAUSED = "releases_paused"
    WHEREABOUTS_REVIEW = "whereabouts_review"
    MATURITY_REVIEW = "maturity_review"
    DISCLOSURE_CAME = "disclosure_came"
    DISCLOSURE_TOLD = "disclosure_told"
    INVITED = "invited"
    MEETING_OFF = "meeting_off"
    MEETING_SETTLED = "meeting_settled"
    FOLLOW_UP_MOVED = "follow_up_moved"
    PLAN_TO_READ = "plan_to_read"
    PLAN_ANSWERED = "plan_answered"
    FAMILY_WROTE = "family_wrote"
    CHILD_WANTS_TALK = "child_wants_talk"
    PLAN_PUBLISHED = "plan_published"
    ACTION_TO_REPORT = "action_to_report"
    ACTION_LATE = "action_late"
    ACTION_LATE_ELSEWHERE = "action_late_elsewhere"
    CALL_INSTEAD = "call_instead"
    COORDINATION_OFFERED = "coordination_offered"
    COORDINATION_ANSWERED = "coordination_answered"
    PROTECTION_SET = "protection_set"
    PROTECTION_WAITS = "protection_waits"
    PROTECTED_TRIED = "protected_tried"
    EMERGENCY_OPENED = "emergency_opened"
    STRUCK = "struck"


#: Told to the security officers about a child whom they may not open themselves (law.md PROT-03).
OFFICERS = frozenset(
    {
        NoticeKind.PROTECTION_SET,
        NoticeKind.PROTECTION_WAITS,
        NoticeKind.PROTECTED_TRIED,
        NoticeKind.EMERGENCY_OPENED,
    },
)
