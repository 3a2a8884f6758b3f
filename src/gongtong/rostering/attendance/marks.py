"""Marks of coming and going, and the code on the wall that a phone reads without a network (签到记录与签到码)."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Final

from attrs import evolve, field, frozen

_LENGTH: Final = 20
_SHORTEST_SECRET: Final = 16


class MarkKind(StrEnum):
    """Whether somebody came or went (签到或签退)."""

    CAME = "came"
    WENT = "went"


class MarkMeans(StrEnum):
    """How a mark was made (签到方式).

    Whoever leads a shift marks for others; paper is typed in later.
    """

    SCANNED = "scanned"
    PAPER = "paper"
    LEADER = "leader"


@frozen
class AttendanceMark:
    """Somebody came to a shift or went from it, at a moment that his phone or the paper tells (签到).

    `code` is what was scanned; it is checked and taken away before a mark goes into the database.
    """

    shift: str
    volunteer: str
    kind: MarkKind
    at: datetime
    means: MarkMeans = MarkMeans.SCANNED
    code: str = field(default="", repr=False)


class ForgedMarksError(ValueError):
    """Marks whose code is not that of their shift (签到码不符)."""

    def __init__(self, marks: tuple[AttendanceMark, ...]) -> None:
        """Keep the marks."""
        shifts = ", ".join(sorted({one.shift for one in marks}))
        super().__init__(f"{len(marks)} marks were not scanned at their shift: {shifts}")
        self.marks = marks


def scan_code(secret: bytes, place: str, shift: str) -> str:
    """Give the code that hangs where a shift begins, to be drawn as a QR code (签到码).

    The secret stays with the host; who has the code of one shift knows nothing about that of another. Raises `ValueError` for a secret of
    fewer than 16 bytes.

    >>> scan_code(b"sixteen secret b", "court", "2026-09-04/evening")
    'GT1:2026-09-04/evening:bea4c1fdd5ffbaae38e7'
    """
    if len(secret) < _SHORTEST_SECRET:
        raise ValueError(f"a secret has at least {_SHORTEST_SECRET} bytes")
    proof = hmac.new(secret, f"{place}\n{shift}".encode(), hashlib.sha256).hexdigest()
    return f"GT1:{shift}:{proof[:_LENGTH]}"


def checked_marks(
    marks: Iterable[AttendanceMark], secret: bytes, place: str
) -> tuple[AttendanceMark, ...]:
    """Give marks without their codes, those that were scanned only where the code is right (核验签到码).

    This is for the host to call before `note_attendance`, so that neither secret nor code reaches the database. Raises `ForgedMarksError` with every
    mark whose code is wrong.
    """
    every = tuple(marks)
    forged = tuple(
        one
        for one in every
        if one.means is MarkMeans.SCANNED
        and not hmac.compare_digest(one.code.encode(), scan_code(secret, place, one.shift).encode())
    )
    if forged:
        raise ForgedMarksError(forged)
    return tuple(evolve(one, code="") for one in every)
