"""How a row of the matrix is written."""

from collections.abc import Iterator

from tests.architecture.company import CAST, GROUPS
from tests.architecture.visits import Key, Row


def at(stage: str, key: str | Key | None, *lines: str, own_space: bool = False) -> Iterator[Row]:
    """The rows of one thing at one stage: a name, then each status and who gets it, when it is not 404."""
    for line in lines:
        name, *rest = line.split()
        statuses = {
            who: int(status)
            for status, people in zip(rest[::2], rest[1::2], strict=True)
            for each in people.split(",")
            for who in GROUPS.get(each, (each,))
        }
        if not statuses.keys() <= CAST.keys():
            raise ValueError(f"{stage} {name}: {statuses.keys() - CAST.keys()} is not in the cast.")
        method = "post" if name.endswith("!") else "get"
        yield Row(stage, name.removesuffix("!"), key, statuses, method, own_space=own_space)
