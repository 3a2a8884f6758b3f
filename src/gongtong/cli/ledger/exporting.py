"""`gongtong ledger export`: the books for other programs (账簿导出命令)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from gongtong.cli.session import Told, answer, option_unusable, reading
from gongtong.core.periods import Span
from gongtong.demo.outputs import prepare_folder, write_whole
from gongtong.ledger.books.periods import Period
from gongtong.ledger.exchange.journals import BooksExport, write_beancount, write_hledger
from gongtong.ledger.exchange.sheets.csv_files import write_csv
from gongtong.ledger.exchange.sheets.workbooks import write_workbook
from gongtong.ledger.reports.as_of import Window

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping

    from gongtong.community import Work
    from gongtong.core.codec import JsonValue
    from gongtong.ledger.exchange.sheets.sheets import Sheet

_SHEETS: Final[Mapping[str, Callable[[Any, Window], Sheet]]] = {
    "journal": lambda sheets, window: sheets.journal(window),
    "trial-balance": lambda sheets, window: sheets.trial_balance(window.closing),
    "income": lambda sheets, window: sheets.income_and_spending(window),
    "cash-flow": lambda sheets, window: sheets.cash_flow(window),
    "balance-sheet": lambda sheets, window: sheets.balance_sheet(window.closing),
    "ageing": lambda sheets, window: sheets.ageing(window.closing),
}


def run(options: argparse.Namespace) -> int:
    """Write the books to a file (账簿导出)."""
    return answer(options, lambda: _export(options))


def _export(options: argparse.Namespace) -> Told:
    with reading(options) as work:
        content = _content(work, options)
    prepare_folder(options.out.parent)
    changed = write_whole(options.out, content)
    said = "已写入 written" if changed else "内容未变 unchanged"
    data: JsonValue = {"file": str(options.out), "bytes": len(content), "changed": changed}
    return Told(data, (f"{said}: {options.out}（{len(content)} 字节）",))


def _content(work: Work, options: argparse.Namespace) -> bytes:
    match options.format:
        case "beancount":
            return write_beancount(_books(work)).encode()
        case "hledger":
            return write_hledger(_books(work)).encode()
        case "csv":
            make = _SHEETS[options.report]
            return write_csv(make(work.ledger.report_sheets, _window(work, options)))
        case _:
            return write_workbook(work.ledger.report_sheets.of_span(_window(work, options)))


def _books(work: Work) -> BooksExport:
    chart = work.ledger.books.reports.chart()
    register = work.registry.register(work.unit.today)
    return BooksExport(
        title=work.place.name_zh,
        accounts=chart.accounts,
        funds=chart.funds,
        entries=work.ledger.books.reports.entries(),
        dwellings={dwelling.id: dwelling.label for dwelling in register.dwellings},
    )


def _window(work: Work, options: argparse.Namespace) -> Window:
    if options.period is not None:
        try:
            return Window(Period.parse(options.period).span)
        except ValueError as error:
            raise option_unusable(
                "--period", en=str(error), zh="期间写法不对", remedy="write 2026-03 or 2026"
            ) from error
    entries = work.ledger.books.reports.entries()
    if not entries:
        raise option_unusable(
            "--format", en="the books hold no entry yet", zh="账簿中没有凭证", remedy="book one"
        )
    days = [entry.effective_on for entry in entries]
    return Window(Span(min(days), Period.year_of(max(days)).span.end))
