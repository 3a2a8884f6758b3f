"""What can be said after `gongtong ledger` (账务命令参数)."""

from __future__ import annotations

import argparse
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gongtong.core.money import yuan

if TYPE_CHECKING:
    from collections.abc import Callable

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse gives the type no public name
_PERIODS: Final = "a month such as 2026-03, or a year such as 2026"


def add_ledger_options(ledger: argparse.ArgumentParser) -> None:
    """Add the commands of the ledger (添加账务命令)."""
    commands = ledger.add_subparsers(dest="ledger_command", required=True, metavar="COMMAND")
    _add_trial_balance(commands)
    _add_statement(commands)
    _add_import(commands)
    _add_match(commands)
    _add_assess(commands)
    _add_export(commands)
    _add_close(commands)
    _add_reconcile(commands)


def _command(
    commands: Commands[argparse.ArgumentParser], name: str, module: str, about: tuple[str, str]
) -> argparse.ArgumentParser:
    added: argparse.ArgumentParser = commands.add_parser(name, help=about[0], description=about[1])
    added.add_argument("--database", required=True, metavar="URL", help="an SQLAlchemy URL")
    added.add_argument("--place", default="demo", metavar="CODE", help="the code of the place")
    added.add_argument("--json", action="store_true", help="print JSON instead of a table")
    added.set_defaults(run=f"gongtong.cli.ledger.{module}")
    return added


def _writes(command: argparse.ArgumentParser, *, needed: bool = True) -> None:
    command.add_argument(
        "--as",
        dest="actor",
        required=needed,
        metavar="ID",
        help="who acts, as the offices name him",
    )
    command.add_argument(
        "--at",
        type=_read(datetime.fromisoformat, "a moment such as 2026-03-01T09:00+08:00"),
        metavar="MOMENT",
        help="the moment at which it is done; now, unless given",
    )


def _read(reader: Callable[[str], object], written: str) -> Callable[[str], object]:
    def read(text: str) -> object:
        try:
            return reader(text)
        except ValueError as error:
            message = f"{text!r} is not {written}（应写作{written}）"
            raise argparse.ArgumentTypeError(message) from error

    return read


_DAY = _read(date.fromisoformat, "a day such as 2026-03-31")


def _add_trial_balance(commands: Commands[argparse.ArgumentParser]) -> None:
    trial = _command(
        commands,
        "trial-balance",
        "trial_balance",
        ("the balances of all accounts", "Lists debit and credit balances by account and fund."),
    )
    trial.add_argument(
        "--on", type=_DAY, metavar="DAY", help="at the end of this day; as they stand, unless given"
    )
    trial.add_argument(
        "--known-at",
        type=_read(datetime.fromisoformat, "a moment such as 2026-04-05T09:00+08:00"),
        metavar="MOMENT",
        help="as the books said then: later entries are left out, whatever day they are for",
    )


def _add_statement(commands: Commands[argparse.ArgumentParser]) -> None:
    statement = _command(
        commands,
        "statement",
        "statement",
        ("one household's account", "What a dwelling was charged, what it paid, what is open."),
    )
    statement.add_argument(
        "--dwelling", required=True, metavar="LABEL", help="building-unit-room, such as 3-2-501"
    )


def _add_import(commands: Commands[argparse.ArgumentParser]) -> None:
    imported = _command(
        commands,
        "import",
        "importing",
        (
            "book a statement of a payment app or a bank, or take over a journal",
            (
                "Reads WeChat, Alipay and bank statements, books what is new, and matches payers to "
                "households where that is certain. Journals of hledger and beancount are taken over by a "
                "mapping of their accounts. The same file twice changes nothing."
            ),
        ),
    )
    _writes(imported)
    imported.add_argument(
        "file", type=Path, metavar="FILE", help="the statement as it was exported"
    )
    _takes_bank_files(imported, None)
    imported.add_argument(
        "--sheet", metavar="NAME", help="which sheet of a workbook, where several are statements"
    )
    imported.add_argument(
        "--fund", default="sanitation", metavar="CODE", help="the fund of what cannot be matched"
    )
    imported.add_argument(
        "--dry-run", action="store_true", help="say what would be booked, and write nothing"
    )


