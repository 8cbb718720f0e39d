"""The tag tree of every document: what a screen reader walks, read by a program that is not ours (PDF/UA-1)."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pytest

from barnetsplan.ui.pdf import Document, Part, Section, made

AT = datetime(2026, 11, 22, 12, 0, 0, 123, tzinfo=UTC)
DOCUMENT = Document(
    title="Noels plan",
    language="sv",
    lead=(Part("facts", rows=(("Version", "2"), ("Nästa uppföljning", "1 mars 2027"))),),
    sections=(
        Section("Med egna ord", (Part("quote", "Jag vill ha min bok med.", who="Noel"),)),
        Section(
            "Vem gör vad",
            (
                Part("heading", "Mål: trygg lämning"),
                Part("facts", rows=(("Vad", "Bildschema"), ("Ansvarig", "Förskolan"))),
                Part("list", items=("Först", "Sedan")),
                Part("text", "Vi ses igen."),
            ),
        ),
    ),
    footer="Utskrift 22 november 2026 för Sara Lindqvist",
    copy_for="Sara Lindqvist",
)


@dataclass(frozen=True, slots=True)
class Tag:
    """One element of the tree, and how deep it stands."""

    name: str
    depth: int
    element: Any


def _opened(document: Document) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(made(document, at=AT)))


def _walk(element: Any, depth: int = 0) -> Iterator[Tag]:
    if isinstance(element, pikepdf.Array):
        for kid in element:
            yield from _walk(kid, depth)
    elif isinstance(element, pikepdf.Dictionary):
        if "/S" in element:
            yield Tag(str(element.S).lstrip("/"), depth, element)
        if "/K" in element:
            yield from _walk(element.K, depth + 1)


def _tags(pdf: pikepdf.Pdf) -> list[Tag]:
    return list(_walk(pdf.Root.StructTreeRoot))


def _drawn(page: pikepdf.Page) -> Iterator[tuple[Any, str]]:
    for instruction in pikepdf.parse_content_stream(page):
        yield instruction.operands, str(instruction.operator)


def _names(pdf: pikepdf.Pdf) -> list[str]:
    return [tag.name for tag in _tags(pdf)]


def test_the_document_says_that_it_is_tagged_what_it_is_called_and_in_which_language() -> None:
    pdf = _opened(DOCUMENT)

    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.Root.Lang) == "sv"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as about:
        assert about["dc:title"] == "Noels plan"
        assert about["pdfuaid:part"] == "1"


def test_headings_come_in_their_levels_and_in_the_order_of_reading() -> None:
    headings = [name for name in _names(_opened(DOCUMENT)) if name in {"H1", "H2", "H3"}]

    assert headings == ["H1", "H2", "H2", "H3"]


def test_quotes_lists_and_facts_are_what_they_are() -> None:
    names = _names(_opened(DOCUMENT))

    assert "BlockQuote" in names
    # A list, and the facts: each a term with what is said of it.
    assert names.count("L") >= 3
    assert names.count("LI") == 2 + 2 + 2
    assert names.count("Lbl") >= 6
    assert names.count("LBody") == 6


def test_all_that_is_on_the_pages_is_tagged_or_is_said_to_be_decoration() -> None:
    pdf = _opened(DOCUMENT)

    for page in pdf.pages:
        open_tags = 0
        for operands, name in _drawn(page):
            if name in {"BDC", "BMC"}:
                open_tags += 1
            elif name == "EMC":
                open_tags -= 1
            elif name in {"Tj", "TJ"}:
                assert open_tags > 0, operands
        assert open_tags == 0


def test_the_faint_name_across_the_page_is_decoration_and_the_footer_is_not_in_the_tree() -> None:
    pdf = _opened(DOCUMENT)
    artifacts = [
        operands
        for page in pdf.pages
        for operands, name in _drawn(page)
        if name in {"BDC", "BMC"} and str(operands[0]) == "/Artifact"
    ]

    assert artifacts


def test_a_picture_without_words_for_it_cannot_stand_in_a_document() -> None:
    """No document of the house holds a picture; should one do so, it has to say what it shows."""
    for tag in _tags(_opened(DOCUMENT)):
        if tag.name == "Figure":
            assert str(tag.element.get("/Alt", ""))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv", "Jag vill rita åäö."),
        ("en", "I want to draw."),
        ("so", "Waxaan rabaa inaan wax sawiro."),
        ("uk", "Я люблю малювати з братом."),
        ("ar", "أحب أن ألعب مع أخي"),
    ],
)
@pytest.mark.parametrize("large", [False, True])
def test_every_language_has_its_letters_in_the_file_and_its_direction(language: str, words: str, large: bool) -> None:
    parts = (Part("text", words),)
    pdf = _opened(replace(DOCUMENT, language=language, large=large, sections=(Section(words, parts),)))

    assert str(pdf.Root.Lang) == language
    fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
    assert fonts
    for font in fonts:
        descendant = font.DescendantFonts[0]
        assert {"/FontFile2", "/FontFile3"} & set(descendant.FontDescriptor.keys())
        assert "/ToUnicode" in font
        # A glyph that no font had would be number 0, drawn as an empty box.
        assert b"<0000> <0000>" not in font.ToUnicode.read_bytes()


def test_large_letters_take_more_pages_and_the_same_tree() -> None:
    long = replace(DOCUMENT, sections=tuple(Section(f"Del {n}", (Part("text", "Så är det. " * 60),)) for n in range(9)))
    usual, large = _opened(long), _opened(replace(long, large=True))

    assert _names(usual) == _names(large)
    assert len(usual.pages) < len(large.pages)
