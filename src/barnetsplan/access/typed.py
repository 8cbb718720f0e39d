"""What somebody had posted when they must first prove who they are: sealed, for half an hour, for them alone.

There are two occasions: a session that asks for a fresh proof (ADR 0017), and one that had ended by itself (ADR 0028).
What comes back is shown and never sent by itself.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.contrib.sessions.backends.base import SessionBase

from barnetsplan.access.request import ActorRequest
from barnetsplan.access.sessions import ENDS, TYPED_BY
from barnetsplan.vault.brief import open_brief, seal_briefly
from barnetsplan.vault.sealing import SealBroken

#: So long there is to prove who one is.
LASTS: Final = timedelta(minutes=30)
#: Fields that are kept nowhere, whatever stands before the last hyphen of their name: what proves who somebody is.
NEVER_KEPT: Final = frozenset({"csrfmiddlewaretoken", "password", "passkey", "code", "kod"})
_KEPT: Final = "kept"
#: A form that is longer than this is not kept; none of the house is.
_LONGEST: Final = 400_000


@dataclass(frozen=True, slots=True)
class Typist:
    """Who typed it, in which role, and how they had proved who they are."""

    person: str
    assignment: str
    kind: str
    level: int


@dataclass(frozen=True, slots=True)
class Kept:
    """What was posted, and where to; ``is_late`` when the session had ended before."""

    path: str
    fields: tuple[tuple[str, str], ...]
    is_late: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """What is in words, for whoever wants to read or to copy it; a choice is one code without a blank."""
        return tuple(value for _, value in self.fields if len(value.split()) > 1)


def keep(request: ActorRequest) -> None:
    """Keep what was posted in the session that goes on."""
    actor = request.actor
    kind = "" if actor.signed_in_by is None else actor.signed_in_by.value
    typist = Typist(str(actor.person_id), str(actor.assignment or ""), kind, actor.level)
    _seal(request, typist, is_late=False)


def keep_late(request: ActorRequest, ended: Mapping[str, Any]) -> None:
    """Keep what was posted after the end of a session, for whoever the session was of; of nobody, it is not kept."""
    whose = ended.get(TYPED_BY) or ended
    if "person" not in whose:
        return
    typist = Typist(whose["person"], whose.get("assignment", ""), whose["kind"], whose["level"])
    if not _seal(request, typist, is_late=True):
        return
    # By these the row is found, and ended with the sessions of the same person; nobody acts by them.
    request.session[TYPED_BY] = asdict(typist)
    request.session[ENDS] = (request.at + LASTS).isoformat()


def _seal(request: ActorRequest, typist: Typist, *, is_late: bool) -> bool:
    posted = ((name, value) for name, values in request.POST.lists() for value in values)
    fields = [(name, value) for name, value in posted if name.rpartition("-")[2] not in NEVER_KEPT]
    until = (request.at + LASTS).isoformat()
    # The whole address: a page may carry a choice in its query.
    said = {"path": request.get_full_path(), "fields": fields, "until": until, "is_late": is_late}
    plain = json.dumps({**said, **asdict(typist)})
    if len(plain) > _LONGEST:
        return False
    request.session[_KEPT] = seal_briefly(plain, bound_to=typist.person)
    return True


def is_waiting(session: SessionBase) -> bool:
    """Whether a session that nobody has signed in to keeps something for whoever typed it."""
    return TYPED_BY in session


def take_along(session: SessionBase, person: object) -> dict[str, Any]:
    """What goes into the next session of somebody who has just proved who they are; of another's words, nothing."""
    if not is_waiting(session) or _opened(session, person) is None:
        return {}
    return {name: session[name] for name in (_KEPT, TYPED_BY, ENDS)}


def hand_over(session: SessionBase, taken: Mapping[str, Any]) -> bool:
    """Put it into the session of whoever typed it, which acts by now; says whether there was anything."""
    if _KEPT in taken:
        session[_KEPT] = taken[_KEPT]
    return _KEPT in taken


def kept(request: ActorRequest) -> Kept | None:
    """What the reader had posted: of the same person, in the same role, proved in the same way and no weaker."""
    actor = request.actor
    if actor.person is None or actor.signed_in_by is None:
        return None
    found = _opened(request.session, actor.person)
    if found is None or datetime.fromisoformat(found["until"]) <= request.at:
        return None
    same = (found["assignment"], found["kind"]) == (str(actor.assignment or ""), actor.signed_in_by.value)
    if not same or found["level"] > actor.level:
        return None
    return Kept(found["path"], tuple((name, value) for name, value in found["fields"]), found["is_late"])


def _opened(session: SessionBase, person: object) -> dict[str, Any] | None:
    sealed = session.get(_KEPT)
    if sealed is None:
        return None
    try:
        found: dict[str, Any] = json.loads(open_brief(sealed, bound_to=str(person)))
    except SealBroken:
        return None
    return found


def forget(request: ActorRequest) -> None:
    """Keep it no longer: it has arrived, or it is not this reader's."""
    request.session.pop(_KEPT, None)
