"""The pseudo-language itself: what it changes, what it keeps, and that it is spoken only to who asks."""

import re
from pathlib import Path

import polib
import pytest
from django.test import Client
from django.utils.translation import gettext, ngettext, override

from tests.pseudo import CODE, pseudo, spoken, write_catalogue


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Spara", []),
        ("Barnkonventionen", []),
        ("BBA", []),
        ("Till %(name)s, senast %(day)s", ["%(name)s", "%(day)s"]),
        ("%d av %s", ["%d", "%s"]),
        ("{count} röster på {place}", ["{count}", "{place}"]),
        (
            'Läs <a href="%(url)s" class="more">mer om barnet</a>&nbsp;här',
            ['<a href="%(url)s" class="more">', "</a>", "&nbsp;"],
        ),
        ("100 %% av barnen", ["%%"]),
    ],
)
def test_texts_are_marked_longer_and_keep_what_is_not_words(text: str, kept: list[str]) -> None:
    said = pseudo(text)

    assert re.fullmatch("⟦.*⟧", said)
    assert all(said.count(each) == text.count(each) for each in kept)
    words, bare = text, said[1:-1]
    for each in kept:
        words, bare = words.replace(each, ""), bare.replace(each, "")
    assert len(bare) >= 1.4 * len(words)
    assert not set(bare) & set("aeiouyåäöAEIOUYÅÄÖ")


def test_no_word_becomes_longer_than_a_screen() -> None:
    assert max(len(word) for word in pseudo("Barnskyddsombudsmannakansliet hjälper vårdnadshavare").split()) <= 30


def test_every_text_of_the_code_is_in_the_catalogue(tmp_path: Path) -> None:
    texts = polib.pofile(str(write_catalogue(tmp_path) / CODE / "LC_MESSAGES" / "django.po"))

    found = {entry.msgid for entry in texts}
    assert {"Hoppa till innehållet", "Far ett barn illa?", "Att göra"} <= found
    assert texts.untranslated_entries() == texts.fuzzy_entries() == []


def test_only_who_asks_hears_the_pseudo_language(db: None, tmp_path: Path) -> None:
    with spoken(tmp_path):
        said, swedish = (Client().get("/far-ett-barn-illa/", HTTP_ACCEPT_LANGUAGE=code) for code in (CODE, "sv"))
        with override(CODE):
            assert gettext("Att göra").startswith("⟦")
            assert ngettext("Har väntat %(days)d dag", "Har väntat %(days)d dagar", 2).count("%(days)d") == 1

    assert "⟦" in said.content.decode()
    assert f'<html lang="{CODE}" dir="ltr">' in said.content.decode()
    assert "⟦" not in swedish.content.decode()
    after = Client().get("/far-ett-barn-illa/", HTTP_ACCEPT_LANGUAGE=CODE)
    assert "⟦" not in after.content.decode()


@pytest.mark.parametrize("asked", ["en-GB,en;q=0.9", "so", "ar", "*", "not a language"])
def test_every_reader_gets_swedish_while_it_is_the_only_language(db: None, asked: str) -> None:
    client = Client()
    client.cookies["django_language"] = "en"

    page = client.get("/far-ett-barn-illa/", HTTP_ACCEPT_LANGUAGE=asked)

    assert page.headers["Content-Language"] == "sv"
    assert '<html lang="sv" dir="ltr">' in page.content.decode()
    assert "Far ett barn illa?" in page.content.decode()
