"""The county's list of help: what fits, and what is wrong with a file."""

from pathlib import Path

import pytest
from django.conf import settings

from barnetsplan.library.help import help_in
from barnetsplan.practice.load import WrongPractice

FILE = """
reviewed_on = "2026-10-12"

[[municipalities]]
code = "0761"
name = "Lessebo"

[[offers]]
name = "Öppna förskolan"
what = "Lek."
for_whom = "Små barn."
reach = "Kom."
areas = ["utveckling"]
from_age = 0
to_age = 5
needs_application = false

[[offers]]
name = "Logoped"
what = "Träning."
for_whom = "Barn."
reach = "Remiss."
areas = ["utveckling", "halsa"]
from_age = 2
to_age = 9
needs_application = true
municipalities = ["0761"]
"""


def _file(folder: Path, text: str) -> Path:
    path = folder / "help.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_needs_no_application_stands_first_and_what_is_not_chosen_leaves_nothing_out(tmp_path: Path) -> None:
    found = help_in(_file(tmp_path, FILE))

    assert [offer.name for offer in found.offered()] == ["Öppna förskolan", "Logoped"]


@pytest.mark.parametrize(
    ("chosen", "names"),
    [
        ({"municipality": "0760"}, ["Öppna förskolan"]),
        ({"municipality": "0761"}, ["Öppna förskolan", "Logoped"]),
        ({"area": "halsa"}, ["Logoped"]),
        ({"age": 1}, ["Öppna förskolan"]),
        ({"age": 5}, ["Öppna förskolan", "Logoped"]),
        ({"age": 10}, []),
        ({"area": "halsa", "age": 1}, []),
    ],
)
def test_help_is_found_by_where_about_what_and_at_which_age(
    tmp_path: Path, chosen: dict[str, object], names: list[str]
) -> None:
    found = help_in(_file(tmp_path, FILE))

    assert [offer.name for offer in found.offered(**chosen)] == names  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("right", "wrong", "line", "field"),
    [
        ('areas = ["utveckling"]', 'areas = ["idrott"]', 13, "offers.areas"),
        ('municipalities = ["0761"]', 'municipalities = ["0199"]', 27, "offers.municipalities"),
        ("to_age = 9", "to_age = 1", 25, "offers.to_age"),
        ("to_age = 5", "to_age = 19", 15, "offers.to_age"),
        ('reach = "Kom."\n', "", 8, "offers.reach"),
    ],
)
def test_a_wrong_file_is_told_by_line_and_field(tmp_path: Path, right: str, wrong: str, line: int, field: str) -> None:
    with pytest.raises(WrongPractice) as fault:
        help_in(_file(tmp_path, FILE.replace(right, wrong, 1)))

    assert (fault.value.line, fault.value.field) == (line, field)


def test_the_demonstrations_list_has_something_for_every_area_at_every_age_everywhere() -> None:
    found = help_in(Path(settings.HELP_FILE))

    for municipality in found.municipalities:
        for age in range(19):
            assert found.offered(municipality=municipality.code, age=age)
    assert {area for offer in found.offers for area in offer.areas} == {
        "trygghet",
        "halsa",
        "utveckling",
        "larande",
        "omsorg",
        "hemmet",
        "relationer",
    }
