"""What an uploaded file may be, and how it is made anew before it is kept.

A picture carries more than one sees: place, telephone, earlier pictures. A document can run, open or hide something.
So what is kept is never the bytes that came: pictures are drawn anew and documents written anew, by well-kept
libraries. The kind is told by the content and never by a name (law.md 4.4; abuse case 34).
"""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.files.virus import found_in

if TYPE_CHECKING:
    import pikepdf

MOST_BYTES: Final = 5_000_000
#: How the names of the kept kinds end; earlier ones were kept as PNG too.
ENDINGS: Final = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
#: Why a file is not kept; a page says it beside the field.
FILE_REFUSALS: Final = (
    Reason.FILE_UNREADABLE,
    Reason.FILE_TOO_LARGE,
    Reason.FILE_INFECTED,
    Reason.FILE_NOT_SCANNED,
)
#: Larger than any camera takes; a small file can claim to be larger, and would fill the memory.
_MOST_PIXELS: Final = 50_000_000
#: Sharp enough to read a paper by, and to print a drawing.
_LONGEST_SIDE: Final = 3000
_MOST_PAGES: Final = 60
_PICTURES: Final = ("JPEG", "PNG", "WEBP")
_PDF: Final = b"%PDF-"
#: What runs or opens something, on the document as a whole.
_ACTIVE_IN_ROOT: Final = ("/OpenAction", "/AA", "/AcroForm", "/Names", "/Metadata", "/Perms", "/Collection")
#: The same on a page; notes can open other files, and hide text under what one sees.
_ACTIVE_ON_PAGE: Final = ("/AA", "/Annots", "/Metadata", "/PieceInfo", "/Thumb")


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it will be kept, with what kind it is."""

    kind: str
    content: bytes


def checked(content: bytes) -> Kept | Refused:
    """The file made anew, or why it cannot be kept.

    *Source:* law.md 4.4 (ASVS V5), abuse case 34.
    """
    if len(content) > MOST_BYTES:
        return Refused(Reason.FILE_TOO_LARGE)
    harm = found_in(content)
    if harm is not None:
        return harm
    return _document(content) if content.startswith(_PDF) else _picture(content)


def _picture(content: bytes) -> Kept | Refused:
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415  # slow to load: who sends a file pays

    # The library's own limit warns, and would stop the process where warnings are errors; ours answers, before a point
    # is drawn.
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(io.BytesIO(content), formats=_PICTURES) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return Refused(Reason.FILE_UNREADABLE)
            drawn = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return Refused(Reason.FILE_UNREADABLE)
    drawn.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    # A fresh picture has the points alone: what came with them is left behind.
    fresh = Image.frombytes("RGB", drawn.size, drawn.tobytes())
    out = io.BytesIO()
    fresh.save(out, "JPEG", quality=88, optimize=True)
    return Kept("image/jpeg", out.getvalue())


def _document(content: bytes) -> Kept | Refused:
    """The pages alone, in a document of their own; one that is locked, or no document, is refused."""
    import pikepdf  # noqa: PLC0415  # as above

    try:
        with pikepdf.open(io.BytesIO(content)) as came, pikepdf.new() as fresh:
            if came.is_encrypted or not 0 < len(came.pages) <= _MOST_PAGES:
                return Refused(Reason.FILE_UNREADABLE)
            fresh.pages.extend(came.pages)
            for page in fresh.pages:
                _without(page.obj, _ACTIVE_ON_PAGE)
            _without(fresh.Root, _ACTIVE_IN_ROOT)
            out = io.BytesIO()
            # Its own number is made of what stands in it, and not of the second in which it was made.
            fresh.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, OSError, RuntimeError):
        return Refused(Reason.FILE_UNREADABLE)
    return Kept("application/pdf", out.getvalue())


def _without(thing: "pikepdf.Object", names: tuple[str, ...]) -> None:
    for name in names:
        if name in thing:
            del thing[name]
