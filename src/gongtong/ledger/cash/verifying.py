"""What a check of the cashier's desk finds: receipts and lines that were changed past the commands (出纳核对)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from uuid import UUID

from gongtong.core.money import format_yuan
from gongtong.ledger.books.verifying import Finding
from gongtong.ledger.cash.cash_book import CashLine
from gongtong.ledger.cash.issuing import gaps_in
from gongtong.ledger.cash.receipt_text import digest_of
from gongtong.ledger.cash.receipts import Receipt, ReceiptState


def findings_of_desk(receipts: Sequence[Receipt], lines: Sequence[CashLine]) -> tuple[Finding, ...]:
    """Hold receipts and cash lines against each other; nothing found means that they agree (出纳核对).

    Numbers and positions without gaps, days that do not run back, the words of a receipt under their
    digest, each receipt with its line, each counter-line with what it takes back, and each voided
    receipt with a counter-line.
    """
    by_id = {line.id: line for line in lines}
    countered = {line.counters for line in lines if line.counters is not None}
    return (
        *_gaps(receipts, lines),
        *_days(receipts),
        *(one for receipt in receipts for one in _of_receipt(receipt, by_id, countered)),
        *(one for line in lines for one in _of_counter(line, by_id)),
    )


def _gaps(receipts: Sequence[Receipt], lines: Sequence[CashLine]) -> Iterator[Finding]:
    for gap in gaps_in((one.year, one.number) for one in receipts):
        yield _finding(
            "receipt_gap",
            f"{gap.year}年收据{gap.number}号有{gap.times}张",
            f"receipt {gap.number} of {gap.year} is there {gap.times} times",
        )
    for gap in gaps_in((0, line.position) for line in lines):
        yield _finding(
            "cash_line_gap",
            f"日记账第{gap.number}行有{gap.times}行",
            f"line {gap.number} of the cash book is there {gap.times} times",
        )


def _days(receipts: Iterable[Receipt]) -> Iterator[Finding]:
    ordered = sorted(receipts, key=lambda one: (one.year, one.number))
    for before, after in pairwise(ordered):
        if before.received_on > after.received_on:
            yield _finding(
                "receipt_out_of_order",
                f"{after.label}的日期早于前一张",
                f"{after.label} is of an earlier day than the one before it",
            )


def _of_receipt(
    receipt: Receipt, lines: Mapping[UUID, CashLine], countered: set[UUID]
) -> Iterator[Finding]:
    line = lines.get(receipt.cash_line_id)
    if digest_of(receipt.printed) != receipt.digest:
        yield _finding(
            "receipt_altered",
            f"{receipt.label}的文字与其摘要不符",
            f"the words of {receipt.label} are not those of its digest",
        )
    if f"￥{format_yuan(receipt.amount_fen)}" not in receipt.printed:
        yield _finding(
            "receipt_amount_differs",
            f"{receipt.label}的金额与其文字不符",
            f"the amount of {receipt.label} is not the one that its words say",
        )
    if line is None or _told(line) != (receipt.account, receipt.received_on, receipt.amount_fen):
        yield _finding(
            "receipt_without_line",
            f"{receipt.label}与日记账不符",
            f"{receipt.label} does not stand in the cash book as it was given",
        )
    if (receipt.state is ReceiptState.VOIDED) is not (receipt.cash_line_id in countered):
        yield _finding(
            "receipt_void_differs",
            f"{receipt.label}的作废与日记账不符",
            f"{receipt.label} is voided in one place and not in the other",
        )


def _of_counter(line: CashLine, lines: Mapping[UUID, CashLine]) -> Iterator[Finding]:
    if line.counters is None:
        return
    original = lines.get(line.counters)
    if original is None or (original.account, original.amount_fen) != (
        line.account,
        -line.amount_fen,
    ):
        yield _finding(
            "counter_differs",
            f"日记账第{line.position}行与所冲正的行不符",
            f"line {line.position} of the cash book does not take back what it says",
        )


def _told(line: CashLine) -> tuple[object, ...]:
    return line.account, line.on, line.amount_fen


def _finding(code: str, zh: str, en: str) -> Finding:
    return Finding(f"ledger.{code}", zh, en)
