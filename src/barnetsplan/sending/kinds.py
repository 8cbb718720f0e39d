"""The stored words of the room, closed."""

from enum import StrEnum


class Capacity(StrEnum):
    """In which capacity somebody is told; a professional's and a private person's never mix (law.md IDN-02)."""

    STAFF = "staff"
    FAMILY = "family"


class Channel(StrEnum):
    """How somebody wants to be told that something is new (law.md NOT-02)."""

    EMAIL = "email"
    SMS = "sms"
    IN_APP = "in_app"
    NEVER = "never"


#: The channels that reach out of the program.
OUTWARD = (Channel.EMAIL, Channel.SMS)


class Rhythm(StrEnum):
    """How often at the most: soon after it begins to wait, or gathered once a day."""

    AT_ONCE = "at_once"
    DAILY = "daily"


class MessageKind(StrEnum):
    """What a message is: that something waits, or the code that proves an address."""

    NEWS = "news"
    CODE = "code"


class MessageState(StrEnum):
    """Where a message is between the decision to send it and its end (ADR 0024)."""

    DECIDED = "decided"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"


#: The only moves; a failed try goes back to *decided* with a later hour.
MOVES = {
    MessageState.DECIDED: frozenset({MessageState.SENDING}),
    MessageState.SENDING: frozenset(
        {MessageState.DECIDED, MessageState.SENT, MessageState.FAILED, MessageState.DROPPED}
    ),
    MessageState.SENT: frozenset[MessageState](),
    MessageState.FAILED: frozenset[MessageState](),
    MessageState.DROPPED: frozenset[MessageState](),
}


class Failure(StrEnum):
    """Why it did not go; never what the other machine answered, which may quote the address."""

    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    WRONG_ADDRESS = "wrong_address"
