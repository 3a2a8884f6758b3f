"""A bank's statement as CSV or XLSX, read by the mapping of the bank (银行明细读取).

Lines stream; every problem comes with line, column and what to change in the mapping or the file. Where the
bank states balances, each must follow from the one before; where it states totals, they must be those of the lines.
"""

from collections.abc import Iterator, Sequence
from datetime import date, time
from typing import TypeVar

from attrs import field, frozen

from gongtong.core.errors import InputError, InputProblem
from gongtong.core.records import CsvForm, Record, Source
from gongtong.core.tabular import Row, Table, TableForm, open_table, problem_at
from gongtong.ledger.exchange.bank_statements import BankLine
from gongtong.ledger.exchange.banks.cells import currency_problem, read_amount, read_moment
from gongtong.ledger.exchange.banks.diagnosis import diagnosed, holds_headings
from gongtong.ledger.exchange.banks.mapping import AmountSign, BankMapping

T = TypeVar("T")


@frozen
class ReadLine:
    """One line of a file with the currency it is in (读出的明细)."""

    line: BankLine
    currency: str


@frozen
class BankFile:
    """A bank's file that was opened: its lines one by one, and what stands above and below them (银行明细文件).

    `remarks` are the rows at the foot met so far: they are complete when the lines have been read.
    """

    mapping: BankMapping
    header: tuple[str, ...]
    preamble: tuple[Record, ...]
    lines: Iterator[ReadLine | InputProblem] = field(repr=False, eq=False)
    remarks: list[Record] = field(factory=list)

    @property
    def bank_account(self) -> str:
        """The number of the account as the preamble states it, or nothing (账号)."""
        mark = self.mapping.account_after
        said = (cell for _, cells in self.preamble for cell in cells)
        after = next((cell.partition(mark)[2] for cell in said if mark and mark in cell), "")
        return next(iter(after.split()), "")


def open_bank_file(source: Source, *, file: str, mapping: BankMapping) -> BankFile:
    """Open a statement; its lines are then read one by one, each a line or a problem (打开银行明细).

    Raises `InputError` when the mapping does not fit the file, saying what to change in the mapping.
    """
    columns = mapping.columns
    form = TableForm(
        tuple(dict.fromkeys(columns.all.values())),
        needed=columns.needed,
        csv=CsvForm(mapping.encodings, mapping.delimiter, tabs_after_quotes=True),
        is_header=lambda cells: holds_headings(cells, mapping),
        is_remark=lambda cells: _is_footer(cells, mapping),
        sheet=mapping.sheet or None,
        header_line=mapping.header_line,
    )
    try:
        table = open_table(source, file=file, form=form)
    except InputError as error:
        raise InputError(diagnosed(error, source, file=file, mapping=mapping)) from error
    return BankFile(mapping, table.header, table.preamble, _lines(table, mapping), table.remarks)


def _is_footer(cells: Sequence[str], mapping: BankMapping) -> bool:
    first = next(cell for cell in cells if cell)
    return any(first.startswith(mark) for mark in mapping.footer)


def _lines(table: Table, mapping: BankMapping) -> Iterator[ReadLine | InputProblem]:
    try:
        for row in table.rows:
            if isinstance(row, InputProblem):
                yield row
            else:
                yield from _LineOf(table.file, mapping, row).read()
    except InputError as error:  # what is no CSV from here on
        yield from error.problems


