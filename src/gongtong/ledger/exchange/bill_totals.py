"""The totals that a statement states of itself, compared with its lines (账单合计核对)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from gongtong.core.errors import InputProblem
from gongtong.core.money import format_yuan, yuan
from gongtong.core.records import Record
from gongtong.core.tabular import problem_at
from gongtong.ledger.exchange.bills import BillLine, Direction

EXPORT_AGAIN: Final = "export the statement from the app again and use the file as it comes"

_COUNT: Final = re.compile(r"共\s*(\d{1,9})\s*笔记录", re.ASCII)
_TOTAL: Final = re.compile(
    r"(收入|支出|中性交易|不计收支)\s*[:：]\s*(\d{1,9})\s*笔\s*[,，]?\s*([\d,.]+)\s*元", re.ASCII
)
_TOTALLED: Final[Mapping[str, Direction]] = {
    "收入": Direction.IN,
    "支出": Direction.OUT,
    "中性交易": Direction.NEUTRAL,
    "不计收支": Direction.NEUTRAL,
}


def differing_totals(
    preamble: Sequence[Record], lines: Sequence[BillLine], file: str
) -> Iterator[InputProblem]:
    """Compare what the preamble says with the lines that are there (核对合计)."""
    for number, cells in preamble:
        said = ",".join(cells)
        for match in _COUNT.finditer(said):
            if int(match[1]) != len(lines):
                yield _differing(file, number, said=f"{match[1]}笔", found=f"{len(lines)}笔")
        for match in _TOTAL.finditer(said):
            found = [line for line in lines if line.direction is _TOTALLED[match[1]]]
            yield from _differing_total(file, number, match, found)


def _differing_total(
    file: str, number: int, match: re.Match[str], found: Sequence[BillLine]
) -> Iterator[InputProblem]:
    kind, count, amount = match.groups()
    amount_fen = sum(line.amount_fen for line in found)
    try:
        stated_fen = yuan(amount)
    except ValueError:
        stated_fen = -1
    # The apps add up a transaction that never went through in ways of their own.
    comparable = all(line.is_settled for line in found)
    if int(count) != len(found) or (comparable and stated_fen != amount_fen):
        yield _differing(
            file,
            number,
            said=f"{kind} {count}笔 {amount}元",
            found=f"{kind} {len(found)}笔 {format_yuan(amount_fen)}元",
        )


def _differing(file: str, number: int, *, said: str, found: str) -> InputProblem:
    return problem_at(
        file,
        line=number,
        code="totals_differ",
        en=f"the statement says {said}, its lines give {found}",
        zh=f"账单写明{said}, 明细却是{found}",
        remedy=EXPORT_AGAIN,
    )
