"""What a way of proving who one is may be used for: before every rule of the table, and apart from it.

The table asks how somebody stands to a child; this asks how surely, and how lately, they have proved who they are.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.vocabulary import ActorKind, SignInKind
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.signing_in import SigningIn

#: The capacities in which each way lets one act. A citizen's proof never makes a professional's session, even with the
#: same number (law.md IDN-02); the demonstration lets anybody be anybody.
CAPACITIES: Final[Mapping[SignInKind, frozenset[ActorKind]]] = {
    SignInKind.CITIZEN: frozenset({ActorKind.FAMILY, ActorKind.GUEST}),
    SignInKind.EMPLOYEE: frozenset({ActorKind.STAFF}),
    SignInKind.LOCAL: frozenset({ActorKind.STAFF}),
    SignInKind.GUEST: frozenset({ActorKind.GUEST}),
    SignInKind.CODE: frozenset({ActorKind.FAMILY}),
    SignInKind.DEMO: frozenset({ActorKind.FAMILY, ActorKind.STAFF, ActorKind.GUEST}),
}
#: The level of assurance that a professional needs for anything about a child (law.md IDN-20).
LEVEL_OF_STAFF: Final = 3
#: The level that family and guests need too: what stands here is secret also from the one who has borrowed a telephone.
_LEVEL_OF_ALL: Final = LEVEL_OF_STAFF
_NOTICING_LEVEL: Final = 2

#: One's own sessions and ways of signing in, which tell nothing of a child.
OWN: Final = frozenset({Act.SESSIONS_LIST, Act.SESSION_END, Act.PROOFS_OPEN, Act.PROOFS_CHANGE})
#: What may be done at the second level, where the partners have agreed to it (law.md IDN-20): to write what one
#: notices. Reading it again takes the third.
NOTICING: Final = OWN | {Act.CONCERN_WRITE, Act.DRAFT_SAVE}
#: What a young person may do who has come by a code: where the risk is low should somebody else hold the telephone.
#: *Source:* law.md IDN-30, IDN-32, A9.
BY_CODE: Final = frozenset({Act.CODE_OPEN, Act.CODE_WRITE})

#: Opening these asks for a fresh proof: what leaves the house, and what opens a child in another way than by standing.
FRESH_TO_OPEN: Final = frozenset(
    {
        Act.CONSENT_PRINT,
        Act.FAMILY_PLAN_SAVE,
        Act.FAMILY_WORDS_SAVE,
        Act.MEETING_SAVE,
        Act.MEETING_SAVE_AS_FAMILY,
        Act.PLAN_SAVE,
        Act.RECEIPT_SAVE,
        Act.PROTECTED_LIST,
        Act.PROTECTED_KEEP,
        Act.PROOFS_CHANGE,
        Act.LOCAL_INVITE,
    },
)
#: Writing these asks for one: what lets somebody else read, and what changes who decides (law.md 4.4).
FRESH_TO_WRITE: Final = FRESH_TO_OPEN | {
    Act.CONSENT_ANSWER,
    Act.CONSENT_CHANGE,
    Act.PLAN_SEND,
    Act.CHILD_PROTECT,
    Act.PROTECTED_REASON,
    Act.EMERGENCY_BEGIN,
    Act.CUSTODY_RESTRICT,
    Act.GUARDIAN_PROPOSE,
    Act.GUARDIAN_CONFIRM,
    Act.BIRTH_PROPOSE,
    Act.MATURITY_DECIDE,
    Act.OVERRIDE_RECORD,
    Act.LOCAL_END,
    Act.GUEST_INVITE,
}


def lacks(act: Act, actor: Actor, *, at: datetime, writing: bool, agreed: SigningIn) -> Refused | None:
    """What the actor's proof lacks for the act; nothing when it is enough, or when nobody is signed in.

    It hangs on the actor and the act alone, so a refusal tells nothing of what there is.

    *Source:* law.md 4.4 (step-up), IDN-20 (levels), IDN-30 (code).
    """
    if actor.kind is ActorKind.NOBODY:
        return None
    if not _is_strong_enough(act, actor, agreed):
        return Refused(Reason.LEVEL_TOO_LOW)
    if act in (FRESH_TO_WRITE if writing else FRESH_TO_OPEN) and not _is_fresh(actor, at, agreed):
        return Refused(Reason.PROVE_AGAIN)
    return None


def is_of_code(actor: Actor) -> bool:
    """Whether somebody has come by a code alone."""
    return actor.signed_in_by is SignInKind.CODE


def may_read(actor: Actor) -> bool:
    """Whether the actor's proof is enough to read about a child."""
    return actor.level >= _LEVEL_OF_ALL


def _is_strong_enough(act: Act, actor: Actor, agreed: SigningIn) -> bool:
    if is_of_code(actor):
        return act in BY_CODE
    if may_read(actor):
        return True
    noticing = actor.kind is ActorKind.STAFF and actor.level >= _NOTICING_LEVEL and agreed.notice_at_level_2
    return act in (NOTICING if noticing else OWN)


def _is_fresh(actor: Actor, at: datetime, agreed: SigningIn) -> bool:
    return actor.proved_at is not None and at - actor.proved_at <= agreed.how_fresh
