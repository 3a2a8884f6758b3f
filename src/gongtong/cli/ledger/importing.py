"""`gongtong ledger import`: book what a statement says (导入账单命令)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.cli.ledger.files import names_a_journal, read_bills, read_journal
from gongtong.cli.session import Told, answer, rehearsing, writing
from gongtong.core.codec import to_json
from gongtong.core.money import format_yuan
from gongtong.ledger.payments.booking import BillImported, ImportBill

if TYPE_CHECKING:
    import argparse

    from gongtong.core.codec import JsonValue

_DRY: Final = "试运行，未写入任何数据 dry run: nothing was written"
_COUNTS: Final = (
    ("matched", "已对应到户"),
    ("suspended", "待查"),
    ("other_income", "其他收入待查"),
    ("expenses", "支出"),
    ("refunds", "退款"),
)


def run(options: argparse.Namespace) -> int:
    """Import a file; exit status 1 when it is refused (导入账单)."""
    take = _take_over if names_a_journal(options.file) else _import
    return answer(options, lambda: take(options))


def _take_over(options: argparse.Namespace) -> Told:
    request = read_journal(options)
    session = rehearsing if options.dry_run else writing
    with session(options) as work:
        key = f"cli/journal/{request.journal.digest}/{work.head().event_count}"
        taken = work.ledger.importing.import_journal(request, key=key)
    line = f"{taken.file}: 接收凭证 {taken.entries} 张 taken over，此前已有 {taken.known} 张 known"
    lines = (line, _DRY) if options.dry_run else (line,)
    return Told({"dry_run": options.dry_run, "journal": to_json(taken)}, lines)


def _import(options: argparse.Namespace) -> Told:
    bills = read_bills(options)
    session = rehearsing if options.dry_run else writing
    imported: list[BillImported] = []
    with session(options) as work:
        for number, bill in enumerate(bills, start=1):
            request = ImportBill(bill, options.fund, options.account)
            # the same file may be read by a better reader one day; what is known is told by transaction
            key = f"cli/import/{bill.digest}/{number}/{work.head().event_count}"
            imported.append(work.ledger.payments.import_bill(request, key=key))
    data: list[JsonValue] = [to_json(one) for one in imported]
    lines = [line for one in imported for line in _told(one)]
    if options.dry_run:
        lines.append(_DRY)
    return Told({"dry_run": options.dry_run, "statements": data}, tuple(lines))


def _told(imported: BillImported) -> list[str]:
    lines = [f"{imported.channel.zh} {imported.file}"]
    for name, zh in _COUNTS:
        count, fen = getattr(imported, name), getattr(imported, f"{name}_fen")
        if count:
            lines.append(f"  {zh} {name}: {count} 笔，{format_yuan(fen)} 元")
    if imported.known:
        lines.append(f"  此前已入账 known: {imported.known} 笔")
    if imported.paid_twice:
        lines.append(f"  其中疑似重复缴费 paid twice: {imported.paid_twice} 笔")
    return lines
