"""Local accounts: one's own ways of signing in, and those of colleagues for whoever answers for them."""

from collections.abc import Mapping

from barnetsplan.domain.vocabulary import Relation
from barnetsplan.policy.acts import Act
from barnetsplan.policy.rules import Rule, staff

_MANAGES = Relation.MANAGES_ACCOUNTS

ROWS: Mapping[Act, tuple[Rule, ...]] = {
    Act.PROOFS_OPEN: (staff("professional_opens_own_proofs", "law.md 4.1: ASVS 6.4, 7.5"),),
    Act.PROOFS_CHANGE: (staff("professional_changes_own_proofs", "law.md 4.1: ASVS 6.4, 7.5"),),
    # Of the own organisation, and never oneself: a reset is another person's act.
    Act.LOCAL_LIST: (staff("manager_lists_accounts", "interface.md: Administrator; ADR 0020", _MANAGES),),
    Act.LOCAL_INVITE: (staff("manager_invites_colleague", "law.md IDN-20, ASVS 6.4.4", _MANAGES, Relation.ASKED),),
    Act.LOCAL_END: (staff("manager_ends_account", "law.md IDN-23", _MANAGES, Relation.ASKED),),
}
