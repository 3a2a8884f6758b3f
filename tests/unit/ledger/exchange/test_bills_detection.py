"""Telling the apps apart by what is in the file, not by its name."""

import csv
import hashlib
import io
from collections.abc import Callable

import openpyxl
import pytest
from attrs import evolve

from gongtong.core.errors import InputError
from gongtong.ledger.exchange.bills import Channel
from gongtong.ledger.exchange.bills_detection import read_bill

Writer = Callable[..., bytes]


def code_of(content: bytes) -> str:
    with pytest.raises(InputError) as caught:
        read_bill(content, file="b.csv")
    (problem,) = caught.value.problems
    assert problem.remedy
    return problem.code


def test_each_app_is_known_by_its_headings(wechat: Writer, alipay: Writer) -> None:
    """The name of the file says nothing."""
    assert read_bill(wechat(), file="b.csv").channel is Channel.WECHAT
    assert read_bill(alipay(), file="b.csv").channel is Channel.ALIPAY


def test_a_statement_saved_again_is_known_and_refused(wechat: Writer, alipay: Writer) -> None:
    """What is wrong with it is its encoding, not that nobody knows it."""
    assert code_of(wechat().decode("utf-8-sig").encode("gb18030")) == "wrong_encoding"
    assert code_of(alipay().decode("gb18030").encode("utf-8")) == "wrong_encoding"


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", "卡号,日期\n1,2\n".encode()])
def test_anything_else_is_no_statement(content: bytes) -> None:
    """A bank's statement has other headings."""
    assert code_of(content) == "unknown_statement"


def workbook(wechat: Writer) -> bytes:
    book = openpyxl.Workbook()
    (sheet,) = book.worksheets
    for row in csv.reader(wechat().decode("utf-8-sig").splitlines()):
        sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_a_workbook_says_the_same_as_the_csv(wechat: Writer) -> None:
    """WeChat exports both; but for the digest of the file they are one statement."""
    content = workbook(wechat)
    bill = read_bill(content, file="b.csv")
    plain = read_bill(wechat(), file="b.csv")
    assert evolve(bill, digest=plain.digest) == plain
    assert bill.digest == hashlib.sha256(content).hexdigest()


def test_a_workbook_of_something_else_is_no_statement() -> None:
    """What only begins like a workbook is told so; one without the headings is unknown."""
    assert code_of(b"PK\x03\x04rest") == "not_a_workbook"
    kept = io.BytesIO()
    openpyxl.Workbook().save(kept)
    assert code_of(kept.getvalue()) == "unknown_statement"


def test_a_sheet_that_is_not_there_is_no_statement(wechat: Writer) -> None:
    """The sheet that was named is looked for and no other."""
    content = workbook(wechat)
    assert len(read_bill(content, file="b.csv", sheet="Sheet").lines) == 1
    with pytest.raises(InputError, match="in a sheet called 明细"):
        read_bill(content, file="b.csv", sheet="明细")
