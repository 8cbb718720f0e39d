"""Stances of the golden matrix that have a place of their own: (name, relations, acts beyond those of everybody)."""

from typing import Final

from barnetsplan.domain.vocabulary import Relation
from barnetsplan.policy.acts import Act

_R = Relation
#: Whoever answers for an organisation's local accounts; the same relations open nothing about any child.
ACCOUNTS: Final = (
    ("an account manager", frozenset({_R.MANAGES_ACCOUNTS}), frozenset({Act.LOCAL_LIST})),
    (
        "an account manager of the organisation",
        frozenset({_R.MANAGES_ACCOUNTS, _R.ASKED}),
        frozenset({Act.LOCAL_LIST, Act.LOCAL_INVITE, Act.LOCAL_END, Act.NOTICE_DONE}),
    ),
)
