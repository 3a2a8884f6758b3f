"""A mapping that does not fit its file is told what to change, exactly."""

import pytest

from gongtong.core.errors import InputError, InputProblem
from gongtong.ledger.exchange.banks.delimited import open_bank_file
from gongtong.ledger.exchange.banks.mapping_file import read_bank_mapping

MAPPING = '[columns]\ndate = "交易日期"\namount = "交易金额"\nbalance = "账户余额"\n'
TEXT = "某银行明细\n交易日期,交易金额,账户余额\n2025-01-04,1.00,1.00\n"


def problem(content: bytes, mapping: str = MAPPING) -> InputProblem:
    with pytest.raises(InputError) as caught:
        open_bank_file(
            content, file="b.csv", mapping=read_bank_mapping(mapping.encode(), file="m.toml")
        )
    (one,) = caught.value.problems
    return one


def test_another_encoding_is_recognised_by_the_headings() -> None:
    """The line to write is given."""
    one = problem(TEXT.encode("gb18030"))
    assert one.code == "wrong_encoding"
    assert one.remedy == 'in the mapping, write encoding = "gb18030"'
    one = problem(TEXT.encode(), 'encoding = "gb18030"\n' + MAPPING)
    assert one.remedy == 'in the mapping, write encoding = "utf-8"'


@pytest.mark.parametrize(("sign", "told"), [("\t", '"\\t"'), (";", '";"'), ("|", '"|"')])
def test_another_delimiter_is_recognised_by_the_headings(sign: str, told: str) -> None:
    """Semicolons, tabs and bars."""
    one = problem(TEXT.replace(",", sign).encode())
    assert (one.code, one.remedy) == (
        "wrong_delimiter",
        f"in the mapping, write delimiter = {told}",
    )


def test_a_heading_written_otherwise_is_shown_beside_the_one_wanted() -> None:
    """In the heading row, the key, the heading and the one that looks like it."""
    one = problem(TEXT.replace("账户余额", "余额").encode())
    assert (one.line, one.column, one.code) == (2, "账户余额", "missing_column")
    assert "columns.balance says 账户余额" in one.remedy
    assert "is it 余额?" in one.remedy


def test_without_a_heading_row_the_nearest_row_is_shown() -> None:
    """With its line and what it holds."""
    one = problem(TEXT.replace("交易日期", "日期").encode())
    assert (one.line, one.code) == (2, "missing_header")
    assert "the nearest has: 日期、交易金额、账户余额" in one.message
    assert "交易日期 → 日期" in one.remedy


def test_a_row_of_two_headings_is_shown_when_it_looks_like_what_is_wanted() -> None:
    """Small tables have few headings."""
    one = problem("交易日,交易金额\n2025-01-04,1.00\n".encode())
    assert (one.line, "交易日期 → 交易日" in one.remedy) == (1, True)


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"a,b\n1,2\n"])
def test_a_file_of_something_else_says_which_headings_were_wanted(content: bytes) -> None:
    """There is no nearest row to show."""
    one = problem(content)
    assert one.code == "missing_header"
    assert "交易日期、交易金额" in one.message


def test_what_is_no_text_at_all_says_so() -> None:
    """Bytes that are text in none of the encodings."""
    assert problem(b"\xff\xfe\xfd\x00\x81").code in {"wrong_encoding", "missing_header"}
