"""The meeting: the invited answer, the one who holds the plan together leads (model.md 6)."""

from collections.abc import Mapping

from barnetsplan.domain.vocabulary import MeetingState, Relation
from barnetsplan.policy.acts import Act
from barnetsplan.policy.rules import Rule, family, staff, standing

_CALLED = (MeetingState.CALLED,)
_OVER = (MeetingState.FINISHED,)


def _leads(code: str) -> tuple[Rule, ...]:
    return (
        staff(
            f"bba_{code}",
            "model.md 4.2 point 6",
            Relation.BBA,
            Relation.MAY_HOLD_BBA,
            Relation.INVOLVED,
            states=_CALLED,
        ),
        staff(
            f"coordinator_{code}",
            "model.md 4.3",
            Relation.COORDINATES,
            Relation.MAY_COORDINATE,
            Relation.INVOLVED,
            states=_CALLED,
        ),
    )


ROWS: Mapping[Act, tuple[Rule, ...]] = {
    Act.MEETING_OPEN: (
        staff("invited_unit_opens_meeting", "model.md 6.1", Relation.ASKED, Relation.INVOLVED),
        staff("bba_opens_meeting", "model.md 4.2 point 7", Relation.BBA, Relation.INVOLVED),
    ),
    # Over or not: whoever sat there when it ended sees on the same page that the plan is with them.
    Act.MEETING_SIT: (
        staff("invited_unit_sits_in_meeting", "model.md 6.1", Relation.ASKED, Relation.INVOLVED),
        staff("bba_sits_in_meeting", "model.md 4.2 point 6", Relation.BBA, Relation.INVOLVED),
    ),
    Act.MEETING_SIT_AS_FAMILY: standing("sits_in_meeting", "model.md 6.1: equal parties", Relation.ASKED),
    Act.CALENDAR_KEEP: (
        staff("professional_keeps_own_calendar", "law.md NOT-05"),
        family("family_keeps_own_calendar", "law.md NOT-05"),
    ),
    Act.MEETING_REPLY: (
        staff("invited_unit_replies", "model.md 6.1", Relation.ASKED, Relation.INVOLVED, states=_CALLED),
    ),
    Act.MEETING_SAVE: (
        staff("invited_unit_saves_call", "model.md 6.1", Relation.ASKED, Relation.INVOLVED),
        staff("bba_saves_call", "model.md 4.2 point 6", Relation.BBA, Relation.INVOLVED),
    ),
    Act.MEETING_SAVE_AS_FAMILY: standing("saves_call", "model.md 6.1; OSL 12:1", Relation.ASKED),
    Act.MEETING_REPLY_AS_FAMILY: standing("replies_to_call", "model.md 6.1", Relation.ASKED),
    # How the meeting was, when it is over: whoever was called, and may still read the call.
    Act.MEETING_TELL_HOW: (
        staff("invited_unit_tells_how_it_was", "model.md 6.2", Relation.ASKED, Relation.INVOLVED, states=_OVER),
    ),
    Act.MEETING_TELL_HOW_AS_FAMILY: standing("tells_how_it_was", "model.md 6.2", Relation.ASKED, states=_OVER),
    Act.MEETING_LEAD: _leads("leads_meeting"),
    Act.MEETING_FINISH: _leads("finishes_meeting"),
}
