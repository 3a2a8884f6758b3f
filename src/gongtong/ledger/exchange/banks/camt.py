"""Statements in camt.053 of ISO 20022, versions 02 to 08, read entry by entry (camt.053对账单).

However long the file is, one entry at a time is in memory while it is read. Document types, entities and what they
refer to are refused.
"""

import io
import re
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Any, Final
from xml.etree.ElementTree import ParseError

from attrs import evolve, field, frozen

from gongtong.core.errors import InputProblem
from gongtong.core.extras import load_extra
from gongtong.core.money import format_yuan
from gongtong.core.periods import Span
from gongtong.core.records import Source
from gongtong.core.tabular import problem_at
from gongtong.ledger.books.chart import BANK
from gongtong.ledger.exchange.bank_statements import BankLine, BankStatement
from gongtong.ledger.exchange.banks.assembling import (
    BankReading,
    digest_of,
    mask_account,
    oldest_first,
    statement_of,
)
from gongtong.ledger.exchange.banks.camt_entries import (
    REMEDY,
    CamtEntry,
    EntryReader,
    Node,
    read_moment,
)
from gongtong.ledger.exchange.banks.mapping import LineOrder
from gongtong.ledger.exchange.tolerance import Tolerated, let_pass

_NAMESPACE: Final = re.compile(r"urn:iso:std:iso:20022:tech:xsd:camt\.053\.001\.0[2-8]", re.ASCII)
_CHUNK: Final = 1 << 16


def stream_camt(source: Source, *, file: str) -> Iterator[CamtEntry | InputProblem]:
    """Give the transactions of a camt.053 file one by one, or what is wrong with them (逐笔读取camt.053).

    Raises `MissingExtraError` without defusedxml.
    """
    reader = EntryReader(file)
    for statement, node in _elements(source, file):
        if isinstance(node, InputProblem):
            yield node
        elif node.tag == "Ntry":
            for line in reader.lines(node):
                if isinstance(line, InputProblem):
                    yield line
                else:
                    currency = _currency(statement, node)
                    yield CamtEntry(_account(statement), currency, line)


def read_camt(
    source: Source, *, file: str, account: str = BANK, allow: Collection[Tolerated] = ()
) -> BankReading:
    """Read every statement of a camt.053 file (读取camt.053对账单).

    Where opening and closing balances are stated, the entries must lead from one to the other. Raises
    `InputError` with every problem except those of the kinds in `allow`, and `MissingExtraError` without defusedxml.
    """
    entries = EntryReader(file)
    problems: list[InputProblem] = []
    statements: list[BankStatement] = []
    made = _Statement(file, entries)
    digest = digest_of(source)
    for statement, node in _elements(source, file):
        if isinstance(node, InputProblem):
            problems.append(node)
        elif node.tag == "Ntry":
            made.take(statement, node)
        else:
            one = made.statement(node, account, digest)
            problems.extend(made.problems)
            statements.extend(() if one is None else (one,))
            made = _Statement(file, entries)
    if not statements and not problems:
        problems.append(
            _problem(file, "no_statement", "the file holds no statement", "文件中没有对账单")
        )
    return BankReading(tuple(statements), let_pass(problems, allow))


def _problem(
    file: str, code: str, en: str, zh: str, *, line: int | None = None, column: str | None = None
) -> InputProblem:
    return problem_at(file, line=line, column=column, code=code, en=en, zh=zh, remedy=REMEDY)


def _account(statement: Node) -> str:
    return mask_account(statement.say("Acct/Id/IBAN", "Acct/Id/Othr/Id"))


def _currency(statement: Node, entry: Node | None = None) -> str:
    amount = None if entry is None else entry.find("Amt")
    said = "" if amount is None else amount.attributes.get("Ccy", "")
    balance = statement.find("Bal/Amt")
    kept = "" if balance is None else balance.attributes.get("Ccy", "")
    return said or statement.say("Acct/Ccy") or kept


