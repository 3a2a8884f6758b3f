"""Every method that comes with the package, in the order in which they are listed (计票方法目录)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.voting.methods import (
    approval,
    block,
    borda,
    minimax,
    plurality,
    ranked_pairs,
    schulze,
    score,
    star,
)

if TYPE_CHECKING:
    from gongtong.voting.counting.counting_method import CountingMethod

METHODS: Final[tuple[CountingMethod, ...]] = (
    plurality.METHOD,
    block.METHOD,
    approval.METHOD,
    score.METHOD,
    star.METHOD,
    borda.METHOD,
    schulze.METHOD,
    ranked_pairs.METHOD,
    minimax.METHOD,
)
"""One value from each file of this folder (内置计票方法)."""
