"""camt.053 statements are streamed, checked against their balances and safe to open."""

import io
import sys
from datetime import date, time

import pytest

from gongtong.core.errors import InputError, InputProblem, MissingExtraError
from gongtong.ledger.exchange.banks.camt import read_camt, stream_camt
from gongtong.ledger.exchange.banks.camt_entries import CamtEntry
from gongtong.ledger.exchange.tolerance import Tolerated


def problems(text: str | bytes) -> tuple[InputProblem, ...]:
    content = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(InputError) as caught:
        read_camt(content, file="b.xml")
    assert all(problem.remedy and problem.message_zh for problem in caught.value.problems)
    return caught.value.problems


def told(text: str | bytes) -> list[tuple[int | None, str]]:
    return [(problem.line, problem.code) for problem in problems(text)]


def test_both_versions_are_read(camt_file: str) -> None:
    """Names and status stand elsewhere in each; what they say is the same."""
    (statement,) = read_camt(camt_file.encode(), file="b.xml").statements
    assert (statement.bank_account, statement.currency) == ("6222****0123", "CNY")
    assert (statement.from_day, statement.through_day) == (date(2025, 1, 1), date(2025, 1, 31))
    assert (statement.opening_fen, statement.closing_fen) == (100_000, 127_184)
    came, went = statement.lines
    assert (came.amount_fen, came.counterparty, came.reference) == (30_000, "王芳", "R1")
    assert (came.booked_on, came.value_on) == (date(2025, 1, 4), date(2025, 1, 5))
    assert (came.text, came.line) == ("1-1-101 卫生费", 7)
    assert (went.amount_fen, went.counterparty, went.reference) == (-2_816, "新民建材", "R2")
    assert went.text == "路灯灯泡"
    if "001.08" in camt_file:
        assert (came.time_of_day, came.counterparty_account) == (time(9, 30), "6222")
    else:
        assert (came.time_of_day, came.counterparty_account) == (None, "DE02")


def test_the_entries_must_lead_to_the_closing_balance(camt_file: str) -> None:
    """One fen is enough to tell that an entry is missing or changed."""
    wrong = camt_file.replace("1271.84", "1271.85")
    assert told(wrong) == [(4, "balance_differs")]
    reading = read_camt(wrong.encode(), file="b.xml", allow={Tolerated.BROKEN_BALANCES})
    assert (len(reading.statements), len(reading.warnings)) == (1, 1)


def test_every_statement_of_the_file_is_read(camt_file: str) -> None:
    """Each with its own account."""
    start, end = camt_file.index("<Stmt>"), camt_file.index("</Stmt>") + len("</Stmt>")
    twice = camt_file[:end] + camt_file[start:end].replace("6222021", "6333021") + camt_file[end:]
    first, second = read_camt(twice.encode(), file="b.xml").statements
    assert (first.bank_account, second.bank_account) == ("6222****0123", "6333****0123")
    assert first.total_fen == second.total_fen


def test_entries_stream(camt_file: str) -> None:
    """The first is there long before the file ends."""
    start, end = camt_file.index("<Ntry>"), camt_file.rindex("</Ntry>") + len("</Ntry>")
    many = camt_file[:start] + camt_file[start:end] * 1_000 + camt_file[end:]
    source = io.BytesIO(many.encode())
    entries = stream_camt(source, file="b.xml")
    first = next(entries)
    assert isinstance(first, CamtEntry)
    assert (first.bank_account, first.currency, first.line.amount_fen) == (
        "6222****0123",
        "CNY",
        30_000,
    )
    assert source.tell() < len(source.getvalue()) // 2
    assert sum(isinstance(one, CamtEntry) for one in entries) == 1_999


def test_faults_of_entries_are_told_with_their_lines(camt_file: str) -> None:
    """All of them, and a repeated number; balances are then not compared."""
    text = camt_file.replace(">28.16<", ">28.165<").replace("R2", "R1")
    assert told(text) == [(12, "bad_amount")]
    again = camt_file.replace("R2", "R1")
    assert told(again)[0][1] == "duplicate_id"


def test_what_is_not_booked_can_be_left_out(camt_file: str) -> None:
    """When somebody says so; the balance then follows from what is booked."""
    text = camt_file.replace("BOOK", "PDNG", 1).replace("1271.84", "971.84")
    assert told(text)[0][1] == "entry_not_booked"
    reading = read_camt(text.encode(), file="b.xml", allow={Tolerated.UNBOOKED})
    assert [line.amount_fen for line in reading.statements[0].lines] == [-2_816]


@pytest.mark.parametrize(
    "bomb",
    [
        '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE d SYSTEM "http://example.org/d.dtd">',
        '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
    ],
)
def test_document_types_and_entities_are_refused(camt_file: str, bomb: str) -> None:
    """A small file must not become a large one, nor fetch another."""
    head, sign, rest = camt_file.partition("?>")
    assert told(f"{head}{sign}{bomb}{rest}") == [(None, "not_xml")]


def test_another_message_is_named(camt_file: str) -> None:
    """camt.052 is no statement, nor is a version nobody has tried."""
    for other in ("camt.052.001.02", "camt.053.001.09", "camt.053.001.01"):
        version = "02" if "001.02" in camt_file else "08"
        text = camt_file.replace(f"camt.053.001.{version}", other)
        assert told(text) == [(None, "not_camt")]
        assert other in problems(text)[0].message
    assert told("<a/>") == [(None, "not_camt")]


def test_what_is_no_xml_is_told_with_its_line(camt_file: str) -> None:
    """Cut off, empty, or something else."""
    cut = camt_file[: camt_file.index("</Stmt>")]
    assert told(cut) == [(cut.count("\n") + 1, "not_xml")]
    assert told(b"") == [(1, "not_xml")]
    assert told(b"a,b\n1,2\n") == [(1, "not_xml")]
    assert told(b'<?xml version="1.0" encoding="klingon"?><a/>')[0][1] == "not_xml"


def test_currencies_are_not_mixed(camt_file: str) -> None:
    """An entry in another currency than its account is told."""
    assert told(camt_file.replace('Ccy="CNY">28.16', 'Ccy="HKD">28.16')) == [
        (4, "several_currencies")
    ]
    yen = camt_file.replace('Ccy="CNY">28.16', 'Ccy="JPY">28.16')
    assert {code for _, code in told(yen)} == {"unknown_currency", "several_currencies"}


def test_without_the_library_the_error_says_what_to_install(
    camt_file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Defusedxml is optional."""
    monkeypatch.setitem(sys.modules, "defusedxml", None)
    monkeypatch.setitem(sys.modules, "defusedxml.ElementTree", None)
    with pytest.raises(MissingExtraError, match=r"reading camt\.053 needs defusedxml"):
        read_camt(camt_file.encode(), file="b.xml")
