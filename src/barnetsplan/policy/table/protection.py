"""Protected persons: set at once by those who are near, kept by the security officers, opened by those listed."""

from collections.abc import Mapping

from barnetsplan.domain.vocabulary import Relation
from barnetsplan.policy.acts import Act
from barnetsplan.policy.rules import Rule, staff, standing

ROWS: Mapping[Act, tuple[Rule, ...]] = {
    Act.CHILD_PROTECT: (staff("involved_unit_protects", "law.md PROT-06; JO 3620-2008", Relation.INVOLVED),),
    Act.FAMILY_PROTECT: standing("protects", "law.md PROT-06"),
    Act.PROTECTED_LIST: (staff("officer_lists_protected", "law.md PROT-04", Relation.SECURITY_OFFICER),),
    Act.PROTECTED_KEEP: (staff("officer_keeps_list", "law.md PROT-03, PROT-06", Relation.SECURITY_OFFICER),),
    Act.PROTECTED_REASON: (staff("listed_gives_reason", "law.md PROT-03", Relation.LISTED),),
}
