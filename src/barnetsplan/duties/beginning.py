"""Beginning something that is about no thing yet: the change and its event together, or a refusal that is recorded."""

from collections.abc import Callable
from typing import Protocol, TypeVar
from uuid import UUID

from django.db import transaction

from barnetsplan.access import gate
from barnetsplan.access.request import ActorRequest
from barnetsplan.domain.decisions import Reason, Refused, Taken
from barnetsplan.policy.acts import Act


class OfChild(Protocol):
    """What is begun here is about one child."""

    @property
    def pk(self) -> UUID:
        """Its id."""

    @property
    def child_id(self) -> UUID:
        """Whose it is."""


T = TypeVar("T", bound=OfChild)


def begin(request: ActorRequest, act: Act, do: Callable[[], T | Refused]) -> T | Refused:
    """Do it, and record what was begun about which child; what is refused is rolled back and recorded as refused."""
    try:
        with transaction.atomic():
            made = do()
            if isinstance(made, Refused):
                transaction.set_rollback(True)
            else:
                gate.record_write(request, act, child=made.child_id, thing=made.pk)
    except Taken:
        made = Refused(Reason.ID_TAKEN)
    if isinstance(made, Refused):
        gate.record_refusal(request, act, made)
    return made
