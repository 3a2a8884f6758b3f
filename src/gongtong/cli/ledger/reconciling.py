"""`gongtong ledger reconcile`: a bank's statement against the books, line by line (对账命令)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongtong.cli.ledger.files import read_statements
from gongtong.cli.session import Told, answer, reading, writing
from gongtong.core.codec import to_json
from gongtong.core.money import format_yuan
from gongtong.ledger.reconciling.items import ITEM_WORDS
from gongtong.ledger.reconciling.statements import ReconcileStatement

if TYPE_CHECKING:
    import argparse

    from gongtong.core.codec import JsonValue
    from gongtong.ledger.reconciling.items import Reconciliation
    from gongtong.ledger.reconciling.statements import StatementReconciled


def run(options: argparse.Namespace) -> int:
    """Keep and match a statement, or report on a month; exit status 1 when they differ (对账)."""
    return answer(options, lambda: _report(options) if options.file is None else _match(options))


def _match(options: argparse.Namespace) -> Told:
    reconciled: list[StatementReconciled] = []
    with writing(options) as work:
        for number, statement in enumerate(read_statements(options), start=1):
            key = f"cli/reconcile/{statement.digest}/{number}/{work.head().event_count}"
            request = ReconcileStatement(statement, options.opening)
            reconciled.append(work.ledger.reconciling.reconcile_statement(request, key=key))
    data: list[JsonValue] = [to_json(one) for one in reconciled]
    lines = tuple(_told(one) for one in reconciled)
    return Told(data, lines)


def _told(one: StatementReconciled) -> str:
    matched = sum(one.matched.values())
    return (
        f"{one.file} {one.from_day} 至 {one.through_day}：新增 {one.new} 行，此前已有 {one.known} 行；"
        f"自动对上 {matched} 行，对账单余 {one.open_lines} 行、账簿余 {one.open_postings} 行待人工处理"
    )


def _report(options: argparse.Namespace) -> Told:
    with reading(options) as work:
        found = work.ledger.reconciling.report(options.account, options.month)
    is_even = not found.difference_fen and not found.open_items
    return Told(to_json(found), tuple(_lines(found)), int(not is_even))


def _lines(found: Reconciliation) -> list[str]:
    lines = [
        f"{found.account} {found.month} 余额调节表",
        f"  账簿余额 ledger: {format_yuan(found.ledger_fen)} 元",
    ]
    lines += [
        f"  {ITEM_WORDS[item.side, item.line.amount_fen > 0]}: {item.line.day} "
        f"{format_yuan(item.line.amount_fen)} 元 {item.why or '（未说明 open）'}"
        for item in found.items
    ]
    lines += [
        f"  调节后 adjusted: {format_yuan(found.adjusted_fen)} 元",
        f"  对方余额 statement: {format_yuan(found.other_fen)} 元",
        f"  未解释差额 unexplained: {format_yuan(found.difference_fen)} 元",
    ]
    return lines
