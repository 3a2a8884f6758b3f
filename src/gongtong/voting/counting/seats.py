"""Giving seats to the highest figures, with those level at the last seat as a tie (席位分配)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongtong.voting.counting.ties import Referee


@frozen
class Filled:
    """Who got a seat, best first, and who is level where the seats ran out (分配结果)."""

    elected: tuple[int, ...]
    undecided: tuple[int, ...] = ()


def fill_seats(
    figures: Mapping[int, Fraction | int], seats: int, referee: Referee, *, round_number: int = 1
) -> Filled:
    """Give seats to the highest figures; who is level at the last seat needs the rule (按得数分配席位).

    Where the rule leaves ties open, those ahead of the tie are elected and the tied stay undecided.
    """
    by_figure: dict[Fraction | int, list[int]] = {}
    for number in sorted(figures):
        by_figure.setdefault(figures[number], []).append(number)
    elected: list[int] = []
    for figure in sorted(by_figure, reverse=True):
        level, room = by_figure[figure], seats - len(elected)
        if not room:
            break
        if len(level) > room and referee.rule.is_open:
            referee.leave_open(level, round_number=round_number, seats=room)
            return Filled(tuple(elected), tuple(level))
        if len(level) <= room:
            elected += level
            continue
        while len(elected) < seats:
            chosen = referee.first(level, round_number=round_number, seats=seats - len(elected))
            level.remove(chosen)
            elected.append(chosen)
    return Filled(tuple(elected))
