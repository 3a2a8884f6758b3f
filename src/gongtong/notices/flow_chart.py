"""The rounds of a count as a flow: who had how much, and from whom to whom it moved (计票流向图)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from attrs import frozen

from gongtong.notices.vote_charts import WIDTH, drawing, label, shortened
from gongtong.voting.counting.exact_words import decimal
from gongtong.voting.counting.traces import Act

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongtong.voting.counting.traces import Count, Round

MOST_COLUMNS: Final = 12
"""How many rounds a chart draws at the most: the last ones (最多轮数)."""
_LEFT, _TOP, _COLUMN, _GAP, _PLOT, _LINE = 12, 64, 14, 6, 360, 8
_NAME_CHARACTERS: Final = 6
_SHADES: Final = (
    "#1d5c96",
    "#c9622b",
    "#3f7d4e",
    "#7a4f9a",
    "#8a6d1d",
    "#b3405f",
    "#2f7f86",
    "#5d6b7a",
)


@frozen
class _Block:
    """Where a candidate's votes stand in a column."""

    top: int
    height: int


def flow_chart(count: Count, *, title: str) -> str:
    """Draw the rounds that have amounts as columns, and what moved between them as bands (计票流向图).

    Only votes that a round says have moved are drawn as a band between two candidates; what stays
    is drawn straight on. A count of more rounds than fit shows the last ones and says so.
    """
    rounds = [one for one in count.rounds if one.amounts]
    drawn = rounds[-MOST_COLUMNS:]
    names = [name for name in count.candidates if any(one.amount_of(name) for one in drawn)]
    total = max((_total(one) for one in drawn), default=Fraction(0))
    left_out = len(rounds) - len(drawn)

    def body() -> Iterator[str]:
        if left_out:
            yield label(_LEFT, 46, f"前 {left_out} 轮略", "muted")
        columns = [_blocks(one, names, total) for one in drawn]
        places = _places(len(drawn))
        for place, one in enumerate(drawn[:-1]):
            yield from _bands(one, names, columns[place : place + 2], places[place : place + 2])
        for one, blocks, x in zip(drawn, columns, places, strict=True):
            yield label(x, _TOP - 8, f"第{one.number}轮", "muted")
            yield from _column(one, names, blocks, x)

    return drawing(
        _TOP + _PLOT + (_GAP + _LINE) * len(names) + 20,
        title=title,
        description=f"每列一轮，色块高低为得数；色带为转移的票。当选：{'、'.join(count.elected) or '无'}。",
        body=body(),
    )


def _total(one: Round) -> Fraction:
    return sum((amount.amount for amount in one.amounts), Fraction(0))


def _places(columns: int) -> list[int]:
    step = (WIDTH - 2 * _LEFT - 110) // max(columns - 1, 1) if columns > 1 else 0
    return [_LEFT + step * place for place in range(columns)]


def _blocks(one: Round, names: Sequence[str], total: Fraction) -> dict[str, _Block]:
    blocks: dict[str, _Block] = {}
    top = _TOP
    for name in names:
        amount = one.amount_of(name)
        if amount is None:
            continue
        height = _tall(amount, total)
        blocks[name] = _Block(top, height)
        # a block of few votes still has a line of text beside it
        top += max(height, _LINE) + _GAP
    return blocks


def _tall(amount: Fraction, total: Fraction) -> int:
    return max(int(_PLOT * amount / total), 1) if total > 0 and amount > 0 else 0


def _column(one: Round, names: Sequence[str], blocks: dict[str, _Block], x: int) -> Iterator[str]:
    acts = {step.candidate: step.act for step in one.steps}
    for number, name in enumerate(names):
        block = blocks.get(name)
        if block is None:
            continue
        shade = _SHADES[number % len(_SHADES)]
        yield (
            f'<rect x="{x}" y="{block.top}" width="{_COLUMN}" height="{max(block.height, 1)}" '
            f'fill="{shade}"/>'
        )
        act = {Act.ELECTED: "✓", Act.ELIMINATED: "✗"}.get(acts.get(name, Act.SKIPPED), "")
        figure = decimal(one.amount_of(name) or Fraction(0), 2)
        yield label(
            x + _COLUMN + 3,
            block.top + 11,
            f"{act}{shortened(name, _NAME_CHARACTERS)} {figure}",
            "muted",
        )


def _bands(
    one: Round, names: Sequence[str], columns: Sequence[dict[str, _Block]], places: Sequence[int]
) -> Iterator[str]:
    before, after = columns
    total = _total(one)
    # where the next band leaves, and where it arrives behind what stayed
    leaving = {name: block.top for name, block in before.items()}
    arriving = {
        name: block.top + min(block.height, before[name].height if name in before else 0)
        for name, block in after.items()
    }
    for name in names:
        if name in before and name in after:
            height = min(before[name].height, after[name].height)
            yield _band(places, before[name].top, after[name].top, height)
    for move in one.transfers:
        if move.giver in leaving and move.taker in arriving:
            height = _tall(move.amount, total)
            yield _band(places, leaving[move.giver], arriving[move.taker], height)
            leaving[move.giver] += height
            arriving[move.taker] += height


def _band(places: Sequence[int], start: int, end: int, height: int) -> str:
    x, to = places[0] + _COLUMN, places[1]
    middle = (x + to) // 2
    return (
        f'<path class="flow" d="M{x} {start}C{middle} {start} {middle} {end} {to} {end}'
        f'V{end + height}C{middle} {end + height} {middle} {start + height} {x} {start + height}Z"/>'
    )
