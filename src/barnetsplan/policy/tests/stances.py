"""Stances of the golden matrix that have a place of their own: (name, relations, acts beyond those of everybody)."""

from typing import Final

from barnetsplan.domain.vocabulary import Relation
from barnetsplan.policy.acts import Act

_R = Relation
Stances = tuple[tuple[str, frozenset[Relation], frozenset[Act]], ...]
#: Whoever answers for an organisation's local accounts; the same relations open nothing about any child.
ACCOUNTS: Final[Stances] = (
    ("an account manager", frozenset({_R.MANAGES_ACCOUNTS}), frozenset({Act.LOCAL_LIST})),
    (
        "an account manager of the organisation",
        frozenset({_R.MANAGES_ACCOUNTS, _R.ASKED}),
        frozenset({Act.LOCAL_LIST, Act.LOCAL_INVITE, Act.LOCAL_END, Act.NOTICE_DONE}),
    ),
)
_A_GUEST = frozenset({Act.PROMISE_GIVE})
#: A guest acts for a unit outside the system; whatever else is true of it, these four are all there is (ADR 0021).
GUESTS: Final[Stances] = (
    ("a guest of somebody else", frozenset(), frozenset()),
    ("a guest around the child", frozenset({_R.INVOLVED}), _A_GUEST),
    ("a guest who is asked", frozenset({_R.INVOLVED, _R.ASKED}), _A_GUEST | {Act.QUESTION_ANSWER}),
    ("a guest who is asked, and around the child no longer", frozenset({_R.ASKED}), frozenset()),
    ("a guest in the circle", frozenset({_R.INVOLVED, _R.IN_CIRCLE}), _A_GUEST | {Act.PLAN_OPEN}),
    ("a guest in the circle, and around the child no longer", frozenset({_R.IN_CIRCLE}), frozenset()),
    (
        "a guest with an action",
        frozenset({_R.INVOLVED, _R.IN_CIRCLE, _R.RESPONSIBLE}),
        _A_GUEST | {Act.PLAN_OPEN, Act.ACTION_REPORT},
    ),
    ("a guest with an action, and around the child no longer", frozenset({_R.RESPONSIBLE}), frozenset()),
    (
        "a guest with every relation that there is",
        frozenset(_R),
        _A_GUEST | {Act.QUESTION_ANSWER, Act.PLAN_OPEN, Act.ACTION_REPORT},
    ),
)
