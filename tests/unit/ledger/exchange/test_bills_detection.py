"""Telling the apps apart by what is in the file, not by its name."""

from collections.abc import Callable

import pytest

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


def test_a_spreadsheet_is_named_as_such() -> None:
    """Both apps offer one; only the CSV is read."""
    assert code_of(b"PK\x03\x04rest") == "spreadsheet"
