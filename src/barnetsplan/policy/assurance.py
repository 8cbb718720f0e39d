"""What a way of proving who one is may be used for: before every rule of the table, and apart from it.

The table asks how somebody stands to a child; this asks how surely, and how lately, they have proved who they are.
"""

from collections.abc import Mapping
from typing import Final

from barnetsplan.domain.vocabulary import ActorKind, SignInKind

#: The capacities in which each way lets one act. A citizen's proof never makes a professional's session, even with the
#: same number (law.md IDN-02); the demonstration lets anybody be anybody.
CAPACITIES: Final[Mapping[SignInKind, frozenset[ActorKind]]] = {
    SignInKind.CITIZEN: frozenset({ActorKind.FAMILY}),
    SignInKind.EMPLOYEE: frozenset({ActorKind.STAFF}),
    SignInKind.LOCAL: frozenset({ActorKind.STAFF}),
    SignInKind.GUEST: frozenset({ActorKind.STAFF}),
    SignInKind.CODE: frozenset({ActorKind.FAMILY}),
    SignInKind.DEMO: frozenset({ActorKind.FAMILY, ActorKind.STAFF}),
}
#: The level of assurance that a professional needs for anything about a child (law.md IDN-20).
LEVEL_OF_STAFF: Final = 3
