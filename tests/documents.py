"""The documents that are made from the tests: ``python -m tests.documents`` writes them.

``docs/law-coverage.md`` from the ids in the names of the tests, ``docs/access-by-person.md`` from the matrix, and
``docs/mutation-survivors.md`` from ``proof/survivors.toml``.
"""

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from tests.proof import mutation

PROJECT = Path(__file__).parents[1]
_NOTE = "<!-- Made by `python -m tests.documents` from the tests. Change those, then run it again. -->"
_ABOUT_LAW = (
    "{all} requirements; {proven} are proven by {tests} tests that carry the id in their name; what is left stands "
    "beside each, with its reason. The ids are those of *law.md*, which is not part of this repository; the laws "
    "themselves are named in the code, beside each rule."
)
_ABOUT_PERSONS = (
    "{people} people ask every address of the house at each stage of Noel's story where the answer differs, in every "
    "build. Whoever is not named in a line gets the page that says that nothing is there, the same as for an address "
    "that does not exist; whoever is not signed in is led to the sign-in. Which rule lets them in stands in "
    "[the matrix of acts](access-matrix.md)."
)
_TEST = re.compile(r"^ *(?:async )?def (test_\w+)", re.MULTILINE)
_ID = re.compile(r"(?<=_)(law|con|fam|crc|oro|sip|srch|prot|idn)_(\d\d)(?=_|$)")


@dataclass(frozen=True, slots=True)
class Requirement:
    """One id: what the law asks in a line, and what is left of it, with the reason."""

    id: str
    text: str
    left: str = ""


@dataclass(frozen=True, slots=True)
class Test:
    """A test that carries ids in its name."""

    name: str
    path: str
    ids: frozenset[str]


@cache
def requirements() -> Mapping[str, tuple[Requirement, ...]]:
    """The requirements by the title of their section."""
    read = tomllib.loads((PROJECT / "tests/architecture/law.toml").read_text(encoding="utf-8"))
    return {
        section["title"]: tuple(Requirement(key, **each) for key, each in section.items() if key != "title")
        for section in read.values()
    }


@cache
def named_by_law() -> tuple[Test, ...]:
    """Every test of the house whose name carries an id of the law, by file and place."""
    return tuple(_named_by_law())


def _named_by_law() -> Iterator[Test]:
    for path in sorted([*PROJECT.glob("src/**/test_*.py"), *PROJECT.glob("tests/**/test_*.py")]):
        for name in _TEST.findall(path.read_text(encoding="utf-8")):
            ids = frozenset(f"{law.upper()}-{number}" for law, number in _ID.findall(name))
            if ids:
                yield Test(name, path.relative_to(PROJECT).as_posix(), ids)


def law_coverage() -> str:
    """Each id with the tests that prove it, and what is left with its reason."""
    everything = [each for section in requirements().values() for each in section]
    proven = [each for each in everything if _of(each)]
    parts = [
        "# What the law asks, and what proves it",
        _NOTE,
        _ABOUT_LAW.format(all=len(everything), proven=len(proven), tests=len(named_by_law())),
    ]
    for title, section in requirements().items():
        parts.append(f"## {title}")
        parts += [_requirement(each) for each in section]
    return "\n\n".join(parts) + "\n"


def _of(requirement: Requirement) -> list[Test]:
    return [test for test in named_by_law() if requirement.id in test.ids]


def _requirement(requirement: Requirement) -> str:
    lines = [f"### {requirement.id}", "", requirement.text]
    if tests := _of(requirement):
        lines.append("")
        for path, of_file in groupby(tests, lambda test: test.path):
            names = ", ".join(f"`{test.name}`" for test in of_file)
            lines.append(f"- [{_short(path)}](../{path}): {names}")
    if requirement.left:
        lines += ["", f"**Left:** {requirement.left}"]
    return "\n".join(lines)


def _short(path: str) -> str:
    return path.removeprefix("src/barnetsplan/").removesuffix(".py").replace("/tests/", "/")


def access_by_person() -> str:
    """Every address at every stage, and who of the cast gets what; who is not named gets nothing."""
    # Read here: the matrix needs Django, and the coverage of the law does not.
    from tests.architecture.company import CAST, GROUPS  # noqa: PLC0415
    from tests.architecture.matrix import ROWS  # noqa: PLC0415

    parts = [
        "# Who gets which page",
        _NOTE,
        _ABOUT_PERSONS.format(people=len(CAST)),
        "## Who is who",
        _table(("Name here", "Who"), [(f"`{who}`", words) for who, words in CAST.items()]),
        _table(
            ("Group", "Who"),
            [(f"*{group}*", ", ".join(f"`{who}`" for who in people)) for group, people in GROUPS.items()],
        ),
    ]
    for stage, of_stage in groupby(ROWS, lambda row: row.stage):
        lines = [
            (
                f"`{row.name}`" + (" (form)" if row.method == "post" else ""),
                _thing(row.key),
                *(_who(row.statuses, status, GROUPS) for status in (200, 302, 403)),
            )
            for row in of_stage
        ]
        parts += [
            f"## {stage.replace('_', ' ').capitalize()}",
            _table(("Address", "Of which thing", "Gets it", "Is led on", "Is told why not"), lines),
        ]
    return "\n\n".join(parts) + "\n"


def _thing(key: object) -> str:
    if key is None:
        return ""
    name = key if isinstance(key, str) else getattr(key, "__name__", "")
    return name.removesuffix(".pk").replace("_", " ").strip()


def _who(statuses: Mapping[str, int], status: int, groups: Mapping[str, tuple[str, ...]]) -> str:
    people = {who for who, gets in statuses.items() if gets == status}
    words = []
    for group, members in sorted(groups.items(), key=lambda each: -len(each[1])):
        if len(members) > 1 and people.issuperset(members):
            words.append(f"*{group}*")
            people -= set(members)
    return ", ".join([*words, *(f"`{who}`" for who in statuses if who in people)])


def _table(head: tuple[str, ...], lines: list[tuple[str, ...]]) -> str:
    ruled = ("---",) * len(head)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ruled, *lines))


def documents() -> Mapping[str, str]:
    """Each document by the name of its file in ``docs/``."""
    return {
        "law-coverage.md": law_coverage(),
        "access-by-person.md": access_by_person(),
        "mutation-survivors.md": mutation.document(mutation.known_survivors()),
    }


def main() -> None:
    """Write them."""
    import django  # noqa: PLC0415  only the command sets it up; under pytest it is

    django.setup()
    for name, text in documents().items():
        (PROJECT / "docs" / name).write_text(text, encoding="utf-8")
        sys.stdout.write(f"Wrote {name}.\n")


if __name__ == "__main__":
    main()
