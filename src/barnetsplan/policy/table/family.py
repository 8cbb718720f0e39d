"""The family's rooms: whoever has standing opens them; what stands there is what is released to that very person."""

from collections.abc import Mapping

from barnetsplan.domain.vocabulary import Relation
from barnetsplan.policy.acts import Act
from barnetsplan.policy.rules import Rule, family, standing

ROWS: Mapping[Act, tuple[Rule, ...]] = {
    Act.HOME_OPEN: (family("family_opens_own_home", "interface.md, Pages: Family"),),
    Act.FAMILY_PLAN_OPEN: standing("opens_plan", "model.md 5.1; OSL 12:1, 12:3"),
    Act.FAMILY_PLAN_SAVE: standing("saves_plan", "model.md 5.1; OSL 12:1, 12:3"),
    Act.FAMILY_WORDS_SAVE: standing("saves_words", "model.md 5.3; OSL 12:1, 12:3"),
    Act.FAMILY_WORDS_WRITE: standing("writes_words", "model.md 5.3; CRC art 12"),
    Act.WORDS_READERS_CHOOSE: standing("chooses_readers_of_words", "architecture.md rule 12; OSL 10:1", Relation.OWNS),
    Act.FAMILY_ACCESS_OPEN: standing("sees_who_may_read", "law.md LAW-05"),
    Act.FAMILY_LOG_OPEN: standing("sees_who_has_read", "PDL 8:5; law.md PDL-04"),
    Act.FAMILY_CONTACTS_OPEN: standing("sees_contacts", "model.md 5.2"),
}
