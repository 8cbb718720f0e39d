"""What readers of files find in them: other people's programs, which ``bin/test`` brings."""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory


def words_of_pdf(document: bytes) -> str:
    """The words of a PDF in reading order, as ``pdftotext`` finds them, one space between."""
    # The reader marks the direction of what runs from right to left.
    plain = _read("pdftotext", document, "-layout").translate({0x202A: None, 0x202B: None, 0x202C: None})
    return " ".join(plain.split())


def tags_of_pdf(document: bytes) -> str:
    """The tree that a screen reader walks, as ``pdfinfo`` prints it."""
    return _read("pdfinfo", document, "-struct-text")


def _read(program: str, document: bytes, option: str) -> str:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "document.pdf"
        file.write_bytes(document)
        command = [program, option, str(file), *(["-"] if program == "pdftotext" else [])]
        # pdfinfo writes some titles in the file's own bytes.
        return subprocess.run(command, capture_output=True, check=True).stdout.decode(errors="replace")  # noqa: S603
