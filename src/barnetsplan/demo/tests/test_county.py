"""The demonstration county's file holds together before anything is loaded from it."""

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from barnetsplan.domain.vocabulary import Regime, Strength
from barnetsplan.practice.load import current

COUNTY: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parents[1] / "county.toml").read_text(encoding="utf-8")
)
MUNICIPALITIES = {
    "0760": "Uppvidinge",
    "0761": "Lessebo",
    "0763": "Tingsryd",
    "0764": "Alvesta",
    "0765": "Älmhult",
    "0767": "Markaryd",
    "0780": "Växjö",
    "0781": "Ljungby",
}
KEYS = {
    "organisations": {"key", "name", "kind"},
    "domains": {"key", "organisation", "name", "section", "strength", "regime"},
    "units": {"key", "name", "short_name", "sector", "domain", "municipality_code", "locality", "phone"},
    "reporting_points": {
        "municipality_code",
        "municipality",
        "office_phone",
        "office_hours",
        "out_of_hours_phone",
        "address",
        "invented",
    },
    "local_functions": {"key", "municipality_code", "name", "about", "source"},
}
#: Which sector may lie under which section (law.md 1.1; OSL unless the regime says otherwise).
SECTIONS = {
    "preschool": {"23:1", "skollagen 29:14"},
    "school": {"23:2", "skollagen 29:14"},
    "student_health": {"23:2"},
    "student_health_medical": {"25:1"},
    "kaa": {"23:2"},
    "social_services": {"26:1"},
    "maternity": {"25:1"},
    "child_health": {"25:1"},
    "child_psychiatry": {"25:1"},
    "habilitation": {"25:1"},
    "youth_clinic": {"25:1"},
    "police": {"35:1"},
    "association": {"avtal"},
    "oversight": {"21:1", "23:2", "25:1"},
}
DOMAINS = {domain["key"]: domain for domain in COUNTY["domains"]}


@pytest.mark.parametrize("table", KEYS)
def test_every_row_has_its_fields_and_no_others(table: str) -> None:
    allowed = KEYS[table] | ({"municipality_code"} if table == "organisations" else set())

    for row in COUNTY[table]:
        if row.get("placeless"):
            assert not {"locality", "municipality_code"} & set(row), row
            continue
        assert KEYS[table] <= set(row) <= allowed, row
        assert all(value not in ("", None) for value in row.values()), row


@pytest.mark.parametrize("table", ["organisations", "domains", "units", "local_functions"])
def test_a_key_stands_once(table: str) -> None:
    keys = Counter(row["key"] for row in COUNTY[table])

    assert [key for key, times in keys.items() if times > 1] == []
    assert all(re.fullmatch(r"[a-z0-9_]+", key) for key in keys)


def test_unit_names_and_telephone_numbers_stand_once() -> None:
    numbers = [unit["phone"] for unit in COUNTY["units"]]
    for point in COUNTY["reporting_points"]:
        numbers += [point["office_phone"], point["out_of_hours_phone"]]

    assert len(set(numbers)) == len(numbers)
    assert len({unit["name"] for unit in COUNTY["units"]}) == len(COUNTY["units"])


def test_no_telephone_number_can_reach_anybody() -> None:
    text = "\n".join(str(row) for table in ("units", "reporting_points") for row in COUNTY[table])

    assert re.findall(r"\b0\d{2,3}-(?!000 \d\d\b)\d+", text) == []


def test_every_reference_leads_somewhere() -> None:
    organisations = {organisation["key"] for organisation in COUNTY["organisations"]}

    assert {domain["organisation"] for domain in COUNTY["domains"]} == organisations
    assert {unit["domain"] for unit in COUNTY["units"]} <= set(DOMAINS)


def test_a_domain_has_a_known_regime_and_strength() -> None:
    for domain in COUNTY["domains"]:
        assert domain["regime"] in set(Regime)
        assert domain["strength"] in set(Strength)
        assert domain["regime"] == Regime.OSL or domain["section"] in ("skollagen 29:14", "avtal")


def test_a_unit_lies_under_the_section_of_its_work() -> None:
    sectors = {sector.key for sector in current().sectors}

    assert set(SECTIONS) == sectors
    for unit in COUNTY["units"]:
        assert DOMAINS[unit["domain"]]["section"] in SECTIONS[unit["sector"]], unit["key"]


def test_only_ordinary_school_work_has_the_weaker_secrecy() -> None:
    weak = {key for key, domain in DOMAINS.items() if domain["strength"] == Strength.WEAK}

    assert {unit["sector"] for unit in COUNTY["units"] if unit["domain"] in weak} == {"school"}


def test_all_of_the_regions_health_care_is_one_domain() -> None:
    domains = {
        unit["domain"] for unit in COUNTY["units"] if DOMAINS[unit["domain"]]["organisation"] == "region_kronoberg"
    }

    assert domains == {"region_health"}


def test_a_municipal_unit_lies_in_its_own_municipality() -> None:
    codes = {organisation["key"]: organisation.get("municipality_code") for organisation in COUNTY["organisations"]}

    for unit in COUNTY["units"]:
        code = codes[DOMAINS[unit["domain"]]["organisation"]]
        assert code in (None, unit.get("municipality_code")), unit["key"]


@pytest.mark.parametrize("code", MUNICIPALITIES)
def test_every_municipality_has_what_the_journey_needs(code: str) -> None:
    sectors = {unit["sector"] for unit in COUNTY["units"] if unit.get("municipality_code") == code}

    assert {"preschool", "school", "child_health", "student_health", "social_services", "kaa"} <= sectors
    assert [point["municipality"] for point in COUNTY["reporting_points"] if point["municipality_code"] == code] == [
        MUNICIPALITIES[code]
    ]
    assert any(row["municipality_code"] == code and row["key"].endswith("_kaa") for row in COUNTY["local_functions"])


def test_the_county_has_the_eight_municipalities_and_about_sixty_units() -> None:
    kinds = Counter(organisation["kind"] for organisation in COUNTY["organisations"])

    assert kinds == {
        "municipality": 8,
        "region": 1,
        "police": 1,
        "association": 1,
        "independent_preschool": 1,
        "independent_school": 1,
    }
    assert 55 <= len([unit for unit in COUNTY["units"] if unit["sector"] != "oversight"]) <= 75


def test_every_municipality_and_the_region_has_a_unit_for_log_and_security() -> None:
    keys = {unit["key"] for unit in COUNTY["units"] if unit["sector"] == "oversight"}
    wanted = {row["key"] for row in COUNTY["organisations"] if row["kind"] == "municipality"}

    assert {*(f"{key}_sakerhet" for key in wanted), "region_sakerhet"} <= keys


def test_every_sector_of_the_model_has_a_unit() -> None:
    assert {unit["sector"] for unit in COUNTY["units"]} == {sector.key for sector in current().sectors}


def test_every_reporting_point_says_that_it_is_invented() -> None:
    assert all(point["invented"] is True for point in COUNTY["reporting_points"])


def test_what_is_special_in_a_municipality_is_there_with_its_source() -> None:
    special = {(row["municipality_code"], row["name"]) for row in COUNTY["local_functions"]}

    assert {
        ("0780", "Socialrådgivare"),
        ("0780", "Mobila team"),
        ("0781", "Resursperson"),
        ("0767", "Barnens bästa-samordnare"),
    } <= special
    assert all(row["source"].startswith("model.md") for row in COUNTY["local_functions"])
