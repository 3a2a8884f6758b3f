"""Journals in the language of hledger and ledger: plain transactions in one currency (hledger账簿读入)."""

import re
from collections.abc import Iterator
from typing import Final

from gongtong.ledger.exchange.journal_files.journal import (
    Assertion,
    Journal,
    JournalTransaction,
)
from gongtong.ledger.exchange.journal_files.lines import (
    Line,
    NotUnderstoodError,
    Reading,
    complain_below,
    read_day,
    read_journal_text,
    read_money,
    with_missing_amount,
)

_COMMENT: Final = re.compile(r"[;#*%|]")
_PASSED_OVER: Final = re.compile(r"(?:account|commodity)\s")
_HEAD: Final = re.compile(
    r"(?P<day>\d{4}[-/.]\d{1,2}[-/.]\d{1,2})(?P<second>=\S*)?(?:\s+[*!](?=\s|$))?"
    r"(?:\s*\((?P<code>[^)]*)\))?(?:\s+(?P<said>.*))?",
    re.ASCII,
)
_POSTING: Final = re.compile(
    r"\s+(?:[*!]\s+)?(?P<account>\S(?:\S| (?=\S))*)(?:(?:\s{2,}|\t\s*)(?P<rest>\S.*?))?\s*"
)
_ASSERTION: Final = re.compile(r"(?P<amount>[^=]*?)\s*=\s*(?P<asserted>[^=*].*)")


def read_hledger(content: bytes, *, file: str) -> Journal:
    """Read a journal of hledger; raises `InputError` with every line that is not understood (读取hledger账簿).

    Understood are transactions with a day, a status, a code, a description and comments; postings in CNY, one of
    them without an amount; balance assertions; and declarations of accounts and commodities, which are passed over.
    Prices, costs, virtual postings, second days, periodic and automatic transactions, aliases and included files
    are refused.
    """
    return read_journal_text(content, file=file, read=_read)


def _read(blocks: Iterator[list[Line]], reading: Reading) -> None:
    for head, *rest in blocks:
        if _PASSED_OVER.match(head.text + " "):
            continue
        if _COMMENT.match(head.text):
            complain_below(rest, reading)
            continue
        try:
            _transaction(head, rest, reading)
        except NotUnderstoodError as error:
            reading.complain(head, str(error))


def _transaction(head: Line, rest: list[Line], reading: Reading) -> None:
    match = _head(head)
    day = read_day(match["day"])
    postings: list[tuple[Line, str, int | None, str]] = []
    problems = len(reading.problems)
    for line in rest:
        if line.text.lstrip().startswith(";"):
            continue
        try:
            account, fen, asserted_fen, memo = _posting(line.text)
        except NotUnderstoodError as error:
            reading.complain(line, str(error))
            continue
        postings.append((line, account, fen, memo))
        if asserted_fen is not None:
            at = line.number
            asserted = Assertion(at, day, account, asserted_fen, with_parts=False, after_line=at)
            reading.assertions.append(asserted)
    if len(reading.problems) == problems:
        said, code = (match["said"] or "").strip(), (match["code"] or "").strip()
        lines = with_missing_amount(postings)
        reading.transactions.append(JournalTransaction(head.number, day, said, lines, code))


def _head(head: Line) -> re.Match[str]:
    if head.is_indented:
        raise NotUnderstoodError("it is indented and belongs to nothing")
    match = _HEAD.fullmatch(head.text.partition(";")[0].rstrip())
    if match is None:
        raise NotUnderstoodError("it is neither a transaction nor a declaration")
    if match["second"]:
        raise NotUnderstoodError("it has a second day")
    return match


def _posting(text: str) -> tuple[str, int | None, int | None, str]:
    said, _, comment = text.partition(";")
    match = _POSTING.fullmatch(said)
    if match is None:
        raise NotUnderstoodError("it is not a posting")
    account, rest = match["account"], match["rest"]
    if account[0] in "([" or account[-1] in ")]":
        raise NotUnderstoodError("it is a virtual posting")
    if rest is None:
        return account, None, None, comment.strip()
    asserted = _ASSERTION.fullmatch(rest)
    if asserted is None:
        return account, read_money(rest), None, comment.strip()
    amount = asserted["amount"]
    fen = read_money(amount) if amount else None
    return account, fen, read_money(asserted["asserted"]), comment.strip()