def _add_match(commands: Commands[argparse.ArgumentParser]) -> None:
    match = _command(
        commands,
        "match",
        "matching",
        (
            "list what waits for a person, or say whose a payment is",
            "Without --transaction lists payments in suspense with whom each may be for.",
        ),
    )
    _writes(match, needed=False)
    match.add_argument("--transaction", metavar="ID", help="the payment's id on its statement")
    match.add_argument("--dwelling", metavar="LABEL", help="whose it is, such as 3-2-501")
    match.add_argument(
        "--other-income", action="store_true", help="it is no fee but other income of the place"
    )
    match.add_argument("--reason", default="", metavar="TEXT", help="why, for the record")


def _add_assess(commands: Commands[argparse.ArgumentParser]) -> None:
    assess = _command(
        commands,
        "assess",
        "assessing",
        (
            "charge the households for a period",
            (
                "Asks the fee rule of the place what each dwelling owes. Who was charged already is "
                "left alone, so that a run that was stopped can be repeated."
            ),
        ),
    )
    _writes(assess)
    assess.add_argument("--period", required=True, metavar="PERIOD", help=_PERIODS)
    assess.add_argument(
        "--preview", action="store_true", help="say what would be charged, and write nothing"
    )


def _add_export(commands: Commands[argparse.ArgumentParser]) -> None:
    export = _command(
        commands,
        "export",
        "exporting",
        (
            "write the books for other programs",
            "Journals for hledger and beancount; tables as CSV and XLSX.",
        ),
    )
    export.add_argument(
        "--format", choices=("beancount", "hledger", "csv", "xlsx"), required=True, metavar="FORMAT",
        help="beancount, hledger, csv or xlsx",
    )  # fmt: skip
    export.add_argument(
        "--report",
        choices=("journal", "trial-balance", "income", "cash-flow", "balance-sheet", "ageing"),
        default="journal",
        metavar="REPORT",
        help="for csv: journal, trial-balance, income, cash-flow, balance-sheet or ageing",
    )
    export.add_argument("--period", metavar="PERIOD", help=f"for csv and xlsx: {_PERIODS}")
    export.add_argument("--out", type=Path, required=True, metavar="FILE", help="where to write")


def _add_close(commands: Commands[argparse.ArgumentParser]) -> None:
    close = _command(
        commands,
        "close",
        "closing",
        ("close a month or a year", "Without --step closes it; see --step for the other steps."),
    )
    _writes(close)
    close.add_argument("period", metavar="PERIOD", help=_PERIODS)
    close.add_argument(
        "--step",
        choices=("begin", "close", "ask-reopening", "reopen", "refuse-reopening"),
        default="close",
        metavar="STEP",
        help="begin, close (unless given), ask-reopening, reopen, refuse-reopening",
    )
    close.add_argument("--reason", default="", metavar="TEXT", help="why it should be reopened")


def _add_reconcile(commands: Commands[argparse.ArgumentParser]) -> None:
    reconcile = _command(
        commands,
        "reconcile",
        "reconciling",
        (
            "hold a bank statement against the books, line by line",
            "Pairs what is certain, lists what is not, and never guesses.",
        ),
    )
    _writes(reconcile, needed=False)
    reconcile.add_argument(
        "file",
        type=Path,
        nargs="?",
        metavar="FILE",
        help="the bank's statement; without one, a report",
    )
    reconcile.add_argument(
        "--month", metavar="MONTH", help="without a file: the month on which to report"
    )
    reconcile.add_argument(
        "--opening",
        type=_read(yuan, "an amount in yuan such as 1234.50"),
        metavar="YUAN",
        help="what the account held before its first statement, where the file does not say",
    )
    _takes_bank_files(reconcile, "1002")


def _takes_bank_files(command: argparse.ArgumentParser, account: str | None) -> None:
    command.add_argument(
        "--account", default=account, metavar="CODE", help="the account whose statement it is"
    )
    command.add_argument(
        "--mapping",
        metavar="NAME",
        help="how to read a bank's table: the name of a mapping that comes along, or a TOML file",
    )
    command.add_argument(
        "--allow",
        action="append",
        default=[],
        choices=(
            "duplicate_id",
            "totals_differ",
            "bad_balance",
            "balance_differs",
            "entry_not_booked",
        ),
        metavar="PROBLEM",
        help="let this kind of problem pass and tell it; once for each",
    )