class _LineOf:
    """Reads one row, and keeps what is wrong with it."""

    def __init__(self, file: str, mapping: BankMapping, row: Row) -> None:
        self._file = file
        self._mapping = mapping
        self._row = row
        self._problems: list[InputProblem] = []

    def read(self) -> Iterator[ReadLine | InputProblem]:
        columns = self._mapping.columns
        day, at = self._moment(columns.date, columns.time)
        amount_fen = self._amount()
        balance_fen = self._figure(columns.balance, "bad_balance")
        value_on = self._value_day(columns.value_date)
        currency = self._currency()
        yield from self._problems
        if day is None or amount_fen is None or currency is None:
            return
        line = BankLine(
            line=self._row.line,
            booked_on=day,
            amount_fen=amount_fen,
            value_on=value_on,
            counterparty=self._said(columns.counterparty),
            counterparty_account=self._said(columns.counterparty_account),
            text=" ".join(filter(None, (self._said(column) for column in columns.text))),
            reference=self._said(columns.reference),
            balance_fen=balance_fen,
            time_of_day=at,
        )
        yield ReadLine(line, currency)

    def _cell(self, column: str) -> str:
        return self._row.cells.get(column, "")

    def _said(self, column: str) -> str:
        """Give what a cell says; many banks draw a line for nothing."""
        cell = " ".join(self._cell(column).split())
        is_rule = len(cell) > 1 and set(cell) <= {"-", "*"}
        return "" if is_rule or cell in self._mapping.empty_texts else cell

    def _moment(self, day_column: str, time_column: str) -> tuple[date | None, time | None]:
        day, at = self._read_moment(day_column, self._mapping.date_formats, "bad_date")
        if time_column and self._said(time_column):
            _, at = self._read_moment(time_column, self._mapping.time_formats, "bad_time")
        return day, at

    def _value_day(self, column: str) -> date | None:
        if not column or not self._said(column):
            return None
        return self._read_moment(column, self._mapping.date_formats, "bad_date")[0]

    def _read_moment(
        self, column: str, formats: tuple[str, ...], code: str
    ) -> tuple[date | None, time | None]:
        text = self._cell(column)
        key = "dates.time" if code == "bad_time" else "dates.date"
        try:
            read = read_moment(text, formats)
        except ValueError:
            read = (None, None)
        if read == (None, None) or (code == "bad_date" and read[0] is None):
            self._complain(
                column,
                code,
                en=f"{text!r} is none of {' or '.join(formats)}",
                zh=f"“{text}”不是日期或时间",
                remedy=f"correct the cell, or add its format to {key} in the mapping",
            )
        return read

    def _amount(self) -> int | None:
        columns, form = self._mapping.columns, self._mapping.amounts
        if not columns.amount:
            return self._pair()
        amount_fen = self._figure(columns.amount, "bad_amount")
        if amount_fen is None:
            self._missing_amount(columns.amount)
            return None
        if columns.direction:
            return self._directed(amount_fen)
        return -amount_fen if form.sign is AmountSign.IN_NEGATIVE else amount_fen

    def _directed(self, amount_fen: int) -> int | None:
        column, form = self._mapping.columns.direction, self._mapping.amounts
        word = self._cell(column)
        if word in form.in_words:
            return amount_fen
        if word in form.out_words:
            return -abs(amount_fen) if form.out_is_negative else -amount_fen
        self._complain(
            column,
            "unknown_direction",
            en=f"{word!r} says neither that money came in nor that it went out",
            zh=f"“{word}”不是收入或支出",
            remedy=f"add {word!r} to amounts.in_words or amounts.out_words in the mapping",
        )
        return None

    def _pair(self) -> int | None:
        columns = self._mapping.columns
        came_fen = self._figure(columns.money_in, "bad_amount")
        went_fen = self._figure(columns.money_out, "bad_amount")
        if self._mapping.amounts.out_is_negative and went_fen is not None:
            went_fen = -went_fen
        if came_fen and went_fen:
            self._complain(
                columns.money_out,
                "amount_twice",
                en="money came in and went out in one line",
                zh="同一行既有收入又有支出",
                remedy="correct the line, or see whether columns.in and columns.out are the right ones",
            )
            return None
        if came_fen is None and went_fen is None:
            self._missing_amount(columns.money_in or columns.money_out)
            return None
        return (came_fen or 0) - (went_fen or 0)

    def _missing_amount(self, column: str) -> None:
        if not any(problem.code == "bad_amount" for problem in self._problems):
            self._complain(
                column,
                "amount_missing",
                en="the line has no amount",
                zh="该行没有金额",
                remedy="correct the line; if it is a remark, add its beginning to footer.starts in the mapping",
            )

    def _figure(self, column: str, code: str) -> int | None:
        if not column:
            return None
        text = self._cell(column)
        try:
            return read_amount(text, self._mapping.amounts)
        except ValueError:
            self._complain(
                column,
                code,
                en=f"{text!r} is not an amount with at most two decimals",
                zh=f"“{text}”不是金额",
                remedy="correct the cell, or see amounts.thousands, amounts.decimal and amounts.empty in "
                "the mapping",
            )
            return None

    def _currency(self) -> str | None:
        column = self._mapping.columns.currency
        said = self._said(column) if column else ""
        currency = self._mapping.currencies.get(said, said) if said else self._mapping.currency
        wrong = currency_problem(currency)
        if wrong is None:
            return currency
        self._complain(
            column,
            "unknown_currency",
            en=wrong[0],
            zh=wrong[1],
            remedy=f'write "{said}" = "CNY" or another code under [currencies] in the mapping',
        )
        return None

    def _complain(self, column: str, code: str, *, en: str, zh: str, remedy: str) -> None:
        self._problems.append(
            problem_at(
                self._file,
                line=self._row.line,
                column=column,
                code=code,
                en=en,
                zh=zh,
                remedy=remedy,
            )
        )
