"""An attempt to sign in: what one browser must bring back, once, within ten minutes."""

import hmac
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Final

from django.contrib.sessions.backends.base import SessionBase

_KEPT: Final = "attempts"
#: Somebody may have begun in more than one tab.
_MOST: Final = 4
_LASTS: Final = timedelta(minutes=10)
#: 256 bits; law.md IDN-01 asks for 128.
_BYTES: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One attempt; nothing of it has a meaning outside this browser and this provider."""

    provider: str
    state: str
    nonce: str
    verifier: str
    begun_at: str

    @property
    def at(self) -> datetime:
        """When it began."""
        return datetime.fromisoformat(self.begun_at)

    def __repr__(self) -> str:
        """Show nothing of it."""
        return f"Attempt({self.provider})"


def begin(session: SessionBase, provider: str, *, at: datetime) -> Attempt:
    """A new attempt, kept in the session of the browser."""
    attempt = Attempt(
        provider=provider,
        state=secrets.token_urlsafe(_BYTES),
        nonce=secrets.token_urlsafe(_BYTES),
        verifier=secrets.token_urlsafe(_BYTES),
        begun_at=at.isoformat(),
    )
    session[_KEPT] = [*session.get(_KEPT, [])[1 - _MOST :], asdict(attempt)]
    return attempt


def take(session: SessionBase, provider: str, state: str, *, at: datetime) -> Attempt | None:
    """The attempt that this answer belongs to, which is then gone; nothing when it is used, too old or never was."""
    kept = [Attempt(**each) for each in session.get(_KEPT, [])]
    found = next((each for each in kept if hmac.compare_digest(each.state.encode(), state.encode())), None)
    if found is None:
        return None
    session[_KEPT] = [asdict(each) for each in kept if each is not found]
    # Before anybody is asked anything: an answer that comes twice at once finds it gone.
    session.save()
    is_live = timedelta(0) <= at - found.at <= _LASTS
    return found if is_live and found.provider == provider else None
