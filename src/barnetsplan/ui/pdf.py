"""PDFs that a screen reader can read and an archive can keep: typst with our own fonts (PDF/UA-1, PDF/A-2a; ADR 0013).

Each is made in a process of its own, which ends with it: what the making takes of memory and time is nobody else's.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from django.http import HttpResponse
from django.utils.formats import date_format

from barnetsplan.domain.periods import local_date

FONTS: Final = Path(__file__).parent / "static" / "ui" / "print"
_DOCUMENT: Final = Path(__file__).parent / "print" / "document.typ"
_MAKER: Final = Path(__file__).parent / "pdf_maker.py"
#: Many times what a plan takes; a document that needs more is a fault.
_SECONDS: Final = 20
_RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "ur", "ckb", "he"})


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a section: ``text``, ``strong``, ``heading``, ``quote`` with ``who``, ``list`` or ``facts``.

    On a paper that is filled in by hand also ``choices``, each with an empty box, and ``lines`` to write on.
    """

    kind: str
    text: str = ""
    who: str = ""
    items: Sequence[str] = ()
    rows: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, and what stands under it."""

    heading: str
    parts: Sequence[Part]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document in reading order; ``copy_for`` is whose copy it is, printed faintly across every page."""

    title: str
    language: str
    sections: Sequence[Section]
    lead: Sequence[Part] = ()
    closing: Sequence[Part] = ()
    facts: Sequence[tuple[str, str]] = ()
    footer: str = ""
    copy_for: str = ""
    large: bool = False


def made(document: Document, *, at: datetime) -> bytes:
    """The document as a PDF.

    What stands in it reaches typst as data and never as program text, so that nothing that somebody wrote can be run.

    *Raises:* ``RuntimeError`` when it could not be made, as when it lacks a title; what stood in it is not told.
    *Source:* law.md CON-07; interface.md rule 9; ADR 0013.
    """
    data = {**asdict(document), "right_to_left": document.language in _RIGHT_TO_LEFT}
    order = {"template": str(_DOCUMENT), "fonts": str(FONTS), "data": data, "at": int(at.timestamp())}
    # The maker is a file of its own and imports no part of the product; it is given no setting and no secret.
    finished = subprocess.run(  # noqa: S603  # our own file, run by our own Python
        [sys.executable, "-I", str(_MAKER)],
        input=json.dumps(order, ensure_ascii=False).encode(),
        capture_output=True,
        timeout=_SECONDS,
        env={},
        check=False,
    )
    if finished.returncode != 0:
        raise RuntimeError(f"No PDF was made ({finished.returncode}).")
    return finished.stdout


def attached(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to save; its name says nothing of whose it is (interface.md rule 8)."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


#: What an address says of the letters: large ones, or large ones in a text that is easy to read.
LARGE, EASY = "stor", "latt"


def is_large(text: str | None) -> bool:
    """Whether large letters are asked for; what is easy to read has them too."""
    return text in {LARGE, EASY}


def day_words(day: date | None) -> str:
    """A day in words, as people in Sweden say it; nothing for none."""
    if isinstance(day, datetime):
        day = local_date(day)
    return date_format(day, "j F Y") if day else ""


def texts(*sentences: str) -> tuple[Part, ...]:
    """Paragraphs; what is empty is left out."""
    return tuple(Part("text", sentence) for sentence in sentences if sentence)
