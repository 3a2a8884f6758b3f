"""Statements in OFX, versions 1 and 2, read by ofxtools (OFX对账单).

The markup is that library's affair; what the elements say is read here, so that every fault of every transaction
is told with its line.
"""

import io
import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta, timezone
from html import unescape
from typing import Any, Final

from attrs import evolve

from gongtong.core.errors import InputError, InputProblem
from gongtong.core.extras import load_extra
from gongtong.core.periods import SHANGHAI, Span
from gongtong.core.tabular import MAX_BYTES, problem_at
from gongtong.ledger.books.chart import BANK
from gongtong.ledger.exchange.bank_statements import BankLine, BankStatement
from gongtong.ledger.exchange.banks.assembling import (
    BankReading,
    digest_of,
    mask_account,
    oldest_first,
    statement_of,
)
from gongtong.ledger.exchange.banks.cells import (
    currency_problem,
    read_decimal,
)
from gongtong.ledger.exchange.banks.mapping import LineOrder
from gongtong.ledger.exchange.tolerance import Tolerated, let_pass

_STATEMENTS: Final = ("STMTRS", "CCSTMTRS")
_MOMENT: Final = re.compile(
    r"(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?(?:\.\d{1,6})?"
    r"(?:\[([+-]?\d{1,2})(?:\.(\d{1,2}))?(?::[^\]]*)?\])?",
    re.ASCII,
)
_DECLARATION: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_START: Final = re.compile(rb"<STMTTRN>")
_REMEDY: Final = "export the statement from the bank again and use the file as it comes"


def read_ofx(
    content: bytes, *, file: str, account: str = BANK, allow: Collection[Tolerated] = ()
) -> BankReading:
    """Read every statement of an OFX file, of bank accounts and of credit cards (读取OFX对账单).

    A moment with a zone is told in Chinese time, one without as it stands. Raises `InputError` with every
    problem except those of the kinds in `allow`, and `MissingExtraError` without ofxtools.
    """
    root = _parsed(content, file)
    lines_of_file = _lines_of_transactions(content)
    problems: list[InputProblem] = []
    statements: list[BankStatement] = []
    source = (file, digest_of(content))
    for element in root.iter():
        if element.tag in _STATEMENTS:
            reader = _StatementReader(element, file, lines_of_file)
            statement = reader.read(account, source)
            problems.extend(reader.problems)
            if statement is not None:
                statements.append(statement)
    if not statements and not problems:
        problems.append(
            _problem(file, "no_statement", "the file holds no statement", "文件中没有对账单")
        )
    return BankReading(tuple(statements), let_pass(problems, allow))


def _problem(
    file: str, code: str, en: str, zh: str, *, line: int | None = None, column: str | None = None
) -> InputProblem:
    return problem_at(file, line=line, column=column, code=code, en=en, zh=zh, remedy=_REMEDY)


def _parsed(content: bytes, file: str) -> Any:
    parser = load_extra("ofxtools.Parser", purpose="reading OFX")
    if len(content) > MAX_BYTES:
        raise InputError([_problem(file, "file_too_large", "the file is too large", "文件过大")])
    if _DECLARATION.search(content):
        raise InputError(
            [
                _problem(
                    file,
                    "entities",
                    "the file declares a document type or entities",
                    "文件声明了实体",
                )
            ]
        )
    try:
        root = parser.OFXTree().parse(io.BytesIO(content))
    except Exception as error:  # the library raises whatever its own parts raise
        said = " ".join(str(error).split())[:200]
        raise InputError(
            [
                _problem(
                    file,
                    "not_ofx",
                    f"the file cannot be read as OFX: {said}",
                    "不是有效的 OFX 文件",
                )
            ]
        ) from error
    if not content.rstrip().endswith(b"</OFX>"):  # the library forgives elements that never close
        raise InputError([_problem(file, "cut_off", "the file ends before its end", "文件不完整")])
    if root is None or root.tag != "OFX":
        raise InputError(
            [_problem(file, "not_ofx", "the file holds no OFX element", "不是 OFX 文件")]
        )
    return root


def _lines_of_transactions(content: bytes) -> Iterator[int]:
    """Give the line on which each transaction of the file begins, in their order."""
    ends = [match.start() for match in re.finditer(rb"\n|\r(?!\n)", content)]
    return iter([bisect_right(ends, match.start()) + 1 for match in _START.finditer(content)])


