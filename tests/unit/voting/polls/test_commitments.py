"""Commitments and the Merkle tree of RFC 9162, against the definition written out another way."""

from __future__ import annotations

import hashlib
from uuid import UUID

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from gongtong.voting.polls.commitments import (
    EMPTY_ROOT,
    commitment_of,
    is_included,
    leaf_hash,
    merkle_root,
    node_hash,
    prove_inclusion,
    salt_of,
)

POLL = UUID(int=5)
digests = st.sets(st.binary(min_size=32, max_size=32), min_size=1, max_size=20)


def tree_hash(leaves: list[bytes]) -> bytes:
    """RFC 9162 2.1.1, as it is written: split at the largest power of two below the size."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    left, right = tree_hash(leaves[:split]), tree_hash(leaves[split:])
    return hashlib.sha256(b"\x01" + left + right).digest()


@given(digests)
def test_the_root_is_the_one_of_the_definition(leaves: set[bytes]) -> None:
    """Level by level or by splitting: the same root, whatever the order given."""
    assert merkle_root(leaves) == tree_hash(sorted(leaves))
    assert merkle_root(sorted(leaves, reverse=True)) == merkle_root(leaves)


@given(digests)
def test_every_leaf_is_proven_under_the_root(leaves: set[bytes]) -> None:
    """And the proof holds for no other root, leaf or place."""
    root = merkle_root(leaves)
    for leaf in leaves:
        proof = prove_inclusion(leaves, leaf)
        assert proof is not None
        assert proof.root == root
        assert is_included(proof, root)
        assert not is_included(proof, bytes(32))
        assert not is_included(evolve(proof, commitment=bytes(31) + b"\x07"), root)
        assert not is_included(evolve(proof, path=(*proof.path, bytes(32))), root)
        assert not is_included(evolve(proof, index=proof.size), root)
        if proof.path:
            assert not is_included(evolve(proof, path=proof.path[1:]), root)


@given(digests, st.binary(min_size=32, max_size=32))
def test_what_is_not_there_is_not_proven(leaves: set[bytes], stranger: bytes) -> None:
    """No path is given for a digest that is not among the leaves."""
    assert (prove_inclusion(leaves, stranger) is not None) == (stranger in leaves)


def test_no_ballot_at_all_has_the_root_of_nothing() -> None:
    """sha256 of nothing, as the RFC has it."""
    assert merkle_root([]) == EMPTY_ROOT
    assert EMPTY_ROOT.hex().startswith("e3b0c442")
    assert prove_inclusion([], bytes(32)) is None


def test_a_node_cannot_pass_for_a_leaf() -> None:
    """Leaves and nodes are hashed in domains of their own."""
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert node_hash(left, right) != leaf_hash(left + right)
    assert node_hash(left, right) != node_hash(right, left)


def test_the_formulas_of_the_documentation_hold() -> None:
    """Written out with hashlib alone, as anybody would check a receipt."""
    secret, answers = bytes(range(32)), b'[{"form":"picked","names":["x"]}]'
    salt = hashlib.sha256(b"gongtong/ballot-salt/v1\n" + POLL.bytes + secret).digest()
    expected = hashlib.sha256(b"gongtong/ballot/v1\n" + POLL.bytes + salt + answers).digest()
    assert salt_of(POLL, secret) == salt
    assert commitment_of(POLL, salt, answers) == expected


def test_another_poll_secret_or_answer_is_another_commitment() -> None:
    """A receipt belongs to one ballot of one poll."""
    salt = salt_of(POLL, bytes(32))
    variants = {
        commitment_of(POLL, salt, b"[]"),
        commitment_of(POLL, salt, b"[1]"),
        commitment_of(UUID(int=6), salt, b"[]"),
        commitment_of(POLL, salt_of(POLL, b"\x01" * 32), b"[]"),
    }
    assert len(variants) == 4
    assert salt_of(POLL, bytes(32)) != salt_of(UUID(int=6), bytes(32))


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_secret_of_another_length_is_refused(length: int) -> None:
    """Thirty-two bytes, neither fewer nor more."""
    with pytest.raises(ValueError, match="32 bytes"):
        salt_of(POLL, bytes(length))