@frozen
class _Statement:
    """Gathers the entries of one statement, and what is wrong with them."""

    file: str
    entries: EntryReader
    lines: list[BankLine] = field(factory=list)
    problems: list[InputProblem] = field(factory=list)
    first_line_of: dict[str, int] = field(factory=dict)
    currencies: set[str] = field(factory=set)

    def take(self, statement: Node, entry: Node) -> None:
        """Read one entry."""
        self.currencies.add(_currency(statement, entry))
        for one in self.entries.lines(entry):
            if isinstance(one, InputProblem):
                self.problems.append(one)
                continue
            self.lines.append(one)
            first = self.first_line_of.setdefault(one.reference, one.line)
            if one.reference and first != one.line:
                en = f"transaction {one.reference} stands on line {first} already"
                zh = f"交易{one.reference}与第{first}行重复"
                self.problems.append(self.entries.problem(entry, Tolerated.REPEATED_IDS, en, zh))

    def statement(self, node: Node, account: str, digest: str) -> BankStatement | None:
        """Put the statement together, or nothing where its days or currency are unknown."""
        currencies = self.currencies | {currency for currency in (_currency(node),) if currency}
        if len(currencies) != 1:
            en = f"the statement is in {' and '.join(sorted(currencies)) or 'no currency'}"
            self.problems.append(self.entries.problem(node, "several_currencies", en, "币种不唯一"))
            return None
        opening, closing = (self._balance(node, *codes) for codes in (("OPBD", "PRCD"), ("CLBD",)))
        days = [line.booked_on for line in self.lines] + list(self._days(node))
        if not days:
            self.problems.append(
                self.entries.problem(node, "no_lines", "it covers no days", "没有起止日期")
            )
            return None
        made = statement_of(
            oldest_first(self.lines, LineOrder.BY_DATE),
            account=account,
            bank_account=_account(node),
            currency=next(iter(currencies)),
            span=Span(min(days), max(days) + timedelta(days=1)),
            source=(self.file, digest),
        )
        made = evolve(made, opening_fen=opening, closing_fen=closing)
        self._check(node, made)
        return made

    def _check(self, node: Node, made: BankStatement) -> None:
        opening, closing = made.opening_fen, made.closing_fen
        blocking = [one for one in self.problems if one.code != Tolerated.REPEATED_IDS]
        if opening is None or closing is None or blocking:
            return
        if opening + made.total_fen != closing:
            en = (
                f"the entries lead from {format_yuan(opening)} to "
                f"{format_yuan(opening + made.total_fen)}, the closing balance is {format_yuan(closing)}"
            )
            zh = f"期末余额{format_yuan(closing)}与明细推算的{format_yuan(opening + made.total_fen)}不符"
            self.problems.append(self.entries.problem(node, Tolerated.BROKEN_BALANCES, en, zh))

    def _days(self, node: Node) -> Iterator[date]:
        paths = ("FrToDt/FrDtTm", "FrToDt/ToDtTm", "Bal/Dt/Dt", "Bal/Dt/DtTm")
        for path in paths:
            for found in node.all(path):
                try:
                    yield read_moment(found.text)[0]
                except ValueError:
                    en, zh = f"{found.text!r} is not a day", f"“{found.text}”不是日期"
                    self.problems.append(self.entries.problem(found, "bad_date", en, zh))

    def _balance(self, node: Node, *codes: str) -> int | None:
        for code in codes:
            for balance in node.all("Bal"):
                if balance.say("Tp/CdOrPrtry/Cd") == code:
                    fen = self.entries.amount(balance.find("Amt"), balance)
                    sign = self.entries.sign(balance)
                    wrong = [one for one in (fen, sign) if isinstance(one, InputProblem)]
                    self.problems.extend(wrong)
                    if not isinstance(fen, InputProblem) and not isinstance(sign, InputProblem):
                        return sign * fen
        return None


class _Target:
    """Takes what the parser meets; gives up each entry and each statement when it ends."""

    def __init__(self) -> None:
        self.parser: Any = None
        self.namespace = ""
        self.ready: list[tuple[Node, Node]] = []
        self._open: list[Node] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition("}")
        self.namespace = self.namespace or space.removeprefix("{") or "-"
        self._open.append(Node(name, self.parser.parser.CurrentLineNumber, attributes))

    def data(self, text: str) -> None:
        self._open[-1].parts.append(text)

    def end(self, _tag: str) -> None:
        node = self._open.pop()
        if node.tag in {"Ntry", "Stmt"}:
            around = (one for one in reversed(self._open) if one.tag == "Stmt")
            self.ready.append((next(around, node), node))
        elif self._open:
            self._open[-1].children.append(node)

    def close(self) -> None:
        """Nothing is left to give."""


def _elements(source: Source, file: str) -> Iterator[tuple[Node, Node | InputProblem]]:
    """Give entries with the statement around them as far as it was read, and statements when they end."""
    defused = load_extra("defusedxml.ElementTree", purpose="reading camt.053")
    stream = io.BytesIO(source) if isinstance(source, bytes) else source
    stream.seek(0)
    target = _Target()
    target.parser = parser = defused.DefusedXMLParser(target=target, forbid_dtd=True)
    nowhere = Node("", 1, {})
    try:
        while chunk := stream.read(_CHUNK):
            parser.feed(chunk)
            if target.namespace and not _NAMESPACE.fullmatch(target.namespace):
                yield nowhere, _problem(file, "not_camt", *_not_camt(target.namespace))
                return
            yield from target.ready
            target.ready.clear()
        parser.close()
    except ParseError as error:
        yield (
            nowhere,
            _problem(
                file,
                "not_xml",
                f"the file is not XML: {error}",
                "不是有效的 XML",
                line=error.position[0],
            ),
        )
    except (ValueError, LookupError) as error:
        said = " ".join(str(error).split())[:200]
        yield nowhere, _problem(file, "not_xml", f"the file is refused: {said}", "文件被拒绝")


def _not_camt(namespace: str) -> tuple[str, str]:
    found = " ".join(namespace.split())[:80]
    return (
        f"the file is not camt.053, versions 02 to 08: its namespace is {found}",
        "不是 camt.053（02 至 08 版）",
    )
