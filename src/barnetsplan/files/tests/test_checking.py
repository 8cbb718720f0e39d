"""Files are told by their content, made anew, and looked through where a scanner is configured."""

import io
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf
import pytest
from PIL import Image
from pytest_django import Settings

from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.files.checking import MOST_BYTES, Kept, checked
from tests.files import PLACE, a_document, a_picture

#: The string that every scanner knows and that does no harm (EICAR), in two halves so that no scanner stops at it here.
HARMLESS_TEST = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
SCRIPT = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _kept(content: bytes) -> Kept:
    kept = checked(content)
    assert isinstance(kept, Kept)
    return kept


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_drawn_anew_without_the_place_where_it_was_taken(kind: str) -> None:
    came = a_picture(kind)

    kept = _kept(came + b"an earlier picture")

    assert PLACE.encode() in came
    assert kept.kind == "image/jpeg"
    for hidden in (PLACE.encode(), b"earlier picture", b"Exif"):
        assert hidden not in kept.content
    assert Image.open(io.BytesIO(kept.content)).getpixel((1, 1)) == pytest.approx((255, 165, 0), abs=4)


def test_a_picture_stands_as_the_telephone_was_held() -> None:
    upright = _kept(a_picture(size=(40, 30), turned=6))

    assert Image.open(io.BytesIO(upright.content)).size == (30, 40)


@pytest.mark.parametrize("name", ["OpenAction", "AA", "AcroForm", "Names"])
def test_a_document_loses_what_runs_or_opens_something(name: str) -> None:
    kept = _kept(a_document(1, **{name: SCRIPT}))

    with pikepdf.open(io.BytesIO(kept.content)) as document:
        assert len(document.pages) == 1
        assert set(document.Root.keys()) == {"/Type", "/Pages"}
        assert not any("JavaScript" in str(part) for part in document.objects)


def test_notes_on_a_page_and_what_they_open_are_left_behind() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(a_document())) as document:
        document.pages[0].Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=SCRIPT)])
        document.save(out)

    with pikepdf.open(io.BytesIO(_kept(out.getvalue()).content)) as kept:
        assert "/Annots" not in kept.pages[0]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90 a program",
        b"<svg onload=alert(1)>",
        b"%PDF-1.7 and nothing more",
        b"\xff\xd8\xff\xe0",
        b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIHDR",
        a_document(pages=61),
    ],
)
def test_what_is_neither_picture_nor_scan_is_refused_whatever_it_is_called(content: bytes) -> None:
    assert checked(content) == Refused(Reason.FILE_UNREADABLE)


def test_a_locked_document_is_refused() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(a_document())) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))

    assert checked(out.getvalue()) == Refused(Reason.FILE_UNREADABLE)


def test_a_small_file_that_claims_to_be_a_vast_picture_is_refused() -> None:
    vast = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(vast, "PNG")

    assert len(vast.getvalue()) < 100_000
    assert checked(vast.getvalue()) == Refused(Reason.FILE_UNREADABLE)


def test_a_file_has_its_largest_size() -> None:
    assert checked(a_picture() + b" " * MOST_BYTES) == Refused(Reason.FILE_TOO_LARGE)


@contextmanager
def _scanner() -> Iterator[str]:
    """Somebody who speaks ClamAV's protocol on a port of this machine, knows one file to be harmful, and then hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        answering = threading.Thread(target=_answer, args=(server,))
        answering.start()
        yield f"127.0.0.1:{server.getsockname()[1]}"
        answering.join()


def _answer(server: socket.socket) -> None:
    link, _who = server.accept()
    with link, link.makefile("rb") as came:
        assert came.read(10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack("!I", came.read(4))[0]:
            content += came.read(size)
        link.sendall(b"stream: Eicar-Test-Signature FOUND\0" if HARMLESS_TEST in content else b"stream: OK\0")


def test_a_known_virus_is_refused_where_there_is_a_scanner(settings: Settings) -> None:
    with _scanner() as settings.VIRUS_SCANNER:
        assert checked(a_picture() + HARMLESS_TEST) == Refused(Reason.FILE_INFECTED)


def test_a_clean_file_passes_the_scanner(settings: Settings) -> None:
    with _scanner() as settings.VIRUS_SCANNER:
        assert _kept(a_picture()).kind == "image/jpeg"


def test_nothing_is_taken_while_the_scanner_is_silent(settings: Settings) -> None:
    settings.VIRUS_SCANNER = "127.0.0.1:1"

    assert checked(a_picture()) == Refused(Reason.FILE_NOT_SCANNED)
