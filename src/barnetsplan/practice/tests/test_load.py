"""A wrong file stops the start and names the line and the field."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from barnetsplan.practice.load import KRONOBERG, WrongPractice, current, load, use

RIGHT = KRONOBERG.read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _kronoberg_again() -> Iterator[None]:
    yield
    use(KRONOBERG)


def refusal(folder: Path, text: str) -> WrongPractice:
    """What the loader says of this text as a file."""
    file = folder / "county.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(WrongPractice) as caught:
        load(file)
    return caught.value


def line_with(text: str, fragment: str) -> int:
    """The line on which the fragment begins, counted from one."""
    return text[: text.index(fragment)].count("\n") + 1


@pytest.mark.parametrize(
    ("right", "wrong", "field", "sentence"),
    [
        ('key = "halsa"', 'key = "trygghet"', "areas.key", "«trygghet» stands here twice"),
        ('english = "Health"', 'englsh = "Health"', "areas.englsh", "«englsh» is not known here"),
        ('label = "Hälsa"', 'label = " "', "areas.label", "The text is empty"),
        ('label = "Hälsa"', "label = 7", "areas.label", "should be a text"),
        ('"Hur sover du?"', '""', "areas.child_prompts", "The text is empty"),
        ("articles = [23, 24, 33]", "articles = [23, 24, 35]", "areas.articles", "no article «35»"),
        ("articles = [23, 24, 33]", "articles = []", "areas.articles", "The list is empty"),
        ("articles = [23, 24, 33]", "articles = 23", "areas.articles", "should be a list"),
        ('holder_role = "midwife"', 'holder_role = "doula"', "stages.holder_role", "no role «doula»"),
        ('holder_role = "midwife"', 'holder_role = "teacher"', "stages.holder_role", "may not hold the function"),
        ('sector = "maternity"', 'sector = "school"', "stages.sector", "does not work in «school»"),
        ("begins_month = 8", "begins_month = 13", "stages.begins_age", "no date below the age ceiling"),
        ('begins_text = "när barnet är fött"', 'begins_text = "x"\nbegins_age = 1', "stages.begins_age", "has a date"),
        ('begins = "birth"', 'begins = "pregnancy"', "stages.begins", "stands here twice"),
        ('begins = "birth"', 'begins = "sometimes"', "stages.begins", "should be one of"),
        ('sectors = ["maternity"]', 'sectors = ["sea"]', "roles.sectors", "no sector «sea»"),
        ('outcome = "own_service"', 'outcome = "none"', "questions.outcome", "no outcome «none»"),
        ("from_age = 12", "from_age = 11", "consent_rules.from_age", "The ages overlap: 11"),
        ("from_age = 12", "from_age = 13", "consent_rules.from_age", "No rule for the ages 12 to 12"),
        ("until_age = 18", "until_age = 17", "consent_rules.until_age", "end at 17 and the age ceiling is 18"),
        ("until_age = 15", "until_age = 12", "consent_rules.until_age", "ends before it begins"),
        ('must_give = ["pregnant_person"]', 'must_give = ["guardians"]', "consent_rules.must_give", "Before birth"),
        ("{areas}?", "{area}?", "consent.texts.question", "«{area}» is not known"),
        ("läsa det som står om {areas}?", "läsa det?", "consent.texts.question", "does not say «{areas}»"),
        ("läsa det som {discloser} har", "läsa det som {discloser har", "consent.texts.explanation", "has no partner"),
        ("max_months = 12", "max_months = 0", "consent.max_months", "at least one"),
        ("max_months = 12", "max_months = -1", "consent.max_months", "below zero"),
        ("max_months = 12", 'max_months = "12"', "consent.max_months", "should be a whole number"),
        ("max_months = 12", "max_months = true", "consent.max_months", "should be a whole number"),
        ("reminders = false", "reminders = 0", "deadlines.reminders", "should be true or false"),
        ("minutes = 15", "minutes = 0", "agenda.minutes", "at least one"),
        ("plan_with_two_actions = 12", "plan_with_two_actions = 10", "budgets.plan_with_two_actions", "11 required"),
    ],
)
def test_one_wrong_value_is_refused_with_its_line_and_field(
    tmp_path: Path, right: str, wrong: str, field: str, sentence: str
) -> None:
    text = RIGHT.replace(right, wrong, 1)

    refused = refusal(tmp_path, text)

    assert refused.field == field
    assert sentence in refused.sentence
    # The key itself, or its neighbour when two keys together are wrong.
    assert abs(refused.line - line_with(RIGHT, right)) <= 3
    assert str(refused) == f"county.toml, line {refused.line}, {field}: {refused.sentence}"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('key = "halsa"', 'key = "trygghet"'),
        ('english = "Health"', 'englsh = "Health"'),
        ('holder_role = "midwife"', 'holder_role = "doula"'),
        ("from_age = 12", "from_age = 11"),
        ("max_months = 12", "max_months = 0"),
        ('text = "Den som svarar är inloggad och svarar själv."', 'text = ""'),
    ],
)
def test_the_line_is_the_very_line(tmp_path: Path, right: str, wrong: str) -> None:
    text = RIGHT.replace(right, wrong, 1)

    assert refusal(tmp_path, text).line == line_with(RIGHT, right)


def test_a_missing_key_points_to_its_table(tmp_path: Path) -> None:
    text = RIGHT.replace('label = "Hälsa"\n', "", 1)

    refused = refusal(tmp_path, text)

    assert (refused.field, refused.sentence) == ("areas.label", "«label» is missing.")
    assert refused.line == line_with(text, 'key = "halsa"') - 1


def test_a_missing_table_points_to_the_beginning(tmp_path: Path) -> None:
    text = RIGHT.replace("[limits]\ntext_characters = 20000", "", 1)

    refused = refusal(tmp_path, text)

    assert (refused.line, refused.field) == (1, "limits")


def test_a_value_where_a_table_should_be_is_refused(tmp_path: Path) -> None:
    text = "limits = 5\n" + RIGHT.replace("[limits]\ntext_characters = 20000", "", 1)

    refused = refusal(tmp_path, text)

    assert (refused.line, refused.field, refused.sentence) == (1, "limits", "Here should be a table.")


@pytest.mark.parametrize("key", ["bba", "coordinator", "wheel"])
def test_a_word_that_pages_ask_for_may_not_be_left_out(tmp_path: Path, key: str) -> None:
    refused = refusal(tmp_path, RIGHT.replace(f'key = "{key}"\nlabel', 'key = "other"\nlabel', 1))

    assert (refused.field, refused.sentence) == ("terms", f"«{key}» is left out.")
    assert refused.line == line_with(RIGHT, "[[terms]]")


def test_only_one_rule_is_without_ages(tmp_path: Path) -> None:
    text = RIGHT.replace('from_age = 0\nuntil_age = 12\nmust_give = ["guardians"]', 'must_give = ["pregnant_person"]')

    assert "Exactly one rule" in refusal(tmp_path, text).sentence


def test_half_a_pair_of_ages_is_refused(tmp_path: Path) -> None:
    refused = refusal(tmp_path, RIGHT.replace("from_age = 0\n", "", 1))

    assert refused.field == "consent_rules.from_age"


def test_a_file_that_is_not_toml_names_its_line(tmp_path: Path) -> None:
    refused = refusal(tmp_path, 'version = "1"\ncounty = \n')

    assert (refused.line, refused.field) == (2, "")
    assert "not TOML" in str(refused)


def test_a_file_that_ends_too_early_is_refused_on_a_line(tmp_path: Path) -> None:
    assert refusal(tmp_path, 'version = "1"\ncounty = "Kron').line == 2


def test_a_file_in_another_encoding_names_its_line(tmp_path: Path) -> None:
    file = tmp_path / "county.toml"
    file.write_bytes(b'version = "1"\n' + 'county = "Västmanland"'.encode("latin-1"))

    with pytest.raises(WrongPractice, match=r"line 2: The file is not written in UTF-8") as caught:
        load(file)

    assert caught.value.file == file


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongPractice, match="cannot be read"):
        load(tmp_path / "nothing.toml")


def test_another_county_becomes_the_current_one(tmp_path: Path) -> None:
    file = tmp_path / "kalmar.toml"
    file.write_text(RIGHT.replace('county = "Kronoberg"', 'county = "Kalmar"'), encoding="utf-8")

    used = use(file)

    assert used.county == "Kalmar"
    assert current() is used


def test_a_wrong_file_does_not_become_the_current_one(tmp_path: Path) -> None:
    with pytest.raises(WrongPractice):
        use(tmp_path / "nothing.toml")

    assert current().county == "Kronoberg"
