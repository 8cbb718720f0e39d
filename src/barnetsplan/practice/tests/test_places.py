"""Where in a TOML text something stands."""

import pytest

from barnetsplan.practice.places import Path, line_of

TEXT = '''\
version = "1" # a comment
[limits]
"quoted" = 5

[[areas]]
key = "a"
prompts = [
    "one",
    "two = 2",
]

[[areas]]
key = "b"
text = """
key = "not a key"
[not.a.table]
"""
label = "B"

[consent]
language = "sv"

[[consent.texts]]
purpose = "tell"

[[consent.texts]]
purpose = "talk"

[[areas.notes]]
key = "of the second area"
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("version",), 1),
        (("limits",), 2),
        (("limits", "quoted"), 3),
        (("areas",), 5),
        (("areas", 0), 5),
        (("areas", 0, "key"), 6),
        (("areas", 0, "prompts", 1), 7),
        (("areas", 1), 12),
        (("areas", 1, "key"), 13),
        (("areas", 1, "label"), 18),
        (("consent", "language"), 21),
        (("consent", "texts", 0, "purpose"), 24),
        (("consent", "texts", 1, "purpose"), 27),
        (("areas", 1, "notes", 0, "key"), 30),
    ],
)
def test_a_table_or_key_is_found_on_its_line(path: Path, line: int) -> None:
    assert line_of(TEXT, path) == line


@pytest.mark.parametrize(
    ("path", "line"),
    [(("areas", 1, "missing"), 12), (("areas", 7, "key"), 5), (("missing",), 1), ((), 1)],
)
def test_what_is_not_there_is_answered_with_the_table_around(path: Path, line: int) -> None:
    assert line_of(TEXT, path) == line
