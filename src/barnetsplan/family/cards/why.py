"""Why somebody could read, in plain words: the rule that let them, told by how they stood (PDL 8:5; LAW-05)."""

from collections.abc import Mapping
from functools import cache

from django.utils.translation import gettext_lazy as _

from barnetsplan.domain.vocabulary import Relation
from barnetsplan.policy.matrix import rows


@cache
def _relations() -> Mapping[str, frozenset[str]]:
    """The rules of the table, and how one has to stand for each."""
    return {row.rule: frozenset(row.relations) for row in rows()}


_WORDS = (
    (Relation.BBA, _("De är Barnens bästa-ansvariga för barnet.")),
    (Relation.COORDINATES, _("De håller ihop planen.")),
    (Relation.IN_CIRCLE, _("De är med kring planen, efter familjens ja.")),
    (Relation.RESPONSIBLE, _("De ansvarar för något i planen.")),
    (Relation.ASKED, _("De har fått en fråga eller en kallelse.")),
    (Relation.OWNS, _("De har skrivit det själva.")),
    (Relation.REGISTRAR, _("De sköter registret där det togs emot.")),
    (Relation.READS, _("Det har lämnats till dem.")),
    (Relation.GUARDIAN, _("Vårdnadshavare får läsa.")),
    (Relation.CARRIES, _("Den som väntar barnet får läsa.")),
    (Relation.SELF, _("Det handlar om den som läste.")),
    (Relation.INVOLVED, _("De arbetar kring barnet.")),
)


def why(rule: str) -> str:
    """The reason that a rule gives, the closest relation first; nothing for a rule that is no longer in the table."""
    stands = _relations().get(rule, frozenset())
    return next((str(words) for relation, words in _WORDS if relation.value in stands), "")
