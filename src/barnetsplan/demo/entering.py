"""Beginning a session as a chosen person of the demonstration."""

from datetime import datetime
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase

from barnetsplan.accounts.models import Account, Assignment
from barnetsplan.accounts.session import begin_as_staff, sign_in_as_family
from barnetsplan.people.queries import live


def begin(session: SessionBase, key: UUID, *, at: datetime) -> str | None:
    """Begin the session and name the page where it starts; nothing when nobody has this key."""
    assignment = Assignment.objects.filter(live(at), pk=key, person__account__isnull=False).first()
    if assignment is not None:
        begin_as_staff(session, assignment)
        return "desk"
    account = Account.objects.filter(person=key).first()
    if account is not None:
        sign_in_as_family(session, account, at=at)
        return "family_home"
    return None
