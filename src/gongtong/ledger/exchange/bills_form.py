"""Reading a statement by the form its app gives it (账单读入).

Whatever is wrong is reported at once, each with its line, column and remedy; a statement that disagrees
with its own totals is not used, for somebody has taken lines out or put lines in.
"""

import hashlib
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Final, TypeVar

from attrs import frozen

from gongtong.core.errors import InputError, InputProblem
from gongtong.core.money import yuan
from gongtong.core.periods import SHANGHAI
from gongtong.core.records import CsvForm
from gongtong.core.tabular import Row, TableForm, open_table, problem_at
from gongtong.ledger.exchange.bill_totals import EXPORT_AGAIN, differing_totals
from gongtong.ledger.exchange.bills import Bill, BillLine, Channel, Direction
from gongtong.ledger.exchange.tolerance import Tolerated, let_pass

_TIME: Final = re.compile(
    r"(\d{4})[-/](\d{1,2})[-/](\d{1,2}) +(\d{1,2}):(\d{2})(?::(\d{2}))?", re.ASCII
)
_ID: Final = re.compile(r"[!-~]+")
_ROUNDED_ID: Final = re.compile(r"\d(\.\d+)?[eE]\+\d+", re.ASCII)
_DIRECTIONS: Final[Mapping[str, Direction]] = {
    "收入": Direction.IN,
    "支出": Direction.OUT,
    "/": Direction.NEUTRAL,
    "中性交易": Direction.NEUTRAL,
    "不计收支": Direction.NEUTRAL,
    "其他": Direction.NEUTRAL,
}
_BAD_TIME: Final = ("bad_time", "is not a time such as 2025-01-04 02:42:00", "不是时间")
_BAD_DIRECTION: Final = ("unknown_direction", "says neither income nor expense", "不是收入或支出")
_BAD_AMOUNT: Final = ("bad_amount", "is not an amount in yuan", "不是金额")

T = TypeVar("T")


