"""Plain words: found in every form in which they are written, and nowhere else."""

import pytest

from barnetsplan.practice.load import KRONOBERG, load

LANGUAGE = load(KRONOBERG).plain_language


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("BUP ringer er.", ["BUP"]),
        ("Insatserna börjar.", ["insats"]),
        ("En lämning med bup-bilder", []),
        ("Samtal varje vecka", []),
        ("(SIP)", ["SIP"]),
        ("kartläggningen av BVC", ["kartläggning", "BVC"]),
        ("Vi läser på biblioteket.", []),
    ],
)
def test_a_word_is_found_in_the_forms_in_which_it_is_written(text: str, found: list[str]) -> None:
    assert [word.word for word in LANGUAGE.found_in(text)] == found


def test_an_abbreviation_that_nobody_has_explained_is_found_by_its_capitals() -> None:
    assert LANGUAGE.unknown_in("XYZ och BUP, sedan ÅÄÖ") == ("XYZ", "ÅÄÖ")


def test_what_is_plain_can_go_to_the_family_as_it_stands() -> None:
    assert LANGUAGE.is_plain("Noel får ha sin bok med.")
    assert not LANGUAGE.is_plain("Noel får ha sin bok med. " * 10)
    assert not LANGUAGE.is_plain("LSS")


def test_no_explanation_says_an_official_word_itself() -> None:
    for word in LANGUAGE.words:
        others = [other.word for other in LANGUAGE.found_in(word.means) if other.word != word.word]
        assert others == [], word.word
