"""The Merkle tree of RFC 6962, grown leaf by leaf from its frontier."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

HASH_BYTES = 32


def leaf_hash(content: bytes) -> bytes:
    """The hash of a leaf (RFC 6962 section 2.1: prefix 0x00)."""
    return hashlib.sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node (RFC 6962 section 2.1: prefix 0x01)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(slots=True)
class Tree:
    """A tree known by its size and frontier: the roots of its full subtrees, largest first."""

    size: int = 0
    frontier: list[bytes] = field(default_factory=list)

    @classmethod
    def from_bytes(cls, size: int, frontier: bytes) -> "Tree":
        """Rebuild a tree from a stored frontier."""
        return cls(size, [frontier[i : i + HASH_BYTES] for i in range(0, len(frontier), HASH_BYTES)])

    def to_bytes(self) -> bytes:
        """The frontier as stored."""
        return b"".join(self.frontier)

    def grow(self, leaves: Iterable[bytes]) -> None:
        """Append leaf hashes in order."""
        for leaf in leaves:
            node, size = leaf, self.size
            while size % 2 == 1:
                node = node_hash(self.frontier.pop(), node)
                size //= 2
            self.frontier.append(node)
            self.size += 1

    @property
    def root(self) -> bytes:
        """The root hash; of the empty tree, the hash of nothing."""
        if not self.frontier:
            return hashlib.sha256(b"").digest()
        *rest, root = self.frontier
        for node in reversed(rest):
            root = node_hash(node, root)
        return root