class _StatementReader:
    """Reads one statement, and keeps what is wrong with it."""

    def __init__(self, element: Any, file: str, lines: Iterator[int]) -> None:
        self._element = element
        self._file = file
        self._lines = lines
        self._line: int | None = None
        self._first_line_of: dict[str, int] = {}
        self.problems: list[InputProblem] = []

    def read(self, account: str, source: tuple[str, str]) -> BankStatement | None:
        """Read everything, or nothing when something is wrong that may not pass."""
        currency = _text(self._element, "CURDEF") or "-"
        if (wrong := currency_problem(currency)) is not None:
            self._complain("CURDEF", "unknown_currency", *wrong)
        lines = [
            line
            for number, one in enumerate(self._element.iter("STMTTRN"), start=1)
            if (line := self._line_of(one, number)) is not None
        ]
        self._line = None
        start = self._moment(self._element, "BANKTRANLIST/DTSTART")[0]
        end = self._moment(self._element, "BANKTRANLIST/DTEND")[0]
        closing_fen = self._amount(self._element, "LEDGERBAL/BALAMT", needed=False)
        as_of = self._moment(self._element, "LEDGERBAL/DTASOF")[0]
        if any(problem.code != Tolerated.REPEATED_IDS for problem in self.problems):
            return None
        ordered = oldest_first(lines, LineOrder.BY_DATE)
        days = [line.booked_on for line in ordered] + [
            day for day in (start, end) if day is not None
        ]
        if not days:
            self._complain(
                "BANKTRANLIST", "no_lines", "the statement covers no days", "对账单没有起止日期"
            )
            return None
        statement = statement_of(
            ordered,
            account=account,
            bank_account=mask_account(self._account()),
            currency=currency,
            span=Span(min(days), max(days) + timedelta(days=1)),
            source=source,
        )
        is_closing = as_of is not None and as_of == statement.through_day
        return evolve(statement, closing_fen=closing_fen) if is_closing else statement

    def _account(self) -> str:
        places = ("BANKACCTFROM/ACCTID", "CCACCTFROM/ACCTID")
        return next(filter(None, (_text(self._element, place) for place in places)), "")

    def _line_of(self, element: Any, number: int) -> BankLine | None:
        self._line = next(self._lines, None)
        day, at = self._moment(element, "DTPOSTED", needed=True)
        amount_fen = self._amount(element, "TRNAMT", needed=True)
        value_on = self._moment(element, "DTAVAIL")[0]
        reference = _text(element, "FITID")
        line = self._line or number
        if self._first_line_of.setdefault(reference, line) != line and reference:
            self._complain(
                "FITID",
                Tolerated.REPEATED_IDS,
                f"transaction {reference} stands on line {self._first_line_of[reference]} already",
                f"交易{reference}重复",
            )
        if day is None or amount_fen is None:
            return None
        texts = (_text(element, "MEMO"), _text(element, "CHECKNUM"))
        return BankLine(
            line=line,
            booked_on=day,
            amount_fen=amount_fen,
            value_on=value_on,
            counterparty=_text(element, "NAME") or _text(element, "PAYEE/NAME"),
            counterparty_account=_text(element, "BANKACCTTO/ACCTID"),
            text=" ".join(filter(None, texts)),
            reference=reference,
            time_of_day=at,
        )

    def _moment(
        self, element: Any, path: str, *, needed: bool = False
    ) -> tuple[date | None, time | None]:
        text = _text(element, path)
        if not text and not needed:
            return None, None
        try:
            return _moment(text)
        except ValueError:
            self._complain(
                path, "bad_date", f"{text!r} is not a moment of OFX", f"“{text}”不是时间"
            )
            return None, None

    def _amount(self, element: Any, path: str, *, needed: bool) -> int | None:
        text = _text(element, path)
        if not text and not needed:
            return None
        try:
            return read_decimal(text.replace(",", "."))
        except ValueError:
            self._complain(
                path,
                "bad_amount",
                f"{text!r} is not an amount with at most two decimals",
                f"“{text}”不是金额",
            )
            return None

    def _complain(self, path: str, code: str, en: str, zh: str) -> None:
        column = path.rpartition("/")[2]
        self.problems.append(_problem(self._file, code, en, zh, line=self._line, column=column))


def _text(element: Any, path: str) -> str:
    found = element.findtext(path)
    return " ".join(unescape(found).split()) if found else ""


def _moment(text: str) -> tuple[date, time | None]:
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day = (int(match[at]) for at in (1, 2, 3))
    if match[4] is None:
        return date(year, month, day), None
    at = time(int(match[4]), int(match[5]), int(match[6] or 0))
    if match[7] is None:
        return date(year, month, day), at
    hours = int(match[7])
    minutes = int(match[8] or 0) * (-1 if match[7].startswith("-") else 1)
    zone = timezone(timedelta(hours=hours, minutes=minutes))
    try:
        told = datetime.combine(date(year, month, day), at, tzinfo=zone).astimezone(SHANGHAI)
    except OverflowError as error:
        raise ValueError(text) from error
    return told.date(), told.time()
