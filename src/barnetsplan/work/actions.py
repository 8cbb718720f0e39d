"""What is done at the desk itself: ending what only has to be known."""

from datetime import datetime

from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.notices.actions import end_notice
from barnetsplan.notices.models import Notice
from barnetsplan.work.words import KINDS


def end_by_hand(*, notice: Notice, at: datetime) -> Notice | Refused:
    """End a notice that may be ended without opening anything; what waits for an act is ended by the act."""
    words = KINDS.get(notice.kind)
    if words is None or not words.by_hand:
        return Refused(Reason.WRONG_STATE)
    end_notice(notice=notice, at=at)
    return notice
