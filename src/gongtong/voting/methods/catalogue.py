"""Every method that comes with the package, in the order in which they are listed (计票方法目录)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.voting.methods import (
    approval,
    block,
    borda,
    equal_shares,
    irv,
    minimax,
    pav,
    pb_equal_shares,
    pb_equal_shares_add1,
    pb_greedy,
    pb_greedy_no_skip,
    pb_greedy_threshold,
    plurality,
    ranked_pairs,
    schulze,
    score,
    seq_pav,
    seq_phragmen,
    star,
    stv_meek,
    stv_scottish,
    two_round,
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
    two_round.METHOD,
    irv.METHOD,
    stv_scottish.METHOD,
    stv_meek.METHOD,
    schulze.METHOD,
    ranked_pairs.METHOD,
    minimax.METHOD,
    seq_phragmen.METHOD,
    seq_pav.METHOD,
    pav.METHOD,
    equal_shares.METHOD,
    pb_greedy.METHOD,
    pb_greedy_threshold.METHOD,
    pb_greedy_no_skip.METHOD,
    pb_equal_shares.METHOD,
    pb_equal_shares_add1.METHOD,
)
"""One value from each file of this folder (内置计票方法)."""
