"""Examples of charging households and of booking what they pay (收费与收款命令示例).

They need the fee of the test's place: see `fee_plugin`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.core.periods import Span, year_span
from gongtong.ledger.exchange.bills import Bill, BillLine, Channel, Direction
from gongtong.ledger.fees.assessing import AssessFees
from gongtong.ledger.payments.alias_book import AliasKind
from gongtong.ledger.payments.booking import ImportBill
from gongtong.ledger.payments.learning.aliases import ForgetAlias, LearnAlias
from gongtong.ledger.payments.payments import SettledAs
from gongtong.ledger.payments.settling import SettleSuspense
from gongtong.testing.examples.books import open_books
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.fee_plugin import FEE_FEN
from gongtong.testing.examples.people import BOOKKEEPER, dwelling_id, move_in

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

_YEAR: Final = AssessFees(year_span(2025))
_UNKNOWN_PAYER: Final = "4200000002"
_FIRST_LINE: Final = 18


def _line(day: int, transaction_id: str, who: str, text: str, *, fen: int) -> BillLine:
    return BillLine(
        transaction_id,
        datetime(2025, 5, day, 2, 30, tzinfo=UTC),
        who,
        "",
        text,
        Direction.IN,
        fen,
        "已收钱",
        "二维码收款",
        "微信支付账单.csv",
        _FIRST_LINE + day,
    )


_BILL: Final = Bill(
    Channel.WECHAT,
    "微信支付账单.csv",
    "0" * 64,
    (
        _line(1, "4200000001", "王芳", "1栋1单元101卫生费", fen=FEE_FEN),
        _line(2, _UNKNOWN_PAYER, "昵称", "转账", fen=12_300),
        _line(3, "4200000003", "李伟", "1-1-102 卫生费", fen=2 * FEE_FEN),
    ),
)


def charge_everybody(stage: Stage) -> None:
    """Open the books, enter the register and charge every dwelling for the year (计收全年费用)."""
    open_books(stage)
    move_in(stage)
    with stage.work(BOOKKEEPER) as work:
        work.ledger.fees.assess(_YEAR, key="stage/fees")


def book_statement(stage: Stage) -> None:
    """Charge everybody and book a statement with a payment that nobody can place (导入账单)."""
    charge_everybody(stage)
    with stage.work(BOOKKEEPER) as work:
        work.ledger.payments.import_bill(ImportBill(_BILL), key="stage/bill")


def _assessment(stage: Stage) -> AssessFees:
    open_books(stage)
    move_in(stage)
    return _YEAR


def _import(stage: Stage) -> ImportBill:
    charge_everybody(stage)
    return ImportBill(_BILL)


def _settlement(stage: Stage) -> SettleSuspense:
    book_statement(stage)
    return SettleSuspense(
        Channel.WECHAT,
        _UNKNOWN_PAYER,
        SettledAs.DWELLING,
        "住户出示付款截图",
        dwelling_id(stage, 2),
    )


def _settled(stage: Stage) -> None:
    request = _settlement(stage)
    with stage.work(BOOKKEEPER) as work:
        work.ledger.payments.settle_suspense(request, key="stage/settled")


def _learning(stage: Stage) -> LearnAlias:
    _settled(stage)
    return LearnAlias(Channel.WECHAT, _UNKNOWN_PAYER, AliasKind.PAYER, "住户说明这是他的昵称")


def _forgetting(stage: Stage) -> ForgetAlias:
    request = _learning(stage)
    with stage.work(BOOKKEEPER) as work:
        learned = work.ledger.payments.aliases.learn(request, key="stage/alias")
    return ForgetAlias(learned.alias.id, "房屋已出售")


def _twice(request: ImportBill) -> ImportBill:
    lines = request.bill.lines
    return evolve(request, bill=evolve(request.bill, lines=(*lines, lines[0])))


EXAMPLES: Final = (
    CommandExample(
        "ledger.assess_fees",
        _assessment,
        refused=lambda request: evolve(request, period=Span(date(2025, 1, 1), None)),
        actor=BOOKKEEPER,
    ),
    CommandExample("ledger.import_bill", _import, refused=_twice, actor=BOOKKEEPER),
    CommandExample(
        "ledger.settle_suspense",
        _settlement,
        refused=lambda request: evolve(request, reason=""),
        actor=BOOKKEEPER,
    ),
    CommandExample(
        "ledger.learn_alias",
        _learning,
        refused=lambda request: evolve(request, kind=AliasKind.TEXT),
        actor=BOOKKEEPER,
    ),
    CommandExample(
        "ledger.forget_alias",
        _forgetting,
        refused=lambda request: evolve(request, reason=" "),
        actor=BOOKKEEPER,
    ),
)
