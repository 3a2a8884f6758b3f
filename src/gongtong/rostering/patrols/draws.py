"""Draws that can be proved honest: a seed is promised before, told after, and anybody draws the same again (抽签).

Nothing here makes a seed: whoever draws brings 32 secret bytes, such as those of `secrets.token_bytes(32)`, and keeps them until
the period is over.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Final

from gongtong.rostering.patrols.chances import Plan, chances_of
from gongtong.rostering.patrols.laws import PatrolLaw

SEED_LENGTH: Final = 32
_BYTE: Final = 8


def commitment(seed: bytes, law: PatrolLaw) -> str:
    """Give what is published before the period: it binds seed and law and tells neither plan (抽签承诺).

    Raises `ValueError` for a seed that is not 32 bytes.
    """
    return hashlib.sha256(b"gongtong patrols" + _seed(seed) + law.digest.encode()).hexdigest()


def drawn(seed: bytes, law: PatrolLaw, day: date) -> Plan:
    """Draw the plan of a day; the same seed, law and day give the same slots everywhere (抽取当日方案).

    >>> from gongtong.rostering.patrols.laws import open_day
    >>> law = open_day(opens_at=360, hours=18, slot_minutes=15, patrols=3, length=4, gap=8)
    >>> [law.clock(slot) for slot in drawn(b"0" * 32, law, date(2026, 9, 1))]
    ['07:45', '13:30', '17:00']
    """
    chances = chances_of(law)
    return chances.plan(_below(chances.total, _blocks(_seed(seed), law, day)))


def _seed(seed: bytes) -> bytes:
    if len(seed) != SEED_LENGTH:
        raise ValueError(f"a seed has {SEED_LENGTH} bytes, and comes from a source of chance")
    return seed


def _blocks(seed: bytes, law: PatrolLaw, day: date) -> Iterator[bytes]:
    head = seed + law.digest.encode() + day.isoformat().encode()
    number = 0
    while True:
        yield hashlib.sha256(head + number.to_bytes(_BYTE, "big")).digest()
        number += 1


def _below(total: int, blocks: Iterator[bytes]) -> int:
    """Give a number below the total, each as likely: what is too large is drawn again."""
    bits = (total - 1).bit_length()
    wanted = max(1, -(-bits // _BYTE))
    while True:
        known = b""
        while len(known) < wanted:
            known += next(blocks)
        number = int.from_bytes(known[:wanted], "big") >> (wanted * _BYTE - bits)
        if number < total:
            return number
