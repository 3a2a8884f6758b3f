"""The table in which two balances meet, drawn for the notice board (余额调节表图).

Two columns, each from its own balance to the same last line. Items stand by kind, count and amount: no payer,
no dwelling and no text of a statement is drawn, and names of those who signed are masked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.money import format_yuan
from gongtong.ledger.reconciling.items import ITEM_WORDS
from gongtong.ledger.reconciling.matches import BookSide
from gongtong.notices.vote_charts import WIDTH, drawing, label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongtong.ledger.reconciling.items import Reconciliation
    from gongtong.notices.board import Officer

_TOP: Final = 66
_ROW: Final = 32
_COLUMN: Final = (WIDTH - 36) // 2
_LEFT, _RIGHT = 12, 24 + _COLUMN


def reconciliation_chart(
    table: Reconciliation, *, account_zh: str, signed: Sequence[Officer] = ()
) -> str:
    """Draw the table of one account and month as one SVG (余额调节表图).

    The left column begins with the ledger's balance and the right one with the other book's; each takes
    what only the other has, and both end alike where nothing is amiss. `signed` are those who signed the
    month's count, by their offices.
    """
    month = f"{table.month.year}年{table.month.month}月"
    left = _column("账面（会计）", table, BookSide.OTHER, table.ledger_fen)
    right = _column(table.against.zh, table, BookSide.LEDGER, table.other_fen)
    verdicts = _verdicts(table, signed)

    def body() -> Iterator[str]:
        for x, rows in ((_LEFT, left), (_RIGHT, right)):
            for place, (words, figure, kind) in enumerate(rows):
                y = _TOP + place * _ROW
                yield label(x, y, words, kind)
                yield label(x + _COLUMN, y, figure, f"end {kind}".strip())
                yield f'<path d="M{x} {y + 9}H{x + _COLUMN}" stroke="#d0d4da"/>'
        for place, words in enumerate(verdicts):
            yield label(12, _TOP + (len(left) + place) * _ROW, words, "" if place else "strong")

    return drawing(
        _TOP + (len(left) + len(verdicts)) * _ROW - 10,
        title=f"{month} {account_zh} 余额调节表（元）",
        description="。".join(verdicts),
        body=body(),
    )


def _column(
    name: str, table: Reconciliation, missing: BookSide, balance_fen: int
) -> list[tuple[str, str, str]]:
    """Give the lines of one column: its balance, what only the other book has, and the end."""
    lines = [(name, "", "strong"), ("月末余额", format_yuan(balance_fen), "")]
    total_fen = balance_fen
    for came_in, sign in ((True, "加"), (False, "减")):
        amounts = [
            item.line.amount_fen
            for item in table.items
            if item.side is missing and (item.line.amount_fen > 0) is came_in
        ]
        total_fen += sum(amounts)
        words = f"{sign}：{ITEM_WORDS[missing, came_in]}（{len(amounts)}笔）"
        lines.append((words, format_yuan(abs(sum(amounts))), ""))
    lines.append(("调节后余额", format_yuan(total_fen), "strong"))
    return lines


def _verdicts(table: Reconciliation, signed: Sequence[Officer]) -> list[str]:
    """Say in words whether the books meet, what nobody has explained, and who signed."""
    if table.difference_fen:
        first = f"✕ 两边相差{format_yuan(table.difference_fen)}元，正在核查"
    elif not table.covered:
        first = "✕ 缺月末对账单，尚不能核对"
    else:
        first = "✓ 两边调节后一致"
    said = [first]
    if table.open_items:
        said.append(f"未达账项{len(table.items)}笔，其中{len(table.open_items)}笔尚未说明")
    elif table.items:
        said.append(f"未达账项{len(table.items)}笔，均已说明或清理")
    if table.stated_difference_fen is None:
        said.append("✕ 出纳尚未签字")
    elif table.stated_difference_fen:
        said.append(
            f"✕ 出纳签字数与{table.against.zh}相差{format_yuan(table.stated_difference_fen)}元"
        )
    else:
        said.append(f"✓ 出纳签字数与{table.against.zh}相符")
    if signed:
        said.append("签字：" + "，".join(f"{one.office_zh} {one.person.shown()}" for one in signed))
    return said
