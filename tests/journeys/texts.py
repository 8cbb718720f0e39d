"""The texts of a page, and which of them never came through gettext."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from tests.pseudo import CLOSE, OPEN

#: What a reader sees, or hears read out, that does not stand between tags.
TOLD_BY = ("alt", "title", "aria-label", "aria-description", "aria-valuetext", "placeholder", "label", "data-label")
#: Elements whose content is not words, or is written by the one who reads.
SILENT = frozenset({"script", "style", "time", "template", "textarea"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_LETTERS = re.compile(r"[^\W\d_]{2,}|\b[^\W\d_]\b")
_PLAIN = re.compile(r"[aeiouyåäöAEIOUYÅÄÖ]")


@dataclass(slots=True)
class _Open:
    tag: str
    speaks: bool


class _Reader(HTMLParser):
    """Walks a page that was made in the pseudo-language; a text may have elements inside."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[_Open] = []
        self.inside = 0
        self.untranslated: list[str] = []
        self.data_in_words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        speaks = (not self.open or self.open[-1].speaks) and tag not in SILENT and given.get("translate") != "no"
        if speaks:
            told = [given[name] for name in TOLD_BY if name in given]
            if tag == "input" and given.get("type") in {"submit", "button", "reset"}:
                told.append(given.get("value", ""))
            self.untranslated += [text for text in told if not _is_translated(text)]
        if tag not in _VOID:
            self.open.append(_Open(tag, speaks))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        speaks = bool(self.open) and self.open[-1].speaks
        for part in re.split(f"([{OPEN}{CLOSE}])", data):
            if part in {OPEN, CLOSE}:
                self.inside += 1 if part == OPEN else -1
            elif speaks and not self.inside and _LETTERS.search(part):
                self.untranslated.append(" ".join(part.split()))
            elif speaks and self.inside and self.open[-1].tag != "title" and _PLAIN.search(part):
                self.data_in_words.append(" ".join(part.split()))


def _is_translated(text: str) -> bool:
    outside = re.sub(f"{OPEN}[^{CLOSE}]*{CLOSE}", "", text)
    while outside != text:
        text, outside = outside, re.sub(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", "", outside)
    return not _LETTERS.search(outside)


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def untranslated(html: str) -> list[str]:
    """Texts of a page in the pseudo-language that stand outside its brackets, in words or in attributes."""
    return _read(html).untranslated


def data_in_words(html: str) -> list[str]:
    """Parts of translated sentences that are data, and do not stand in an element with ``translate="no"``."""
    return _read(html).data_in_words
