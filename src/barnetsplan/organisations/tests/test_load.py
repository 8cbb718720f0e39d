"""A county's file is loaded as often as one likes, and a wrong row is named before anything is stored."""

from collections.abc import Callable
from pathlib import Path

import pytest

from barnetsplan.organisations.actions import load_county
from barnetsplan.organisations.load import WrongCounty, read_county
from barnetsplan.organisations.models import LocalFunction, Organisation, Party, ReportingPoint, SecrecyDomain, Unit

SMALL = """
[[organisations]]
key = "lessebo"
name = "Lessebo kommun"
kind = "municipality"
municipality_code = "0761"

[[domains]]
key = "lessebo_preschool"
organisation = "lessebo"
name = "Barn- och utbildningsnämnden, förskola"
section = "23:1"
strength = "strong"
regime = "osl"

[[units]]
key = "gullvivan"
name = "Förskolan Gullvivan"
short_name = "förskolan"
sector = "preschool"
domain = "lessebo_preschool"
municipality_code = "0761"
locality = "Hovmantorp"
phone = "0478-000 10"

[[units]]
key = "smultrontuvan"
name = "Förskolan Smultrontuvan"
short_name = "förskolan"
sector = "preschool"
domain = "lessebo_preschool"
municipality_code = "0761"
locality = "Kosta"
phone = "0478-000 11"

[[reporting_points]]
municipality_code = "0761"
municipality = "Lessebo"
office_phone = "0478-000 01"
office_hours = "måndag till fredag 8–16"
out_of_hours_phone = "0478-000 02"
address = "Påhittade vägen 1"
invented = true

[[local_functions]]
key = "lessebo_kaa"
municipality_code = "0761"
name = "Kommunala aktivitetsansvaret"
about = "Tar kontakt med unga under 20 år."
source = "model.md 10"
"""
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(old: str = "", new: str = "") -> Path:
        assert old in SMALL
        file = tmp_path / "county.toml"
        file.write_text(SMALL.replace(old, new, 1) if old else SMALL, encoding="utf-8")
        return file

    return write


@pytest.mark.django_db
def test_a_file_becomes_organisations_domains_and_units(write: Write) -> None:
    loaded = load_county(write())

    unit = Unit.objects.select_related("domain__organisation").get(code="gullvivan")
    assert (loaded.organisations, loaded.domains, loaded.units) == (1, 1, 2)
    assert (unit.name, unit.domain.section, unit.domain.organisation.name) == (
        "Förskolan Gullvivan",
        "23:1",
        "Lessebo kommun",
    )
    assert ReportingPoint.objects.get().office_phone == "0478-000 01"
    assert LocalFunction.objects.get().code == "lessebo_kaa"


@pytest.mark.django_db
def test_loading_again_changes_what_is_new_and_keeps_every_id(write: Write) -> None:
    load_county(write())
    before = dict(Unit.objects.values_list("code", "pk"))

    load_county(write('phone = "0478-000 10"', 'phone = "0478-000 99"'))

    assert dict(Unit.objects.values_list("code", "pk")) == before
    assert Unit.objects.get(code="gullvivan").phone == "0478-000 99"
    assert [model.objects.count() for model in (Organisation, SecrecyDomain, Unit, Party, ReportingPoint)] == [
        1,
        1,
        2,
        2,
        1,
    ]


@pytest.mark.django_db
def test_a_unit_that_the_file_names_no_longer_is_left_as_it_is(write: Write) -> None:
    load_county(write())

    load_county(write('[[units]]\nkey = "smultrontuvan"', '[[units]]\nkey = "blaklockan"'))

    assert set(Unit.objects.values_list("code", flat=True)) == {"gullvivan", "smultrontuvan", "blaklockan"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'domain = "lessebo_preschool"\nmun',
            'domain = "lesebo"\nmun',
            "units «gullvivan», domain: There is no domain «lesebo»",
        ),
        (
            'sector = "preschool"',
            'sector = "dagis"',
            "units «gullvivan», sector: The practice model has no sector «dagis»",
        ),
        (
            'organisation = "lessebo"',
            'organisation = "x"',
            "domains «lessebo_preschool», organisation: There is no organisation «x»",
        ),
        (
            'strength = "strong"',
            'strength = "hard"',
            "domains «lessebo_preschool», strength: Here should be one of: strong, weak",
        ),
        ('key = "smultrontuvan"', 'key = "gullvivan"', "units «gullvivan», key: «gullvivan» stands here twice"),
        ('key = "smultrontuvan"', 'key = "Smultron"', "may only have a-z, 0-9 and _"),
        ('name = "Förskolan Smultrontuvan"\n', "", "units «smultrontuvan», name: «name» is missing"),
        ('locality = "Kosta"', 'loclity = "Kosta"', "units «smultrontuvan», loclity: «loclity» is not known here"),
        (
            'municipality_code = "0761"\nlocality = "Kosta"',
            'municipality_code = "761"\nlocality = "Kosta"',
            "four digits, not «761»",
        ),
        ("invented = true", "invented = 1", "reporting_points «0761», invented: Here should be true or false"),
        ("[[units]]", "[[units", "cannot be read as TOML"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_stored(write: Write, old: str, new: str, said: str) -> None:
    file = write(old, new)

    with pytest.raises(WrongCounty, match=r"^county\.toml") as raised:
        load_county(file)

    assert said in str(raised.value)
    assert not Organisation.objects.exists()


def test_the_line_of_a_wrong_row_is_told(write: Write) -> None:
    file = write('locality = "Kosta"', "locality = 7")

    line = SMALL.splitlines().index('locality = "Kosta"') + 1

    with pytest.raises(WrongCounty, match=rf"line {line}, units"):
        read_county(file)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(WrongCounty, match=r"gone\.toml"):
        read_county(tmp_path / "gone.toml")
