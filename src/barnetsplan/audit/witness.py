"""Checkpoints as proof for others: signed here, kept elsewhere, and held against the log (ADR 0006; law.md T7)."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from barnetsplan.audit.models import Checkpoint
from barnetsplan.vault.signing import Signed, public_key, sign, verify, verify_by

_PURPOSE = "log-checkpoint"


class WrongWitness(Exception):
    """A file is no checkpoint, or is not signed by the key that stands in it."""


@dataclass(frozen=True, slots=True)
class Witness:
    """What somebody elsewhere keeps: how many events there were, and the root of their tree."""

    size: int
    root: bytes


def sign_checkpoint(size: int, root: bytes, at: datetime) -> Signed:
    """Sign that the log had this root at this moment."""
    return sign(_PURPOSE, _content(size, root.hex(), _moment(at)))


def is_signed(checkpoint: Checkpoint) -> bool:
    """Whether a key of this installation has signed the checkpoint as it stands."""
    content = _content(checkpoint.size, bytes(checkpoint.root).hex(), _moment(checkpoint.at))
    return verify(_PURPOSE, content, Signed(checkpoint.signed_by, bytes(checkpoint.signature)))


def newest_to_keep() -> str | None:
    """The newest signed checkpoint as a file to keep elsewhere, with the public key that proves it; it names nobody."""
    checkpoint = Checkpoint.objects.exclude(signed_by="").order_by("-size").first()
    if checkpoint is None:
        return None
    content = {
        "size": checkpoint.size,
        "root": bytes(checkpoint.root).hex(),
        "at": _moment(checkpoint.at),
        "key": checkpoint.signed_by,
        "public_key": public_key(checkpoint.signed_by).hex(),
        "signature": bytes(checkpoint.signature).hex(),
    }
    return json.dumps(content, indent=2) + "\n"


def read_witness(text: str) -> Witness:
    """A checkpoint that was kept elsewhere, when it is still as it was signed.

    *Raises:* ``WrongWitness`` when it is no such file, or was changed.
    """
    try:
        kept = json.loads(text)
        size, root = int(kept["size"]), bytes.fromhex(kept["root"])
        content = _content(size, root.hex(), str(kept["at"]))
        public, signature = bytes.fromhex(kept["public_key"]), bytes.fromhex(kept["signature"])
    except (KeyError, TypeError, ValueError) as error:
        raise WrongWitness("it is no checkpoint of a log") from error
    if not verify_by(public, _PURPOSE, content, signature):
        raise WrongWitness("it is not as it was signed")
    return Witness(size, root)


def _content(size: int, root: str, moment: str) -> bytes:
    return f"{size}\n{root}\n{moment}\n".encode()


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
