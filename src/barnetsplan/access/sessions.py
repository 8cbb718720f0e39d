"""Sessions in the database: found by one statement that is compiled once, and ended by idleness and by age.

The content of a session is the truth, and is signed; the columns of its row are there to find it by. The model lies in
a room above and is named in the settings.
"""

from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final, cast

from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.utils import timezone
from django.utils.module_loading import import_string

from barnetsplan.statements import Statement, a_moment, a_text

#: How long the session may be left alone, in seconds, and when it ends whatever happens; both in its content.
IDLE: Final = "idle"
ENDS: Final = "ends"
#: Whose words a session keeps that nobody has signed in to; nobody acts by it (``access.typed``).
TYPED_BY: Final = "typed_by"
#: One that has ended by itself is remembered so long, so that what is sent after its end is not lost (ADR 0028).
_REMEMBERED: Final = timedelta(hours=24)
#: One nobody has signed in to: long enough to sign in with an app on a telephone.
_ANONYMOUS: Final = timedelta(minutes=30)
#: A session that is used is pushed forward so often, and not at every request.
_PUSHED: Final = timedelta(minutes=1)


@cache
def _model() -> type[AbstractBaseSession]:
    return cast("type[AbstractBaseSession]", import_string(settings.SESSION_MODEL))


_SESSION: Statement[AbstractBaseSession] = Statement(
    lambda: _model()._default_manager.filter(  # noqa: SLF001  # Django's own name for it
        session_key=a_text("key"), expire_date__gt=a_moment("now")
    ),
)


def ends_at(content: dict[str, Any], now: datetime) -> datetime:
    """When a session ends that is used now: it has been idle for too long, or its time is up.

    *Source:* law.md 4.4.
    """
    idle = timedelta(seconds=content[IDLE]) if IDLE in content else _ANONYMOUS
    end = now + idle
    return min(end, datetime.fromisoformat(content[ENDS])) if ENDS in content else end


def take_ended(key: str) -> dict[str, Any]:
    """The content of a session that ended by idleness or age, once; of one that was ended there is no row left."""
    now = timezone.now()
    rows = _model()._default_manager.filter(  # type: ignore[misc]  # noqa: SLF001  # our own columns
        session_key=key, person__isnull=False, expire_date__lte=now, expire_date__gt=now - _REMEMBERED
    )
    found = rows.first()
    if found is None or not rows.delete()[0]:
        return {}
    content: dict[str, Any] = SessionStore().decode(found.session_data)
    return content


class SessionStore(db.SessionStore):
    """Django's store; other are how a session is found, when it ends, and the columns of its row."""

    #: A page asks by itself and nobody is there: then the session is read, and not in use.
    is_unattended = False

    @classmethod
    def get_model_class(cls) -> type[AbstractBaseSession]:
        """The house's own model."""
        return _model()

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """The row, with its columns from the content."""
        made: AbstractBaseSession = super().create_model_instance(data)
        made.expire_date = ends_at(data, timezone.now())
        made.describe(data)  # type: ignore[attr-defined]  # ours
        return made

    def load(self) -> dict[str, Any]:
        """The content, and with it the session is in use."""
        found = self._get_session_from_db()
        if found is None:
            return {}
        content: dict[str, Any] = self.decode(found.session_data)
        self._push(found, content)
        return content

    @classmethod
    def clear_expired(cls) -> None:
        """Remove what has ended; a session that somebody acted by is remembered for a day."""
        now = timezone.now()
        ended = _model()._default_manager.filter(expire_date__lt=now)  # noqa: SLF001
        remembered = {"begun_at__isnull": False, "expire_date__gt": now - _REMEMBERED}
        ended.exclude(**remembered).delete()

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        found = _SESSION.first(key=self.session_key or "", now=timezone.now())
        if found is None:
            self._session_key = None
        return found

    def _push(self, found: AbstractBaseSession, content: dict[str, Any]) -> None:
        if self.is_unattended:
            return
        end = ends_at(content, timezone.now())
        if IDLE in content and end - found.expire_date >= _PUSHED:
            _model()._default_manager.filter(pk=found.pk).update(expire_date=end)  # noqa: SLF001
