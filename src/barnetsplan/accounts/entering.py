"""What follows when somebody has proved who they are: which sessions are possible, and the one that is chosen.

Every way of signing in writes down the proof (``signing.record_sign_in``) and then calls ``proceed``, which answers the
request: a session begins, or a page lets one choose, or says that there is none; or, where the session had asked for a
fresh proof, it goes on.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from barnetsplan.access import typed
from barnetsplan.access.request import ActorRequest
from barnetsplan.accounts import again, agents
from barnetsplan.accounts.models import Account, Assignment, SignIn
from barnetsplan.accounts.session import AGENT, PROVIDER_SESSION, begin_as_staff, capacity_of, sign_in_as_family
from barnetsplan.domain.vocabulary import FOR_A_UNIT, ActorKind, SignInKind
from barnetsplan.people.queries import live
from barnetsplan.policy.assurance import CAPACITIES, LEVEL_OF_STAFF
from barnetsplan.practice.load import current

#: So long a proven identity waits for its person to choose in which capacity to act.
_WAITS: Final = timedelta(minutes=5)
_PENDING: Final = "pending"
_ONWARD: Final = "onward"


@dataclass(frozen=True, slots=True)
class Opening:
    """One session that is possible; ``key`` is that of the assignment, or of the person who acts as themselves."""

    key: UUID
    capacity: ActorKind
    role: str = ""
    unit: str = ""


def openings(
    person: UUID, *, kind: SignInKind, at: datetime, units: Collection[UUID] | None = None
) -> tuple[Opening, ...]:
    """The sessions that a proof of this kind makes possible for a person now; with units, in those alone.

    *Source:* law.md IDN-02 (a citizen's proof never gives a professional's session), IDN-10 (one commission).
    """
    account = Account.objects.filter(person=person).first()
    if account is None:
        return ()
    found: list[Opening] = []
    if CAPACITIES[kind] & FOR_A_UNIT:
        rows = Assignment.objects.filter(live(at), person=person).select_related("unit").order_by("unit__name", "role")
        found = [
            Opening(row.pk, capacity_of(row), current().role(row.role).label, row.unit.name)
            for row in rows
            if capacity_of(row) in CAPACITIES[kind] and (units is None or row.unit_id in units)
        ]
    if ActorKind.FAMILY in CAPACITIES[kind] and units is None:
        found.append(Opening(person, ActorKind.FAMILY))
    return tuple(found)


def proceed(
    request: ActorRequest,
    sign_in: SignIn,
    *,
    units: Collection[UUID] | None = None,
    provider_session: bytes | None = None,
) -> HttpResponse:
    """Answer the request of somebody who has just proved who they are."""
    if again.is_asked(request.session):
        return again.take(request, sign_in)
    onward = str(request.session.get(_ONWARD, ""))
    found = openings(sign_in.person_id, kind=SignInKind(sign_in.kind), at=request.at, units=units)
    # Whatever else the anonymous session held is left behind: from here on it is somebody's.
    along = typed.take_along(request.session, sign_in.person_id)
    request.session.flush()
    request.session[AGENT] = agents.words(request.META.get("HTTP_USER_AGENT", ""))
    if provider_session is not None:
        request.session[PROVIDER_SESSION] = provider_session.hex()
    if not found:
        request.session.flush()
        return render(request, "accounts/no_opening.html", {"kind": sign_in.kind}, status=403)
    request.session[_ONWARD] = onward
    request.session.update(along)
    if len(found) == 1:
        return begin(request, found[0], sign_in)
    request.session[_PENDING] = {
        "sign_in": str(sign_in.pk),
        "units": None if units is None else [str(unit) for unit in units],
    }
    return redirect("sign_in_choose")


def pending(session: SessionBase, *, at: datetime) -> tuple[SignIn, tuple[Opening, ...]] | None:
    """The proof that waits for a choice, with what there is to choose; after five minutes it waits no longer."""
    waiting = session.get(_PENDING)
    if waiting is None:
        return None
    sign_in = SignIn.objects.filter(pk=waiting["sign_in"], at__gt=at - _WAITS).first()
    if sign_in is None:
        return None
    units = None if waiting["units"] is None else {UUID(unit) for unit in waiting["units"]}
    return sign_in, openings(sign_in.person_id, kind=SignInKind(sign_in.kind), at=at, units=units)


def begin(request: ActorRequest, opening: Opening, sign_in: SignIn) -> HttpResponse:
    """Begin the session, and lead to what one had typed, to where one was going, or to where such a session starts."""
    session, onward = request.session, str(request.session.get(_ONWARD, ""))
    along = typed.take_along(session, sign_in.person_id)
    if opening.capacity is ActorKind.FAMILY:
        account = Account.objects.get(person=opening.key)
        sign_in_as_family(session, account, sign_in=sign_in, at=request.at)
    else:
        begin_as_staff(session, Assignment.objects.get(pk=opening.key), sign_in=sign_in, at=request.at)
    if typed.hand_over(session, along):
        return redirect("prove_send")
    return redirect(onward or home_of(opening.capacity, sign_in))


def home_of(capacity: ActorKind, sign_in: SignIn) -> str:
    """The name of the page where a session starts."""
    if sign_in.kind == SignInKind.CODE:
        return "code_home"
    if capacity is ActorKind.FAMILY:
        return "family_home"
    if capacity is ActorKind.GUEST:
        return "guest_home"
    return "desk" if sign_in.level >= LEVEL_OF_STAFF else "notice"


def go_on_to(session: SessionBase, address: str) -> None:
    """Remember where somebody was going; an address of another host is forgotten."""
    if is_here(address):
        session[_ONWARD] = address


def is_here(address: str) -> bool:
    """Whether an address is one of this house, and not of signing in itself."""
    outside = not address.startswith("/") or address.startswith(reverse("sign_in"))
    return not outside and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
