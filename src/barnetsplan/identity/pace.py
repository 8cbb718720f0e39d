"""How many sign-ins may begin in a minute from one address, by browsers that were never here (law.md 4.1, ASVS 6.3.1).

Each such beginning costs a row and a signature, so somebody could fill the table with them. Counted in the memory of
each process, for the minute, and written down nowhere. A browser that has begun before is never counted: whoever shares
an address with a stranger is at most a minute late, and nobody's account is a part of it.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Final

#: More than a whole municipality behind one address has in the minute when work begins.
MOST: Final = 300


@dataclass(slots=True)
class _Minute:
    """The minute that is counted, and how often each address has begun in it."""

    number: int = 0
    begun: Counter[str] = field(default_factory=Counter)
    lock: Lock = field(default_factory=Lock)


_NOW: Final = _Minute()


def may_begin(net: str, *, at: datetime) -> bool:
    """Count one that begins, and say whether it is not one too many."""
    number = int(at.timestamp()) // 60
    with _NOW.lock:
        if number != _NOW.number:
            _NOW.number, _NOW.begun = number, Counter()
        _NOW.begun[net] += 1
        return _NOW.begun[net] <= MOST


def forget() -> None:
    """Have counted nobody."""
    with _NOW.lock:
        _NOW.begun = Counter()