@frozen
class BillForm:
    """How one app lays out its statement: encoding and headings (账单格式)."""

    channel: Channel
    encoding: str
    time: str
    kind: str
    counterparty: str
    counterparty_account: str | None
    text: tuple[str, ...]
    direction: str
    amount: str
    status: str
    transaction_id: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The headings without which the form is not this one (必备列)."""
        account = () if self.counterparty_account is None else (self.counterparty_account,)
        return (
            self.time,
            self.kind,
            self.counterparty,
            *account,
            *self.text,
            self.direction,
            self.amount,
            self.status,
            self.transaction_id,
        )

    def is_header(self, cells: Sequence[str]) -> bool:
        """Recognise the heading row below the preamble (识别表头)."""
        return {self.time, self.direction} <= set(cells)

    def table(self, sheet: str | None) -> TableForm:
        """Say what the table of such a statement must look like (表格要求)."""
        return TableForm(
            self.columns,
            csv=CsvForm((self.encoding,), tabs_after_quotes=True),
            is_header=self.is_header,
            sheet=sheet,
        )


def read_form(
    content: bytes,
    *,
    file: str,
    form: BillForm,
    sheet: str | None = None,
    allow: Collection[Tolerated] = (),
) -> Bill:
    """Read a statement of a known form, as CSV or XLSX (读取账单).

    Raises `InputError` with every problem that is not allowed; those that are come back as warnings.
    """
    _refuse_other_encoding(content, file, form)
    table = open_table(content, file=file, form=form.table(sheet))
    reader = _LineReader(form, file)
    read = [reader.line_of(row) for row in table.rows]
    lines = [line for line in read if line is not None]
    problems = reader.problems
    if len(lines) == len(read):  # totals are compared with all lines or not at all
        problems = [*problems, *differing_totals(table.preamble, lines, file)]
    warnings = let_pass(problems, allow)
    return Bill(form.channel, file, hashlib.sha256(content).hexdigest(), tuple(lines), warnings)


def _refuse_other_encoding(content: bytes, file: str, form: BillForm) -> None:
    # Chinese in UTF-8 often passes for GB18030 and comes out as other characters.
    if form.encoding != "gb18030" or content.isascii():
        return
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return
    problem = problem_at(
        file,
        code="wrong_encoding",
        en=f"the file is text in UTF-8; this app writes {form.encoding}",
        zh=f"文件编码是 UTF-8, 应为 {form.encoding}",
        remedy=EXPORT_AGAIN,
    )
    raise InputError([problem])


class _LineReader:
    """Turns rows into lines and keeps what is wrong with them (逐行读入)."""

    def __init__(self, form: BillForm, file: str) -> None:
        self.form = form
        self.file = file
        self.problems: list[InputProblem] = []
        self._first_line_of: dict[str, int] = {}

    def line_of(self, row: Row | InputProblem) -> BillLine | None:
        """Read one row, or note everything wrong with it."""
        if isinstance(row, InputProblem):
            self.problems.append(row)
            return None
        form = self.form
        at = self._checked(row, form.time, _time, _BAD_TIME)
        direction = self._checked(row, form.direction, _DIRECTIONS.__getitem__, _BAD_DIRECTION)
        amount_fen = self._checked(row, form.amount, _amount, _BAD_AMOUNT)
        transaction_id = self._transaction_id(row)
        if at is None or direction is None or amount_fen is None or transaction_id is None:
            return None
        account = form.counterparty_account
        return BillLine(
            transaction_id=transaction_id,
            at=at,
            counterparty=_said(row[form.counterparty]),
            counterparty_account="" if account is None else _said(row[account]),
            text=" ".join(filter(None, (_said(row[column]) for column in form.text))),
            direction=direction,
            amount_fen=amount_fen,
            status=row[form.status],
            kind=row[form.kind],
            file=self.file,
            line=row.line,
        )

    def _checked(
        self, row: Row, column: str, read: Callable[[str], T], wrong: tuple[str, str, str]
    ) -> T | None:
        try:
            return read(row[column])
        except (ValueError, KeyError):
            code, en, zh = wrong
            self._complain(row, column, code, en=f"{row[column]!r} {en}", zh=f"“{row[column]}”{zh}")
            return None

    def _transaction_id(self, row: Row) -> str | None:
        column = self.form.transaction_id
        text = row[column]
        first_line = self._first_line_of.setdefault(text, row.line)
        if text in {"", "/"}:
            self._complain(
                row, column, "missing_id", en="the transaction has no number", zh="缺少交易单号"
            )
        elif _ROUNDED_ID.fullmatch(text):
            self._complain(
                row,
                column,
                "rounded_id",
                en=f"a spreadsheet has rounded the number to {text}",
                zh=f"单号被表格软件改成了 {text}",
            )
        elif not _ID.fullmatch(text):
            self._complain(
                row,
                column,
                "bad_id",
                en=f"{text!r} is no transaction number; has the row a cell too many?",
                zh=f"“{text}”不是交易单号, 该行是否多了一格",
            )
        elif first_line != row.line:
            self._complain(
                row,
                column,
                "duplicate_id",
                en=f"transaction {text} stands on line {first_line} already",
                zh=f"交易 {text} 与第 {first_line} 行重复",
            )
            return text
        else:
            return text
        return None

    def _complain(self, row: Row, column: str, code: str, *, en: str, zh: str) -> None:
        self.problems.append(
            problem_at(
                self.file,
                line=row.line,
                column=column,
                code=code,
                en=en,
                zh=zh,
                remedy=EXPORT_AGAIN,
            )
        )


def _said(cell: str) -> str:
    """Give what a cell says; the apps write a slash for nothing."""
    return "" if cell == "/" else cell


def _time(text: str) -> datetime:
    match = _TIME.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day, hour, minute = (int(part) for part in match.groups()[:5])
    return datetime(year, month, day, hour, minute, int(match[6] or 0), tzinfo=SHANGHAI)


def _amount(text: str) -> int:
    amount_fen = yuan(text)
    if amount_fen < 0:
        raise ValueError(text)
    return amount_fen
