"""Documents: tagged, in every alphabet that people here write, and made where nothing else can be reached."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from barnetsplan.ui.pdf import Document, Part, Section, made
from tests.files import tags_of_pdf, words_of_pdf

AT = datetime(2026, 11, 22, 12, 0, 0, 123, tzinfo=UTC)
SENTENCES = ("Jag vill ha min bok med.", "Я люблю рисовать с братом.", "أحب أن ألعب مع أخي")
DOCUMENT = Document(
    title="Noels plan",
    language="sv",
    sections=(Section("Med egna ord", tuple(Part("quote", words, who="Noel") for words in SENTENCES)),),
)


def test_words_in_latin_cyrillic_and_arabic_letters_are_found_again() -> None:
    words = words_of_pdf(made(DOCUMENT, at=AT))

    for sentence in SENTENCES:
        assert sentence in words


def test_headings_and_quotes_are_tagged_and_the_faint_name_is_not_read() -> None:
    tags = tags_of_pdf(made(replace(DOCUMENT, copy_for="Sara Lindqvist"), at=AT))

    assert tags.index("H1") < tags.index("H2") < tags.index("BlockQuote")
    assert "Sara" not in tags


def test_what_somebody_wrote_is_never_run() -> None:
    written = '#read("/etc/hostname") $x$ *fet* \\ #panic("nej")'
    document = made(replace(DOCUMENT, sections=(Section("Ord", (Part("text", written),)),)), at=AT)

    assert '#read("/etc/hostname")' in words_of_pdf(document)


def test_a_document_without_title_is_refused_and_its_words_are_told_to_nobody() -> None:
    with pytest.raises(RuntimeError) as failed:
        made(replace(DOCUMENT, title=""), at=AT)

    assert "bok" not in str(failed.value)
