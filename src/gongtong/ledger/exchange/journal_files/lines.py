"""Lines, days and amounts of a journal, as far as they are understood (账簿文本)."""

import hashlib
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from attrs import define, evolve, field, frozen

from gongtong.core.errors import InputError, InputProblem
from gongtong.core.records import decode
from gongtong.ledger.exchange.banks.cells import read_decimal
from gongtong.ledger.exchange.journal_files.journal import (
    CURRENCY,
    Assertion,
    Journal,
    JournalPosting,
    JournalTransaction,
    false_assertions,
    problem,
    unbalanced,
)

_DAY: Final = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", re.ASCII)
_NUMBER: Final = r"[-+]?\s*(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|[-+]?\s*\.\d+"
_BEFORE: Final = re.compile(
    rf"(?P<sign>[-+]?)\s*(?P<currency>CNY|¥|￥)\s*(?P<number>{_NUMBER})", re.ASCII
)
_AFTER: Final = re.compile(rf"(?P<sign>)(?P<number>{_NUMBER})\s*(?P<currency>CNY|¥|￥)", re.ASCII)


class NotUnderstoodError(Exception):
    """A part of a journal that is not understood; the reader says on which line (无法识别)."""


@frozen
class Line:
    """One line of a journal, with its number as an editor counts it (文本行)."""

    number: int
    text: str

    @property
    def is_indented(self) -> bool:
        """Whether the line belongs to the one above it (是否缩进)."""
        return self.text[:1] in {" ", "\t"}


@define
class Reading:
    """What was read of a journal so far, and what was not understood (读入进度)."""

    file: str
    transactions: list[JournalTransaction] = field(factory=list)
    assertions: list[Assertion] = field(factory=list)
    problems: list[InputProblem] = field(factory=list)

    def complain(self, line: Line, why: str) -> None:
        """Note that a line is not understood (记录问题)."""
        shown = line.text.strip()[:60]
        en, zh = f"{why}: {shown!r}", f"无法识别该行: {shown}"
        self.problems.append(problem(self.file, line.number, "not_understood", en=en, zh=zh))


def read_journal_text(
    content: bytes, *, file: str, read: Callable[[Iterator[list[Line]], Reading], None]
) -> Journal:
    """Read a journal block by block with a reader of its dialect (读取账簿文本).

    A block is a line at the margin and the indented ones right below it. Raises `InputError` with every line that is
    not understood, every transaction that does not balance and every assertion that fails.
    """
    text = decode(content, file=file, encodings=("utf-8-sig",))
    reading = Reading(file)
    read(_blocks(text), reading)
    ordered = sorted(reading.transactions, key=lambda one: one.day)
    problems = [*reading.problems, *unbalanced(ordered, file)]
    if not problems:
        problems.extend(false_assertions(ordered, reading.assertions, file))
    if problems:
        raise InputError(sorted(problems, key=lambda one: one.line or 0))
    moving = tuple(one for one in map(_without_zeros, ordered) if one.postings)
    return Journal(file, hashlib.sha256(content).hexdigest(), moving)


def complain_below(rest: list[Line], reading: Reading) -> None:
    """Note that indented lines stand below one that they cannot belong to, comments excepted (缩进行检查)."""
    for line in rest:
        if not line.text.lstrip().startswith(";"):
            reading.complain(line, "it is indented and belongs to nothing")


def _without_zeros(transaction: JournalTransaction) -> JournalTransaction:
    return evolve(
        transaction, postings=tuple(one for one in transaction.postings if one.amount_fen)
    )


def _blocks(text: str) -> Iterator[list[Line]]:
    block: list[Line] = []
    for number, one in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        line = Line(number, one)
        if block and (not one.strip() or not line.is_indented):
            yield block
            block = []
        if one.strip():
            block.append(line)
    if block:
        yield block


def read_day(text: str) -> date:
    """Read a day such as 2026-01-31 (读取日期)."""
    match = _DAY.fullmatch(text)
    if match is None:
        raise NotUnderstoodError("it begins with no day")
    try:
        return date(int(match[1]), int(match[3]), int(match[4]))
    except ValueError as error:
        raise NotUnderstoodError(str(error)) from error


def read_money(text: str) -> int:
    """Read an amount in CNY, its sign of currency before or behind it, in fen (读取金额).

    >>> read_money("CNY -1,300.00"), read_money("-¥300"), read_money("300.5 CNY")
    (-130000, -30000, 30050)
    """
    match = _BEFORE.fullmatch(text) or _AFTER.fullmatch(text)
    if match is None:
        raise NotUnderstoodError(f"it holds no plain amount in {CURRENCY}")
    number = match["number"].replace(" ", "").replace(",", "")
    if match["sign"] and number[:1] in {"-", "+"}:
        raise NotUnderstoodError("the amount has two signs")
    try:
        fen = read_decimal(number)
    except ValueError as error:
        raise NotUnderstoodError("the amount has more than two decimals") from error
    return -fen if match["sign"] == "-" else fen


def with_missing_amount(
    postings: list[tuple[Line, str, int | None, str]],
) -> tuple[JournalPosting, ...]:
    """Give the one posting without an amount what the others leave (补足金额)."""
    left_out = [one for one in postings if one[2] is None]
    if len(left_out) > 1:
        raise NotUnderstoodError("several postings have no amount")
    rest_fen = -sum(fen for _, _, fen, _ in postings if fen is not None)
    return tuple(
        JournalPosting(line.number, account, rest_fen if fen is None else fen, memo)
        for line, account, fen, memo in postings
    )
