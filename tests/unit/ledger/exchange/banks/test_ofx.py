"""OFX statements are read exactly, and every fault is told with its line."""

import sys
from datetime import date, time

import pytest

from gongtong.core.errors import InputError, InputProblem, MissingExtraError
from gongtong.ledger.exchange.bank_statements import BankLine
from gongtong.ledger.exchange.banks.ofx import read_ofx
from gongtong.ledger.exchange.tolerance import Tolerated

LEAVES = (
    "CODE SEVERITY DTSERVER LANGUAGE TRNUID CURDEF BANKID ACCTID ACCTTYPE DTSTART DTEND TRNTYPE "
    "DTPOSTED TRNAMT FITID NAME MEMO BALAMT DTASOF"
)


def problems(text: str | bytes) -> tuple[InputProblem, ...]:
    content = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(InputError) as caught:
        read_ofx(content, file="b.ofx")
    assert all(problem.remedy and problem.message_zh for problem in caught.value.problems)
    return caught.value.problems


def told(text: str | bytes) -> list[tuple[int | None, str | None, str]]:
    return [(problem.line, problem.column, problem.code) for problem in problems(text)]


def test_every_statement_of_the_file_is_read(ofx: str) -> None:
    """A bank account with its balance, and a credit card in another currency."""
    bank, card = read_ofx(ofx.encode(), file="b.ofx").statements
    assert (bank.bank_account, bank.currency) == ("6222****0123", "CNY")
    assert (bank.from_day, bank.through_day) == (date(2025, 1, 1), date(2025, 1, 31))
    assert (bank.opening_fen, bank.closing_fen) == (None, 127_184)
    assert bank.lines == (
        BankLine(
            18,
            date(2025, 1, 5),
            30_000,
            counterparty="王芳",
            text="1-1-101 卫生费 & 谢谢",
            reference="A1",
            time_of_day=time(1, 0),
        ),
        BankLine(19, date(2025, 1, 6), -2_816, counterparty="新民建材", reference="A2"),
    )
    assert (card.bank_account, card.currency, card.total_fen) == ("4111", "HKD", -550)


def test_version_2_is_read_as_well(ofx: str) -> None:
    """The same elements as XML."""
    body = ofx[ofx.index("<OFX>") :]
    for tag in LEAVES.split():
        parts = body.split(f"<{tag}>")
        body = parts[0] + "".join(
            f"<{tag}>{rest.partition('<')[0].strip()}</{tag}><{rest.partition('<')[2]}"
            for rest in parts[1:]
        )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>\n'
    statements = read_ofx((head + body).encode(), file="b.ofx").statements
    assert [one.total_fen for one in statements] == [27_184, -550]


def test_every_fault_is_told_with_its_line_and_element(ofx: str) -> None:
    """Nothing is rounded, and a repeated number is told where it stands."""
    text = ofx.replace("20250106", "20250230").replace("300.00", "300.005").replace("A2", "A1")
    text = text.replace("HKD", "JPY")
    assert told(text) == [
        (None, "CURDEF", "unknown_currency"),
        (18, "TRNAMT", "bad_amount"),
        (19, "DTPOSTED", "bad_date"),
        (19, "FITID", "duplicate_id"),
    ]


def test_a_number_of_another_account_is_no_repetition(ofx: str) -> None:
    """Each bank counts for itself; within an account it can be let pass."""
    assert len(read_ofx(ofx.encode(), file="b.ofx").statements) == 2
    again = ofx.replace("A2", "A1").encode()
    reading = read_ofx(again, file="b.ofx", allow={Tolerated.REPEATED_IDS})
    assert [problem.line for problem in reading.warnings] == [19]


@pytest.mark.parametrize("amount", ["0.005", "1e3", "", "300.00.00", "NaN"])
def test_what_is_no_exact_amount_is_refused(ofx: str, amount: str) -> None:
    """Half a fen is refused, not rounded."""
    assert told(ofx.replace("300.00", amount)) == [(18, "TRNAMT", "bad_amount")]


def test_entities_are_refused_before_anything_is_read(ofx: str) -> None:
    """A document type could make a small file large."""
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    assert told(ofx.replace("<OFX>", f"{bomb}<OFX>")) == [(None, None, "entities")]


@pytest.mark.parametrize("content", [b"", b"OFXHEADER:100\n", b"\xff\xfe", b"a,b\n1,2\n"])
def test_what_is_no_ofx_is_told_so(content: bytes) -> None:
    """Whatever is wrong in there."""
    assert told(content) == [(None, None, "not_ofx")]


def test_a_file_cut_off_is_no_ofx(ofx: str) -> None:
    """Half a statement is none, wherever it ends."""
    for end in range(len(ofx) // 2, len(ofx) - len("</OFX>\n"), 40):
        assert problems(ofx[:end])
    assert problems(ofx[: ofx.index("</OFX>")])[0].code == "cut_off"


def test_a_file_without_statements_is_told_so(ofx: str) -> None:
    """A sign-on alone is no statement."""
    start, end = ofx.index("<BANKMSGSRSV1>"), ofx.index("</OFX>")
    assert told(ofx[:start] + ofx[end:]) == [(None, None, "no_statement")]


def test_without_the_library_the_error_says_what_to_install(
    ofx: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ofxtools is optional."""
    monkeypatch.setitem(sys.modules, "ofxtools", None)
    monkeypatch.setitem(sys.modules, "ofxtools.Parser", None)
    with pytest.raises(MissingExtraError, match="reading OFX needs ofxtools"):
        read_ofx(ofx.encode(), file="b.ofx")
