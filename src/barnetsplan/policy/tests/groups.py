"""Acts that go together in the golden matrix (``matrix.py``)."""

from barnetsplan.policy.acts import Act

#: Acts that any signed-in actor of a kind may do: they open nothing about a child.
OF_ALL = frozenset({Act.DRAFT_SAVE, Act.MESSAGES_CHOOSE, Act.SESSIONS_LIST, Act.SESSION_END})
OF_ALL_STAFF = frozenset(
    {
        *OF_ALL,
        *(Act.DESK_OPEN, Act.CHILDREN_LIST, Act.CONCERN_WRITE, Act.UNBORN_NOTICE, Act.HARM_LIST),
        *(Act.ADVICE_LIST, Act.ADVICE_ASK, Act.PROOFS_OPEN, Act.PROOFS_CHANGE),
        Act.CALENDAR_KEEP,
    },
)
OF_ALL_FAMILY = OF_ALL | {Act.HOME_OPEN, Act.CALENDAR_KEEP}
OF_BBA = frozenset(
    {
        Act.AREAS_CHOOSE,
        Act.CASE_CLOSE_STRUCK,
        Act.FAMILY_ASK,
        Act.CHILD_WORDS_WRITE,
        Act.SERVICE_ASK,
        Act.VOICE_WRITE,
        Act.WHEEL_OPEN,
        Act.VOICES_RELEASE,
        Act.ANALYSIS_WRITE,
        Act.CONSENT_ASK,
        Act.PAPER_PLAN_ENTER,
        Act.SHARING_DECIDE,
        *(Act.GUESTS_LIST, Act.GUEST_INVITE, Act.GUEST_END),
    },
)
OF_ASKERS = frozenset({Act.CONSENT_FOLLOW, Act.CONSENT_REMIND, Act.CONSENT_RECORD, Act.CONSENT_PRINT, Act.PAPER_OPEN})
OF_LEADERS = frozenset({Act.MEETING_CALL, Act.MEETING_LEAD, Act.MEETING_FINISH})
OF_PLAN_READERS = frozenset({Act.PLAN_OPEN, Act.PLAN_SAVE})
OF_PLAN_HOLDERS = OF_PLAN_READERS | {
    Act.PLAN_PUBLISH,
    Act.PLAN_EDIT,
    Act.PLAN_FOLLOW_UP,
    Act.PLAN_END,
    Act.COORDINATION_OFFER,
}
OF_STANDING = frozenset(
    {
        Act.FAMILY_PLAN_OPEN,
        Act.FAMILY_PLAN_SAVE,
        Act.FAMILY_WORDS_SAVE,
        Act.FAMILY_WORDS_WRITE,
        Act.FAMILY_ACCESS_OPEN,
        Act.FAMILY_LOG_OPEN,
        Act.FAMILY_CONTACTS_OPEN,
        Act.RECEIPTS_LIST,
        Act.FAMILY_PROTECT,
        Act.FAMILY_REPLAY,
    },
)
OF_ASKED_FAMILY = frozenset(
    {
        Act.FAMILY_QUESTION_ANSWER,
        Act.CONSENT_ANSWER,
        Act.CONSENT_CHANGE,
        Act.RECEIPT_OPEN,
        Act.RECEIPT_SAVE,
        Act.MEETING_REPLY_AS_FAMILY,
        Act.MEETING_SAVE_AS_FAMILY,
        Act.MEETING_SIT_AS_FAMILY,
        Act.MEETING_TELL_HOW_AS_FAMILY,
        Act.PLAN_ANSWER,
    },
)
OF_RECEIVERS = frozenset({Act.DISCLOSURE_OPEN_AS_FAMILY})
#: Who may read a concern answers whether the child may be coming to harm; who answered decides alone.
OF_CONCERN_READERS = frozenset({Act.CONCERN_OPEN, Act.HARM_ANSWER})
#: Those to whom a writing is shown, besides the unit that wrote it.
OF_READERS = OF_CONCERN_READERS | {Act.ATTACHMENT_OPEN}
OF_REPORTERS = frozenset({Act.HARM_OPEN, Act.HARM_DECIDE, Act.HARM_NOTE, Act.HARM_PRINT})
#: What a unit has written is its own to look at and to keep from a guardian; to open it again takes more.
OF_OWN_UNIT = frozenset({Act.WRITING_OPEN, Act.WRITING_KEEP})
OF_DECIDERS = OF_OWN_UNIT | {Act.WRITING_LIFT, Act.WRITING_STRIKE}
OF_REGISTRAR = frozenset({Act.HARM_OPEN, Act.HARM_REGISTER, Act.STRUCK_LIST, Act.RECEIVED_LIST})
OF_ASKED_STAFF = frozenset(
    {Act.NOTICE_DONE, Act.QUESTION_ANSWER, Act.MEETING_OPEN, Act.MEETING_REPLY, Act.COORDINATION_ANSWER}
    | {Act.GUARDIAN_CONFIRM, Act.MEETING_SAVE, Act.MEETING_SIT, Act.MEETING_TELL_HOW},
)

#: How people stand to the child: any unit around it sees it, restricts at once and never gives alone.
OF_RELATIONS = frozenset(
    {
        Act.RELATIONS_OPEN,
        Act.CUSTODY_RESTRICT,
        Act.GUARDIAN_PROPOSE,
        Act.RELATIONSHIP_ADD,
        Act.RELATIONSHIP_END,
        Act.BIRTH_RECORD,
        Act.BIRTH_PROPOSE,
        Act.RELEASES_PAUSE,
        Act.WHEREABOUTS_HIDE,
    },
)
OF_FAMILY_DECISIONS = frozenset({Act.MATURITY_DECIDE, Act.OVERRIDE_RECORD, Act.OVERRIDE_END})
#: A guest has one thing, and a page that leads to it.
OF_ALL_GUESTS = frozenset({Act.DRAFT_SAVE, Act.GUEST_HOME, Act.SESSIONS_LIST, Act.SESSION_END})
