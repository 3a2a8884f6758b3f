"""Reading a statement by the form its app gives it (账单读入).

Whatever is wrong is reported at once, each with its line, column and remedy; a statement that disagrees
with its own totals is not used, for somebody has taken lines out or put lines in.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final, TypeVar

from attrs import frozen

from gongtong.core.errors import InputError, InputProblem
from gongtong.core.money import format_yuan, yuan
from gongtong.core.periods import SHANGHAI
from gongtong.core.tabular import Row, decode, problem_at, read_table
from gongtong.ledger.exchange.bills import Bill, BillLine, Channel, Direction

EXPORT_AGAIN: Final = "export the statement from the app again and use the file as it comes"

_TIME: Final = re.compile(
    r"(\d{4})[-/](\d{1,2})[-/](\d{1,2}) +(\d{1,2}):(\d{2})(?::(\d{2}))?", re.ASCII
)
_ID: Final = re.compile(r"[!-~]+")
_ROUNDED_ID: Final = re.compile(r"\d(\.\d+)?[eE]\+\d+", re.ASCII)
_TAB_AFTER_QUOTE: Final = re.compile(rb'"\t+(?=[,\r\n]|$)')
_COUNT: Final = re.compile(r"共\s*(\d+)\s*笔记录")
_TOTAL: Final = re.compile(
    r"(收入|支出|中性交易|不计收支)\s*[:：]\s*(\d+)\s*笔\s*[,，]?\s*([\d,.]+)\s*元"
)
_SPREADSHEET: Final = b"PK\x03\x04"
_DIRECTIONS: Final[Mapping[str, Direction]] = {
    "收入": Direction.IN,
    "支出": Direction.OUT,
    "/": Direction.NEUTRAL,
    "中性交易": Direction.NEUTRAL,
    "不计收支": Direction.NEUTRAL,
    "其他": Direction.NEUTRAL,
}
_TOTALLED: Final[Mapping[str, Direction]] = {
    "收入": Direction.IN,
    "支出": Direction.OUT,
    "中性交易": Direction.NEUTRAL,
    "不计收支": Direction.NEUTRAL,
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


def read_form(content: bytes, *, file: str, form: BillForm) -> Bill:
    """Read a statement of a known form, or raise `InputError` with every problem (读取账单)."""
    _refuse_spreadsheet(content, file)
    _refuse_other_encoding(content, file, form)
    rows, problems = _rows(_TAB_AFTER_QUOTE.sub(b'"', content), file, form)
    reader = _LineReader(form, file)
    lines = tuple(line for row in rows if (line := reader.line_of(row)) is not None)
    problems = sorted([*problems, *reader.problems], key=lambda problem: problem.line or 0)
    if not problems:
        text = decode(content, file=file, encodings=(form.encoding,))
        problems = list(_differing_totals(text, lines, form, file))
    if problems:
        raise InputError(problems)
    return Bill(form.channel, file, hashlib.sha256(content).hexdigest(), lines)


def _refuse_spreadsheet(content: bytes, file: str) -> None:
    if content.startswith(_SPREADSHEET):
        problem = problem_at(
            file,
            code="spreadsheet",
            en="the file is a spreadsheet (xlsx), not CSV",
            zh="这是电子表格 (xlsx), 不是 CSV",
            remedy="export the statement from the app as CSV",
        )
        raise InputError([problem])


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


def _rows(content: bytes, file: str, form: BillForm) -> tuple[tuple[Row, ...], list[InputProblem]]:
    """Give the complete rows, and a problem for each short one."""

    def read(columns: Sequence[str]) -> tuple[Row, ...]:
        return read_table(
            content,
            file=file,
            columns=columns,
            encodings=(form.encoding,),
            is_header=form.is_header,
        )

    try:
        return read(form.columns), []
    except InputError as error:
        if any(problem.code != "short_row" for problem in error.problems):
            raise
        short = {problem.line for problem in error.problems}
        rows = tuple(row for row in read((form.time,)) if row.line not in short)
        return rows, list(error.problems)


class _LineReader:
    """Turns rows into lines and keeps what is wrong with them (逐行读入)."""

    def __init__(self, form: BillForm, file: str) -> None:
        self.form = form
        self.file = file
        self.problems: list[InputProblem] = []
        self._first_line_of: dict[str, int] = {}

    def line_of(self, row: Row) -> BillLine | None:
        """Read one row, or note everything wrong with it."""
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


def _differing_totals(
    text: str, lines: Sequence[BillLine], form: BillForm, file: str
) -> Iterator[InputProblem]:
    """Compare what the preamble says with the lines that are there."""
    for number, said in enumerate(text.splitlines(), start=1):
        if form.time in said and form.direction in said:
            return
        for match in _COUNT.finditer(said):
            if int(match[1]) != len(lines):
                yield _differing(file, number, said=f"{match[1]}笔", found=f"{len(lines)}笔")
        for match in _TOTAL.finditer(said):
            found = [line for line in lines if line.direction is _TOTALLED[match[1]]]
            yield from _differing_total(file, number, match, found)


def _differing_total(
    file: str, number: int, match: re.Match[str], found: Sequence[BillLine]
) -> Iterator[InputProblem]:
    kind, count, amount = match.groups()
    amount_fen = sum(line.amount_fen for line in found)
    # The apps add up a transaction that never went through in ways of their own.
    comparable = all(line.is_settled for line in found)
    if int(count) != len(found) or (comparable and yuan(amount) != amount_fen):
        yield _differing(
            file,
            number,
            said=f"{kind} {count}笔 {amount}元",
            found=f"{kind} {len(found)}笔 {format_yuan(amount_fen)}元",
        )


def _differing(file: str, number: int, *, said: str, found: str) -> InputProblem:
    return problem_at(
        file,
        line=number,
        code="totals_differ",
        en=f"the statement says {said}, its lines give {found}",
        zh=f"账单写明{said}, 明细却是{found}",
        remedy=EXPORT_AGAIN,
    )
