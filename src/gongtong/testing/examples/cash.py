"""Examples of the commands of the cashier's desk (出纳命令示例)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from attrs import evolve

from gongtong.ledger.books.chart import CASH
from gongtong.ledger.cash.cash_book import CounterCash, NoteCash
from gongtong.ledger.cash.counting import CountedFigure, CountedPieces, CountSide, SignCount
from gongtong.ledger.cash.receipts import BookReceipts, ReceiveCash, VoidReceipt
from gongtong.testing.examples.books import OPENING_FEN, open_books
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.fee_plugin import FEE_FEN
from gongtong.testing.examples.payments import charge_everybody
from gongtong.testing.examples.people import BOOKKEEPER, CASHIER, SINCE, dwelling_id

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

PAID_ON: Final = date(2025, 6, 9)
"""The day on which the examples bring money to the desk (收款日)."""
OPENING: Final = NoteCash(CASH, SINCE, OPENING_FEN, "上届出纳", "移交现金")
"""The first line of the cash book: what the cashier took over (期初行)."""
_LATER: Final = NoteCash(CASH, PAID_ON, -2_000, "新民五金店", "买锁一把", "发票0017")
_FIGURE: Final = CountedFigure(CASH, OPENING_FEN, (CountedPieces(10_000, 100),))
_MAY: Final = SignCount("2025-05", CountSide.CASHIER, (_FIGURE,))


def open_cash_book(stage: Stage) -> None:
    """Open the books, and the cash book with the same money (建账并开日记账)."""
    open_books(stage)
    with stage.work(CASHIER) as work:
        work.ledger.cash.note_cash(OPENING, key="stage/cash")


def charge_and_open(stage: Stage) -> ReceiveCash:
    """Charge every dwelling, open the cash book, and say what the first one brings (收款准备)."""
    charge_everybody(stage)
    with stage.work(CASHIER) as work:
        work.ledger.cash.note_cash(OPENING, key="stage/cash")
    return ReceiveCash(dwelling_id(stage), "王芳", FEE_FEN, PAID_ON, "2025年卫生费")


def receive(stage: Stage) -> None:
    """Take the fee of one dwelling at the desk and give a receipt (收款开票)."""
    request = charge_and_open(stage)
    with stage.work(CASHIER) as work:
        work.ledger.cash.receive_cash(request, key="stage/receipt")


def _noted(stage: Stage) -> UUID:
    open_cash_book(stage)
    with stage.work(CASHIER) as work:
        return work.ledger.cash.note_cash(_LATER, key="stage/later").line.id


def _note(stage: Stage) -> NoteCash:
    open_cash_book(stage)
    return _LATER


def _void(stage: Stage) -> VoidReceipt:
    receive(stage)
    return VoidReceipt(2025, 1, date(2025, 6, 10), "金额写错")


def _book(stage: Stage) -> BookReceipts:
    receive(stage)
    return BookReceipts(PAID_ON)


def _sign(stage: Stage) -> SignCount:
    open_cash_book(stage)
    return _MAY


def _sign_against(stage: Stage) -> SignCount:
    open_cash_book(stage)
    with stage.work(CASHIER) as work:
        work.ledger.cash.sign_count(_MAY, key="stage/count")
    return SignCount("2025-05", CountSide.BOOKKEEPER, (CountedFigure(CASH, OPENING_FEN),))


EXAMPLES: Final = (
    CommandExample(
        "ledger.note_cash",
        _note,
        refused=lambda request: evolve(request, amount_fen=-OPENING_FEN - 1),
        actor=CASHIER,
    ),
    CommandExample(
        "ledger.counter_cash",
        lambda stage: CounterCash(_noted(stage), date(2025, 6, 10), "记错金额"),
        refused=lambda request: evolve(request, reason=""),
        actor=CASHIER,
    ),
    CommandExample(
        "ledger.receive_cash",
        charge_and_open,
        refused=lambda request: evolve(request, amount_fen=0),
        actor=CASHIER,
    ),
    CommandExample(
        "ledger.void_receipt",
        _void,
        refused=lambda request: evolve(request, reason=" "),
        actor=CASHIER,
    ),
    CommandExample(
        "ledger.book_receipts",
        _book,
        refused=lambda request: evolve(request, through=date(2025, 6, 8)),
        actor=BOOKKEEPER,
    ),
    CommandExample(
        "ledger.sign_count",
        _sign,
        refused=lambda request: evolve(request, month="2025-13"),
        actor=CASHIER,
        title="cashier",
    ),
    CommandExample(
        "ledger.sign_count",
        _sign_against,
        refused=lambda request: evolve(request, figures=(CountedFigure(CASH, 1),)),
        actor=BOOKKEEPER,
        title="bookkeeper",
    ),
)
