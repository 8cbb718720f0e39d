"""Every act that a page can demand, as ``thing:verb``; a view declares exactly one."""

from enum import StrEnum


class Act(StrEnum):
    """All acts; each stands in one file of ``policy/table`` (or is stated there as no one's)."""

    DESK_OPEN = "desk:open"
    CHILDREN_LIST = "children:list"
    DRAFT_SAVE = "draft:save"
    NOTICE_DONE = "notice:done"
    CHILD_OPEN = "child:open"

    CONCERN_WRITE = "concern:write"
    CONCERN_OPEN = "concern:open"
    CONCERN_SEND = "concern:send"
    CONCERN_RECEIVE = "concern:receive"
    CASE_START = "case:start"

    AREAS_CHOOSE = "case:choose_areas"
    FAMILY_ASK = "case:ask_family"
    CHILD_WORDS_WRITE = "case:write_child_words"
    SERVICE_ASK = "case:ask_service"
    VOICE_WRITE = "case:write_own_voice"
    WHEEL_OPEN = "case:open_wheel"
    VOICES_RELEASE = "case:release_voices"
    ANALYSIS_WRITE = "case:write_analysis"
    CONSENT_ASK = "case:ask_consent"
    MEETING_CALL = "case:call_meeting"

    QUESTION_ANSWER = "question:answer"
    FAMILY_QUESTION_ANSWER = "question:answer_as_family"

    CONSENT_FOLLOW = "consent:follow"
    CONSENT_ANSWER = "consent:answer"
    CONSENT_CHANGE = "consent:change"

    MEETING_OPEN = "meeting:open"
    MEETING_REPLY = "meeting:reply"
    MEETING_REPLY_AS_FAMILY = "meeting:reply_as_family"
    MEETING_LEAD = "meeting:lead"
    MEETING_FINISH = "meeting:finish"

    PLAN_OPEN = "plan:open"
    PLAN_PUBLISH = "plan:publish"
    PLAN_END = "plan:end"
    PLAN_ANSWER = "plan:answer"
    ACTION_REPORT = "action:report"
    COORDINATION_OFFER = "plan:offer_coordination"
    COORDINATION_ANSWER = "offer:answer"

    RELATIONS_OPEN = "child:open_relations"
    CUSTODY_RESTRICT = "child:restrict_custody"
    GUARDIAN_PROPOSE = "child:propose_guardian"
    GUARDIAN_CONFIRM = "proposal:confirm"
    RELATIONSHIP_ADD = "child:add_relationship"
    MATURITY_DECIDE = "child:decide_maturity"
    OVERRIDE_RECORD = "child:record_override"
    RELEASES_PAUSE = "child:pause_releases"
    PAUSE_LIFT = "pause:lift"
    WHEREABOUTS_HIDE = "child:hide_whereabouts"
    WHEREABOUTS_REVIEW = "whereabouts:review"
    FAMILY_PAUSE = "family:pause_releases"
    UNBORN_NOTICE = "concern:write_unborn"

    DISCLOSE = "child:disclose"
    PROMISE_GIVE = "child:promise"
    DISCLOSURE_OPEN = "disclosure:open"
    DISCLOSURE_OPEN_AS_FAMILY = "disclosure:open_as_family"
    DISCLOSURE_END = "disclosure:end"
    SHARING_DECIDE = "case:decide_sharing"
    ADVICE_LIST = "advice:list"
    ADVICE_ASK = "advice:ask"
    ADVICE_OPEN = "advice:open"
    ADVICE_ANSWER = "advice:answer"

    HOME_OPEN = "home:open"
    FAMILY_PLAN_OPEN = "family:open_plan"
    FAMILY_WORDS_WRITE = "family:write_words"
    FAMILY_ACCESS_OPEN = "family:open_access"
    FAMILY_LOG_OPEN = "family:open_log"
    FAMILY_CONTACTS_OPEN = "family:open_contacts"

    CHILD_PROTECT = "child:protect"
    FAMILY_PROTECT = "family:protect"
    PROTECTED_LIST = "protected:list"
    PROTECTED_KEEP = "protected:keep"
    PROTECTED_REASON = "protected:give_reason"

    HARM_LIST = "harm:list"
    HARM_ANSWER = "harm:answer"
    HARM_OPEN = "harm:open"
    HARM_DECIDE = "harm:decide"
    HARM_NOTE = "harm:note_feedback"
    HARM_PRINT = "harm:print"
    HARM_REGISTER = "harm:list_register"
    INVESTIGATION_NOTE = "investigation:note"
    INVESTIGATION_END = "investigation:end"

    EMERGENCY_BEGIN = "emergency:begin"
    EMERGENCY_OPEN = "emergency:open"
    EMERGENCY_LIST = "emergency:list"
    EMERGENCY_WEIGH = "emergency:weigh"
    LOG_REVIEW = "log:review"
    LOG_WEIGH = "log:weigh"
    LOG_REPLAY = "log:replay"
    FAMILY_REPLAY = "family:replay"

    @property
    def thing(self) -> str:
        """The kind of thing the act is done to, the part before the colon."""
        return self.value.partition(":")[0]
