"""The Merkle tree against its definition in RFC 6962, section 2.1, and a vector that others use."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.proposals import tree


def defined_root(leaves: list[bytes]) -> bytes:
    """MTH as RFC 6962 writes it down."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\x01" + defined_root(leaves[:k]) + defined_root(leaves[k:])).digest()


class Kept:
    """A log with its nodes kept in memory, as the tables keep them."""

    def __init__(self, leaves: list[bytes]) -> None:
        self.frontier: list[bytes] = []
        self.nodes: dict[tree.Place, bytes] = {}
        for size, leaf in enumerate(leaves):
            self.frontier, new = tree.grown(size, self.frontier, tree.leaf_hash(leaf))
            self.nodes |= dict(new)


def leaves_of(count: int) -> list[bytes]:
    """So many different leaves."""
    return [b"leaf %d" % number for number in range(count)]


def test_roots_of_the_vector_of_certificate_transparency() -> None:
    """The eight leaves and roots of the reference implementation's own test."""
    leaves = [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ]
    kept = Kept([bytes.fromhex(leaf) for leaf in leaves])
    root = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    assert tree.folded(kept.frontier).hex() == root


@given(st.integers(0, 70))
def test_the_frontier_gives_the_defined_root(count: int) -> None:
    """Appending one by one arrives at the root that the RFC defines, and keeps fewer than two nodes a leaf."""
    kept = Kept(leaves_of(count))
    assert tree.folded(kept.frontier) == defined_root(leaves_of(count))
    assert len(kept.nodes) < 2 * count or count == 0


@given(st.integers(1, 70), st.data())
def test_an_inclusion_proof_leads_to_the_root_and_no_other_leaf_does(size: int, data: st.DataObject) -> None:
    """Each leaf is proved at its own index alone."""
    leaves = leaves_of(size)
    index = data.draw(st.integers(0, size - 1))
    path = tree.proof(tree.inclusion_ranges(index, size), Kept(leaves).nodes.__getitem__)
    assert tree.root_of_inclusion(tree.leaf_hash(leaves[index]), index, size, path) == defined_root(leaves)
    assert tree.root_of_inclusion(tree.leaf_hash(b"other"), index, size, path) != defined_root(leaves)


@given(st.integers(1, 70), st.data())
def test_a_consistency_proof_leads_to_both_roots(new: int, data: st.DataObject) -> None:
    """A longer log is proved to begin with the shorter one."""
    old = data.draw(st.integers(1, new))
    leaves = leaves_of(new)
    before, after = defined_root(leaves[:old]), defined_root(leaves)
    path = tree.proof(tree.consistency_ranges(old, new), Kept(leaves).nodes.__getitem__)
    assert tree.roots_of_consistency(old, new, before, path) == (before, after)


@given(st.integers(2, 70), st.data())
def test_a_log_with_an_old_leaf_altered_has_no_consistency_proof(new: int, data: st.DataObject) -> None:
    """The proof of the altered log does not lead to the root that was published."""
    old = data.draw(st.integers(1, new - 1))
    altered = leaves_of(new)
    altered[data.draw(st.integers(0, old - 1))] = b"altered"
    path = tree.proof(tree.consistency_ranges(old, new), Kept(altered).nodes.__getitem__)
    before = defined_root(leaves_of(new)[:old])
    assert tree.roots_of_consistency(old, new, before, path) != (before, defined_root(altered))


def test_what_cannot_be_proved_is_refused() -> None:
    """A leaf that is not there, a size that is not shorter, a path of another length."""
    with pytest.raises(ValueError, match="no leaf 3"):
        tree.inclusion_ranges(3, 3)
    with pytest.raises(ValueError, match="no proof from 4 to 3"):
        tree.consistency_ranges(4, 3)
    with pytest.raises(ValueError, match="not a proof"):
        tree.root_of_inclusion(bytes(32), 0, 2, [])
