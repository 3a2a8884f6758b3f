"""The table in which two balances meet, on the notice board (余额调节表图)."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve

from gongtong.ledger.books.chart import BANK
from gongtong.ledger.books.periods import Period
from gongtong.ledger.reconciling.items import ItemState, OpenItem, Reconciliation
from gongtong.ledger.reconciling.matches import Against, BookSide
from gongtong.ledger.reconciling.pairing import BookLine
from gongtong.notices.board import Officer, Person
from gongtong.notices.reconciliation_chart import reconciliation_chart

DAY = date(2025, 3, 31)


def item(name: str, side: BookSide, fen: int, state: ItemState = ItemState.EXPLAINED) -> OpenItem:
    return OpenItem(side, BookLine(name, DAY, fen, "T001", f"{name} 1栋1单元101"), state)


TABLE = Reconciliation(
    account=BANK,
    month=Period(2025, 3),
    against=Against.STATEMENT,
    ledger_fen=22_000,
    other_fen=30_950,
    items=(
        item("王芳", BookSide.OTHER, -50),
        item("李伟", BookSide.LEDGER, -9_000),
    ),
    matched=2,
    stated_fen=30_950,
)
SIGNED = (Officer("出纳", Person("李伟明")), Officer("会计", Person("张敏")))


def texts(table: Reconciliation) -> list[str]:
    chart = reconciliation_chart(table, account_zh="银行存款", signed=SIGNED)
    root = ET.fromstring(chart)  # noqa: S314 - our own drawing is read, no stranger's
    return [
        "".join(element.itertext()) for element in root.iter("{http://www.w3.org/2000/svg}text")
    ]


def test_both_columns_come_to_the_same_last_line() -> None:
    """From 220.00 and from 309.50, over the items that only the other has, to 219.50."""
    said = texts(TABLE)
    assert said[0] == "2025年3月 银行存款 余额调节表（元）"
    assert said.count("219.50") == 2
    assert "减：对方已付、账面未付（1笔）" in said
    assert "减：账面已付、对方未付（1笔）" in said
    assert "✓ 两边调节后一致" in said
    assert "✓ 出纳签字数与银行或钱包对账单相符" in said


def test_nobody_is_named_in_full() -> None:
    """No payer, no dwelling and no reference; those who signed are masked."""
    said = "".join(texts(TABLE))
    for secret in ("王芳", "101", "T001", "李伟明", "张敏"):
        assert secret not in said
    assert "签字：出纳 李**，会计 张*" in said


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (evolve(TABLE, other_fen=30_951), "✕ 两边相差0.01元，正在核查"),
        (evolve(TABLE, covered=False), "✕ 缺月末对账单，尚不能核对"),
        (evolve(TABLE, stated_fen=None), "✕ 出纳尚未签字"),
        (evolve(TABLE, stated_fen=30_900), "✕ 出纳签字数与银行或钱包对账单相差-0.50元"),
        (
            evolve(
                TABLE, items=(*TABLE.items[:1], item("a", BookSide.LEDGER, -9_000, ItemState.OPEN))
            ),
            "未达账项2笔，其中1笔尚未说明",
        ),
        (TABLE, "未达账项2笔，均已说明或清理"),
    ],
)
def test_what_is_amiss_is_said_in_words(changed: Reconciliation, words: str) -> None:
    """By the fen, and never by colour alone."""
    assert words in texts(changed)


def test_the_same_table_gives_the_same_drawing() -> None:
    """Byte for byte, so that a digest of it can be kept."""
    assert reconciliation_chart(TABLE, account_zh="银行存款") == reconciliation_chart(
        TABLE, account_zh="银行存款"
    )
