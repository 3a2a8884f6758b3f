"""Sharing out a surplus, setting off what is owed, and sharing an old debt (分红与抵欠)."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from attrs import frozen

from gongtong.core.money import allocate


@frozen
class SurplusShare:
    """What one dwelling gets of a surplus: its share, what of it pays arrears, and what is paid out (分红明细)."""

    dwelling_id: UUID
    share_fen: int
    set_off_fen: int

    @property
    def paid_out_fen(self) -> int:
        """What is left after arrears (实发金额)."""
        return self.share_fen - self.set_off_fen


def share_surplus(
    surplus_fen: int, weights: Sequence[tuple[UUID, int]], arrears_fen: Mapping[UUID, int]
) -> tuple[SurplusShare, ...]:
    """Share a surplus by weights, such as areas in cm2, arrears first (分配结余).

    The shares add up to the surplus to the fen; among equal remainders the dwelling that is named earlier
    has the fen. 民法典 第283条 shares benefits as agreed, otherwise by area.
    """
    if surplus_fen < 0:
        message = f"a surplus is nothing or more, not {surplus_fen} fen"
        raise ValueError(message)
    shares = allocate(surplus_fen, [weight for _, weight in weights])
    return tuple(
        SurplusShare(who, share_fen, min(share_fen, max(0, arrears_fen.get(who, 0))))
        for (who, _), share_fen in zip(weights, shares, strict=True)
    )


def share_debt(debt_fen: int, households: int) -> tuple[int, ...]:
    """Share a common debt by households, to the fen; the earlier ones bear the odd fen (分担欠款).

    >>> shares = share_debt(4_800_000, 175)
    >>> (shares.count(27_429), shares.count(27_428), sum(shares))
    (100, 75, 4800000)
    """
    if households < 1:
        message = "nobody is there to share a debt"
        raise ValueError(message)
    return allocate(debt_fen, [1] * households)
