"""Journals in the language of beancount: plain transactions in one currency (beancount账簿读入)."""

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

_TEXT: Final = r'"(?:[^"\\]|\\.)*"'
_HEAD: Final = re.compile(
    rf"(?P<day>\S+)\s+(?:txn|[*!])(?P<texts>(?:\s+{_TEXT}){{0,2}})(?P<marks>(?:\s+[#^][A-Za-z0-9\-_/.]+)*)"
)
_LINK: Final = re.compile(r"\^(\S+)")
_DECLARATION: Final = re.compile(r"\S+\s+(?:open|close|commodity)\s")
_OPTION: Final = re.compile(rf"option\s+{_TEXT}\s+{_TEXT}")
_BALANCE: Final = re.compile(
    r"(?P<day>\S+)\s+balance\s+(?P<account>\S+)\s+(?P<number>[-+\d.,]+)\s*(?:~\s*(?P<near>[\d.]+)\s*)?(?P<currency>\S+)"
)
_POSTING: Final = re.compile(
    r"\s+(?:[*!]\s+)?(?P<account>[A-Z][^\s:]*(?::[^\s:]+)+)(?:\s+(?P<amount>\S.*?))?\s*"
)
_METADATA: Final = re.compile(r"\s+(?P<key>[a-z][\w-]*):(?:\s+(?P<value>.*))?")
_MARGIN: Final = re.compile(r"[;*#:!&%?]")


def read_beancount(content: bytes, *, file: str) -> Journal:
    """Read a journal of beancount; raises `InputError` with every line that is not understood (读取beancount账簿).

    Understood are transactions with texts, tags and links; postings in CNY, one of them without an amount;
    metadata, of which that of a posting called ``memo`` is kept; balance assertions with their tolerance; and
    options and declarations, which are passed over. Costs, prices, pads, plugins and included files are refused.
    """
    return read_journal_text(content, file=file, read=_read)


def _read(blocks: Iterator[list[Line]], reading: Reading) -> None:
    for head, *rest in blocks:
        text = head.text
        if _MARGIN.match(text):
            complain_below(rest, reading)
            continue
        if _OPTION.fullmatch(_plain(text)) or _DECLARATION.match(text + " "):
            continue
        try:
            _directive(head, rest, reading)
        except NotUnderstoodError as error:
            reading.complain(head, str(error))


def _directive(head: Line, rest: list[Line], reading: Reading) -> None:
    if head.is_indented:
        raise NotUnderstoodError("it is indented and belongs to nothing")
    text = _plain(head.text)
    if (balance := _BALANCE.fullmatch(text)) is not None:
        reading.assertions.append(_assertion(head, balance))
    elif (match := _HEAD.fullmatch(text)) is not None:
        _transaction(head, match, rest, reading)
    else:
        raise NotUnderstoodError("it is not a directive that is read")


def _plain(text: str) -> str:
    """Take off a comment; a semicolon within a text is none."""
    kept = re.match(rf'(?:{_TEXT}|[^";])*', text)
    return (kept[0] if kept else text).rstrip()


def _assertion(head: Line, match: re.Match[str]) -> Assertion:
    near = match["near"]
    return Assertion(
        head.number,
        read_day(match["day"]),
        match["account"],
        read_money(f"{match['number']} {match['currency']}"),
        tolerance_fen=0 if near is None else read_money(f"{near} {match['currency']}"),
    )


def _transaction(head: Line, match: re.Match[str], rest: list[Line], reading: Reading) -> None:
    day = read_day(match["day"])
    texts = [re.sub(r"\\(.)", r"\1", one[1:-1]) for one in re.findall(_TEXT, match["texts"])]
    postings: list[tuple[Line, str, int | None, str]] = []
    understood = True
    for line in rest:
        text = _plain(line.text)
        metadata = _METADATA.fullmatch(text)
        if not text.strip():
            continue
        if metadata is not None:
            if metadata["key"] == "memo" and postings:
                at, account, fen, _ = postings[-1]
                postings[-1] = (at, account, fen, (metadata["value"] or "").strip('"'))
            continue
        try:
            postings.append((line, *_posting(text), ""))
        except NotUnderstoodError as error:
            reading.complain(line, str(error))
            understood = False
    if understood:
        lines = with_missing_amount(postings)
        links = _LINK.findall(match["marks"])
        reading.transactions.append(
            JournalTransaction(head.number, day, " ".join(texts), lines, " ".join(links))
        )


def _posting(text: str) -> tuple[str, int | None]:
    match = _POSTING.fullmatch(text)
    if match is None:
        raise NotUnderstoodError("it is not a posting")
    amount = match["amount"]
    return match["account"], None if amount is None else read_money(amount)
