"""Files as people send them, and what readers of files find: other people's programs, which ``bin/test`` brings."""

import io
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
from PIL import Image

PLACE = "56.6 N 15.0 E"


def a_picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), turned: int = 1) -> bytes:
    """A picture as a telephone takes it: with where it was taken, and which way the telephone was held."""
    about = Image.Exif()
    about[0x010E], about[0x0112] = PLACE, turned
    out = io.BytesIO()
    Image.new("RGB", size, "orange").save(out, kind, exif=about)
    return out.getvalue()


def a_document(pages: int = 1, **root: pikepdf.Object) -> bytes:
    """A scanned document; ``root`` is put on the whole of it, as what runs or opens something would be."""
    out = io.BytesIO()
    with pikepdf.new() as document:
        for _page in range(pages):
            document.add_blank_page(page_size=(200, 300))
        for name, value in root.items():
            document.Root[f"/{name}"] = value
        document.save(out, deterministic_id=True)
    return out.getvalue()


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
