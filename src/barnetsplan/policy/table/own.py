"""What is about the one who acts: their own sessions, and the code for a young person without an e-identification."""

from collections.abc import Mapping

from barnetsplan.domain.vocabulary import Relation
from barnetsplan.policy.acts import Act
from barnetsplan.policy.rules import Rule, family, guest, staff

ROWS: Mapping[Act, tuple[Rule, ...]] = {
    Act.SESSIONS_LIST: (
        staff("professional_lists_own_sessions", "law.md 4.4"),
        family("family_lists_own_sessions", "law.md 4.4"),
        guest("guest_lists_own_sessions", "law.md 4.4; ADR 0021"),
    ),
    Act.SESSION_END: (
        staff("professional_ends_own_session", "law.md 4.4"),
        family("family_ends_own_session", "law.md 4.4"),
        guest("guest_ends_own_session", "law.md 4.4; ADR 0021"),
    ),
    Act.CODE_GIVE: (staff("who_knows_the_child_gives_code", "law.md IDN-30", Relation.GIVES_CODES, Relation.INVOLVED),),
    Act.CODE_OPEN: (family("child_opens_by_code", "law.md IDN-30, IDN-32", Relation.SELF),),
    Act.CODE_WRITE: (family("child_writes_by_code", "law.md IDN-30; CRC art 12", Relation.SELF),),
}
