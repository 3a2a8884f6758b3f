"""Amounts that are promised before they are posted, and what becomes of the promise (预留)."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from attrs import evolve, frozen

from gongtong.ledger.books.entries import Draft


class ReservationState(StrEnum):
    """What became of a reserved entry (预留状态)."""

    PENDING = "pending"
    POSTED = "posted"
    RELEASED = "released"
    EXPIRED = "expired"


class ReservationStep(StrEnum):
    """What can be done to a reserved entry (预留操作)."""

    POST = "post"
    RELEASE = "release"
    EXPIRE = "expire"


TRANSITIONS: Final[Mapping[tuple[ReservationState, ReservationStep], ReservationState]] = {
    (ReservationState.PENDING, ReservationStep.POST): ReservationState.POSTED,
    (ReservationState.PENDING, ReservationStep.RELEASE): ReservationState.RELEASED,
    (ReservationState.PENDING, ReservationStep.EXPIRE): ReservationState.EXPIRED,
}
"""Every step a reserved entry can take; a pair that is absent is refused, so it ends once."""


@frozen
class Reservation:
    """An entry whose amounts are promised and not yet posted (预留凭证).

    It stands through `expires_on`, the last day on which it can be posted. While it is pending, what
    it would take from an account that may not be negative cannot be paid to anybody else.
    """

    id: UUID
    draft: Draft
    expires_on: date
    reserved_by: str
    state: ReservationState = ReservationState.PENDING
    resolved_by: str = ""
    entry_id: UUID | None = None
    version: int = 1


@frozen
class PendingBalance:
    """What an account holds in a fund, posted, and what pending entries take from it (待过账余额).

    `reserved_fen` is positive: it is what is promised and still there. Amounts in fen.
    """

    account: str
    fund: str
    posted_fen: int
    reserved_fen: int

    @property
    def available_fen(self) -> int:
        """What can still be promised or paid (可用余额)."""
        return self.posted_fen - self.reserved_fen


def reserved_of(drafts: Iterable[Draft]) -> dict[tuple[str, str], int]:
    """Give what pending drafts take, by account and fund, in fen; what they bring is not there yet (预留金额).

    A draft that takes from an account and puts back into it takes the difference.
    """
    reserved: dict[tuple[str, str], int] = {}
    for draft in drafts:
        moved: dict[tuple[str, str], int] = {}
        for posting in draft.postings:
            key = posting.account, posting.fund
            moved[key] = moved.get(key, 0) + posting.amount_fen
        for key, amount_fen in moved.items():
            if amount_fen < 0:
                reserved[key] = reserved.get(key, 0) - amount_fen
    return reserved


def in_part(draft: Draft, amounts_fen: Iterable[int]) -> Draft:
    """Give a draft with these amounts in the order of its lines, without the lines of nothing (部分过账)."""
    lines = zip(draft.postings, amounts_fen, strict=True)
    return evolve(
        draft, postings=tuple(evolve(line, amount_fen=fen) for line, fen in lines if fen != 0)
    )
