r"""Receipts of ballots: salted commitments, their Merkle root, and the proof (选票存证).

A voter's device draws 32 random bytes, the secret. From it comes the salt, and from poll, salt and
answers the commitment; the commitment is the receipt. The commitments of a poll, sorted, are the
leaves of a Merkle tree as RFC 9162 section 2.1 defines it; its root is published at the close. Who
holds a receipt proves with a path of digests that the ballot is under the root. The receipt alone
does not tell the answers: to open it takes the secret, which the voter may throw away.

Everything here needs the standard library alone, so that anybody can check without this package::

    salt       = sha256("gongtong/ballot-salt/v1\n" || poll (16 bytes) || secret)
    commitment = sha256("gongtong/ballot/v1\n" || poll (16 bytes) || salt || canonical answers)
    leaf       = sha256(0x00 || commitment)        node = sha256(0x01 || left || right)
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

SECRET_BYTES: Final = 32
"""How many random bytes a voter's device draws for each ballot (随机字节数)."""
EMPTY_ROOT: Final = hashlib.sha256(b"").digest()
_SALT_DOMAIN: Final = b"gongtong/ballot-salt/v1\n"
_DOMAIN: Final = b"gongtong/ballot/v1\n"
_LEAF: Final = b"\x00"
_NODE: Final = b"\x01"


def salt_of(poll_id: UUID, secret: bytes) -> bytes:
    """Give the salt that is kept with a ballot; it does not give the secret away (选票盐值).

    Raises `ValueError` where the secret is not 32 bytes long.
    """
    if len(secret) != SECRET_BYTES:
        message = f"a ballot's secret has {SECRET_BYTES} bytes, not {len(secret)}"
        raise ValueError(message)
    return hashlib.sha256(_SALT_DOMAIN + poll_id.bytes + secret).digest()


def commitment_of(poll_id: UUID, salt: bytes, answers: bytes) -> bytes:
    """Commit to the canonical bytes of a ballot's answers (选票承诺值)."""
    return hashlib.sha256(_DOMAIN + poll_id.bytes + salt + answers).digest()


@frozen
class InclusionProof:
    """The digests that lead from one commitment to the published root (收录证明).

    `index` is the place of the commitment among the sorted ones, counted from 0; `size` is how many
    there are.
    """

    commitment: bytes
    index: int
    size: int
    path: tuple[bytes, ...]
    root: bytes


def leaf_hash(commitment: bytes) -> bytes:
    """Hash a leaf; no node can pass for one (叶节点摘要).

    RFC 9162 section 2.1.1.
    """
    return hashlib.sha256(_LEAF + commitment).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two children; no leaf can pass for them (内部节点摘要).

    RFC 9162 section 2.1.1.
    """
    return hashlib.sha256(_NODE + left + right).digest()


def merkle_root(commitments: Iterable[bytes]) -> bytes:
    """Give the root over the sorted commitments; of none it is sha256 of nothing (默克尔根)."""
    level = [leaf_hash(one) for one in sorted(commitments)]
    while len(level) > 1:
        level = _above(level)
    return level[0] if level else EMPTY_ROOT


def _above(level: Sequence[bytes]) -> list[bytes]:
    pairs = zip(level[::2], level[1::2], strict=False)
    above = [node_hash(left, right) for left, right in pairs]
    # the last one without a neighbour goes up as it is
    return above if len(level) % 2 == 0 else [*above, level[-1]]


def prove_inclusion(commitments: Iterable[bytes], commitment: bytes) -> InclusionProof | None:
    """Give the path from a commitment to the root, or nothing where it is not among them (出具收录证明)."""
    leaves = sorted(commitments)
    if commitment not in leaves:
        return None
    index = place = leaves.index(commitment)
    path: list[bytes] = []
    level = [leaf_hash(one) for one in leaves]
    while len(level) > 1:
        neighbour = place ^ 1
        if neighbour < len(level):
            path.append(level[neighbour])
        level, place = _above(level), place // 2
    return InclusionProof(commitment, index, len(leaves), tuple(path), level[0])


def is_included(proof: InclusionProof, root: bytes) -> bool:
    """Check a proof against the root that was published, with hashing alone (验证收录证明).

    RFC 9162 section 2.1.3.2.
    """
    if not 0 <= proof.index < proof.size:
        return False
    place, last = proof.index, proof.size - 1
    digest = leaf_hash(proof.commitment)
    for step in proof.path:
        if last == 0:
            return False
        if place % 2 or place == last:
            digest = node_hash(step, digest)
            while place % 2 == 0 and place:
                place, last = place // 2, last // 2
        else:
            digest = node_hash(digest, step)
        place, last = place // 2, last // 2
    return last == 0 and digest == root
