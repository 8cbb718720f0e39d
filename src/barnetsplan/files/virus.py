"""Asking ClamAV whether a file is known to do harm, over its own protocol; where none is configured nobody is asked.

A page that takes files says which of the two it is (``scanned``): never pretend.
"""

import socket
import struct
from typing import Final

from django.conf import settings

from barnetsplan.domain.decisions import Reason, Refused

_SECONDS: Final = 10
_PART: Final = 64 * 1024


def scanned() -> bool:
    """Whether files are looked through before they are kept."""
    return bool(settings.VIRUS_SCANNER)


def found_in(content: bytes) -> Refused | None:
    """Why the scanner keeps a file out: it does harm, or the scanner is silent. Without a scanner, nothing is known.

    *Source:* clamd(8), ``zINSTREAM``.
    """
    if not scanned():
        return None
    try:
        answer = _asked(content)
    except OSError:
        return Refused(Reason.FILE_NOT_SCANNED)
    if answer.endswith(b"OK"):
        return None
    return Refused(Reason.FILE_INFECTED if answer.endswith(b"FOUND") else Reason.FILE_NOT_SCANNED)


def _asked(content: bytes) -> bytes:
    with _connected() as link:
        link.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), _PART):
            part = content[start : start + _PART]
            link.sendall(struct.pack("!I", len(part)) + part)
        link.sendall(struct.pack("!I", 0))
        answer = b""
        while not answer.endswith(b"\0"):
            more = link.recv(4096)
            if not more:
                break
            answer += more
    return answer.rstrip(b"\0\n")


def _connected() -> socket.socket:
    """A socket in the file system, or ``host:port``."""
    where: str = settings.VIRUS_SCANNER
    if where.startswith("/"):
        link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        link.settimeout(_SECONDS)
        link.connect(where)
        return link
    host, _colon, port = where.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=_SECONDS)
