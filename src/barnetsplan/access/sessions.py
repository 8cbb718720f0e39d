"""Sessions as Django keeps them in the database, found by a statement that is compiled once."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from barnetsplan.statements import Statement, a_moment, a_text

_SESSION = Statement(
    lambda: Session.objects.filter(session_key=a_text("key"), expire_date__gt=a_moment("now")),
)


class SessionStore(db.SessionStore):
    """Django's store; only the way in which a session is found is another."""

    def _get_session_from_db(self) -> Session | None:
        found = _SESSION.first(key=self.session_key or "", now=timezone.now())
        if found is None:
            self._session_key = None
        return found
