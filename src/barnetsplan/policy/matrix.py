"""The table in rows, for those who want to read it whole: ``docs/access-matrix.md`` is made from these."""

from collections.abc import Iterator
from dataclasses import dataclass

from barnetsplan.policy.acts import Act
from barnetsplan.policy.table import TABLE


@dataclass(frozen=True, slots=True)
class Row:
    """One rule of one act; ``relations`` must all hold, and empty ``states`` mean any state."""

    act: Act
    rule: str
    who: str
    relations: tuple[str, ...]
    states: tuple[str, ...]
    source: str


def rows() -> Iterator[Row]:
    """Every rule of every act, in the order of ``Act``; an act without a row is no one's."""
    for act in Act:
        for rule in TABLE.get(act, ()):
            yield Row(
                act=act,
                rule=rule.code,
                who=rule.kind.value,
                relations=tuple(sorted(relation.value for relation in rule.needs)),
                states=tuple(sorted(rule.states)),
                source=rule.source,
            )
