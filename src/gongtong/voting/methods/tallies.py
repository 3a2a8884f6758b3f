"""What each candidate has in a part of the ballots; the tallies of parts add up to the whole (分片合计)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from gongtong.voting.counting.counting_method import UncountableError

if TYPE_CHECKING:
    from collections.abc import Iterable


@frozen
class Tallies:
    """The figure of each candidate, of how many ballots, and by which method (得数合计).

    Ballots in several places are tallied where they are, and the tallies put together with `+`; that
    is the same as to count all ballots together. `of` names the method with what the figures depend
    on, such as "block of 3", so that only like is added to like.

    >>> south = Tallies(of="approval", candidates=("a", "b"), figures=(3, 1), ballots=4)
    >>> north = Tallies(of="approval", candidates=("a", "b"), figures=(0, 2), ballots=2)
    >>> (south + north).figures
    (3, 3)
    """

    of: str
    candidates: tuple[str, ...]
    figures: tuple[Fraction | int, ...]
    ballots: int

    def __add__(self, other: Tallies) -> Tallies:
        """Put the figures of further ballots to these; raises `ValueError` where they are unlike."""
        if (self.of, self.candidates) != (other.of, other.candidates):
            message = f"tallies of {self.of} and {other.of}, or of unlike candidates, do not add up"
            raise ValueError(message)
        figures = tuple(a + b for a, b in zip(self.figures, other.figures, strict=True))
        return Tallies(self.of, self.candidates, figures, self.ballots + other.ballots)

    @classmethod
    def together(cls, parts: Iterable[Tallies]) -> Tallies:
        """Add up the tallies of all parts, of which there must be one (汇总各部分)."""
        first, *others = parts
        for other in others:
            first += other
        return first


def checked(tallies: Tallies, of: str) -> Tallies:
    """Give tallies back if they are of this kind; raises `UncountableError` otherwise (核对合计种类)."""
    if tallies.of != of:
        message = f"these are tallies of {tallies.of}; tallies of {of} are needed"
        raise UncountableError(message)
    return tallies
