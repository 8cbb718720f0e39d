"""What the session keeps between two steps: a question to the browser's key, an invitation that has been opened.

Ids and moments alone; nothing that opens anything by itself.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from django.contrib.sessions.backends.base import SessionBase

from barnetsplan.credentials.passkeys import Asked, State
from barnetsplan.credentials.totp import SECRET_BYTES
from barnetsplan.vault.masters import keyed_hash

_ASKED: Final = "passkey"
_INVITED: Final = "invited"
_ANSWER_WITHIN: Final = timedelta(minutes=5)
_SET_UP_WITHIN: Final = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class Opened:
    """An invitation that has been opened, the account that a passkey is made for, and the secret of an app.

    The secret is computed and not kept, so that nothing of it lies in the session.
    """

    invitation: UUID
    account: UUID
    secret: bytes


def keep_asked(session: SessionBase, asked: Asked, *, at: datetime) -> None:
    """Remember what the browser's key was asked."""
    session[_ASKED] = {**asked.state, "at": at.isoformat()}


def take_asked(session: SessionBase, *, at: datetime) -> State | None:
    """What was asked, once, and within five minutes."""
    state: State | None = session.pop(_ASKED, None)
    if state is None or datetime.fromisoformat(state.pop("at")) < at - _ANSWER_WITHIN:
        return None
    return state


def open_up(session: SessionBase, invitation: UUID, *, at: datetime) -> None:
    """Remember the invitation whose code was typed, under a new key of the session."""
    session.cycle_key()
    session[_INVITED] = {"invitation": str(invitation), "salt": str(uuid4()), "at": at.isoformat()}


def opened(session: SessionBase, *, at: datetime) -> Opened | None:
    """The invitation whose code was typed, within twenty minutes."""
    said = session.get(_INVITED)
    if said is None or datetime.fromisoformat(said["at"]) < at - _SET_UP_WITHIN:
        return None
    secret = keyed_hash(f"{said['invitation']}|{said['salt']}", purpose="app-secret")[:SECRET_BYTES]
    return Opened(UUID(said["invitation"]), UUID(said["salt"]), secret)


def close(session: SessionBase) -> None:
    """Forget the invitation."""
    session.pop(_INVITED, None)
