"""The Merkle tree of RFC 6962, section 2.1: hashes, proofs, and which stored subtrees a proof is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256

#: A perfect subtree: over 2**level leaves, from position * 2**level on.
Place = tuple[int, int]
NodeHash = Callable[[Place], bytes]

#: The root of a log without leaves.
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf; its prefix keeps a leaf from being taken for a node."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a node over two subtrees."""
    return sha256(b"\x01" + left + right).digest()


def grown(size: int, frontier: Sequence[bytes], leaf: bytes) -> tuple[list[bytes], list[tuple[Place, bytes]]]:
    """The frontier of a log of `size` after `leaf` (a leaf hash) is appended, and the subtrees that it completed.

    A frontier is the roots of the perfect trees that a log consists of, biggest first: one per bit set in its size.
    """
    roots, new, level, position = list(frontier), [((0, size), leaf)], 0, size
    while position & 1:
        leaf = node_hash(roots.pop(), leaf)
        level, position = level + 1, position >> 1
        new.append(((level, position), leaf))
    return [*roots, leaf], new


def folded(roots: Sequence[bytes]) -> bytes:
    """The hash of the tree that consists of perfect trees, biggest first."""
    if not roots:
        return EMPTY_ROOT
    found = roots[-1]
    for root in reversed(roots[:-1]):
        found = node_hash(root, found)
    return found


def _split(count: int) -> int:
    """The biggest power of two that is less than `count` (at least 2)."""
    return 1 << (count - 1).bit_length() - 1


def covering(start: int, end: int) -> list[Place]:
    """The perfect subtrees that the tree over the leaves start..end-1 consists of, biggest first.

    `start` has to be where such a tree can begin, as it is in every subtree of RFC 6962.
    """
    places = []
    while start < end:
        level = (end - start).bit_length() - 1
        places.append((level, start >> level))
        start += 1 << level
    return places


def inclusion_ranges(index: int, size: int) -> list[tuple[int, int]]:
    """The ranges of leaves whose hashes prove that the leaf at `index` is in a log of `size`, lowest first.

    Raises:
        ValueError: there is no such leaf.
    """
    if not 0 <= index < size:
        raise ValueError(f"a log of {size} has no leaf {index}")
    start, end, path = 0, size, []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    return path[::-1]


def consistency_ranges(old: int, new: int) -> list[tuple[int, int]]:
    """The ranges whose hashes prove that a log of `new` begins with the one of `old` (RFC 6962, 2.1.2).

    Raises:
        ValueError: `old` is not between 1 and `new`.
    """
    if not 0 < old <= new:
        raise ValueError(f"no proof from {old} to {new}")
    start, end, whole, path = 0, new, True, []
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start, whole = middle, False
    return ([] if whole else [(start, end)]) + path[::-1]


def proof(ranges: Sequence[tuple[int, int]], hash_of: NodeHash) -> list[bytes]:
    """The hashes of ranges, each put together from the stored subtrees that it consists of."""
    return [folded([hash_of(place) for place in covering(start, end)]) for start, end in ranges]


def root_of_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """The root of the log of `size` in which `path` proves `leaf` (a leaf hash) to be at `index`.

    Raises:
        ValueError: the path is of another length than such a proof has.
    """
    ranges = inclusion_ranges(index, size)
    if len(ranges) != len(path):
        raise ValueError("not a proof for this leaf")
    for (start, _), other in zip(ranges, path, strict=True):
        leaf = node_hash(other, leaf) if start <= index else node_hash(leaf, other)
    return leaf


def roots_of_consistency(old: int, new: int, old_root: bytes, path: Sequence[bytes]) -> tuple[bytes, bytes]:
    """The roots of the logs of `old` and `new` leaves that `path` connects (RFC 9162, 2.1.4.2).

    The proof holds if these are the roots that were published.

    Raises:
        ValueError: the path is of another length than such a proof has.
    """
    if len(consistency_ranges(old, new)) != len(path):
        raise ValueError("not a proof for these sizes")
    if old == new:
        return old_root, old_root
    # An old log that is a perfect tree is a subtree of the new one, and its root is not repeated in the proof.
    first, *rest = path if old & (old - 1) else [old_root, *path]
    before, after, node, last = first, first, old - 1, new - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    for other in rest:
        if node & 1 or node == last:
            before, after = node_hash(other, before), node_hash(other, after)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            after = node_hash(after, other)
        node, last = node >> 1, last >> 1
    return before, after
