"""Tables about households: one household's account, arrears by age (住户表格)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from gongtong.core.places import DwellingLabel
from gongtong.ledger.exchange.sheets.sheets import CellKind, Column, Sheet, SheetRow
from gongtong.ledger.reports.arrears.ageing import Ageing
from gongtong.ledger.reports.household import HouseholdStatement
from gongtong.ledger.reports.printing.words import Wording

_STATEMENT: Final = (
    Column("凭证号"),
    Column("日期", CellKind.DAY),
    Column("摘要", width=40),
    Column("科目", width=20),
    Column("资金", width=14),
    Column("应收或退还", CellKind.FEN, 16, is_summed=True),
    Column("缴纳或减免", CellKind.FEN, 16, is_summed=True),
    Column("余额（欠缴为正）", CellKind.FEN, 18),
)


def statement_sheet(
    statement: HouseholdStatement, label: DwellingLabel, owner: str, wording: Wording
) -> Sheet:
    """Set out the account of one household (住户对账单输出).

    A charge is positive and a payment negative; balances run for each account and fund by themselves.
    """
    opening: list[SheetRow] = [
        (
            None,
            None,
            "期初余额",
            wording.account(held.account),
            wording.fund(held.fund),
            None,
            None,
            held.amount_fen,
        )
        for held in statement.opening
    ]
    lines: list[SheetRow] = [
        (
            line.entry,
            line.effective_on,
            wording.text(line.narration),
            wording.account(line.account),
            wording.fund(line.fund),
            max(line.amount_fen, 0) or None,
            max(-line.amount_fen, 0) or None,
            line.balance_fen,
        )
        for line in statement.lines
    ]
    about = (
        f"{wording.place_zh} 住户对账单 {label.zh()} {wording.name(owner)}".rstrip(),
        f"{statement.span}；金额单位：元",
    )
    return Sheet(f"对账单 {label}", _STATEMENT, (*opening, *lines), about)


def ageing_sheet(ageing: Ageing, owners: Mapping[UUID, str], wording: Wording) -> Sheet:
    """Set out arrears by age, one row for each dwelling that owes (欠费账龄表输出)."""
    rows: list[SheetRow] = [
        (
            str(one.label),
            wording.name(owners.get(one.dwelling_id, "")),
            *one.amounts_fen,
            one.other_fen,
            one.total_fen,
        )
        for one in ageing.dwellings
    ]
    columns = (
        Column("房号"),
        Column("产权人", width=16),
        *(Column(name, CellKind.FEN, 16, is_summed=True) for name in ageing.buckets.names),
        Column("其他往来", CellKind.FEN, 16, is_summed=True),
        Column("合计", CellKind.FEN, 18, is_summed=True),
    )
    about = (f"{wording.place_zh} 欠费账龄表", f"截至{ageing.on}；金额单位：元；天数自到期次日起算")
    return Sheet("欠费账龄表", columns, rows, about)
