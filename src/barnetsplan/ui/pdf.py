"""PDFs that a screen reader can read and an archive can keep: typst with our own fonts (PDF/UA-1, PDF/A-2a; ADR 0013).

Made where it is asked for. When there are jobs, a job calls the same function.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

FONTS: Final = Path(__file__).parent / "static" / "ui" / "print"
#: Tagged for screen readers, and whole in itself for archives.
_STANDARDS: Final = ("ua-1", "a-2a")


def made(template: Path, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """A document from a typst file beside its room and from plain data, which it reads as ``sys.inputs.data``.

    The data is never part of the program text, so that nothing that somebody wrote can be run.

    *Raises:* ``RuntimeError`` when the document lacks a title or a text for a picture.
    """
    import typst  # noqa: PLC0415  # heavy: only who makes a PDF pays for it

    document: bytes = typst.compile(
        template,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=[*_STANDARDS],
        timestamp=at,
    )
    return document
