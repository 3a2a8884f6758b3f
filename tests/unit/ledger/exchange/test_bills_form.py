"""What is wrong with a statement, all of it at once, with line, column and remedy."""

from collections.abc import Callable

import pytest

from gongtong.core.errors import InputError, InputProblem
from gongtong.ledger.exchange.alipay import read_alipay
from gongtong.ledger.exchange.tolerance import Tolerated
from gongtong.ledger.exchange.wechat import read_wechat

Writer = Callable[..., bytes]


def row(
    number: int, *, at: str = "2025-01-04 02:42:00", way: str = "收入", yuan: str = "¥300.00"
) -> str:
    return f"{at},转账,崔正柱,卫生费,{way},{yuan},/,已存入零钱,{number}\t,1\t,/"


def problems_of(content: bytes) -> tuple[InputProblem, ...]:
    with pytest.raises(InputError) as caught:
        read_wechat(content, file="b.csv")
    return caught.value.problems


def where(problems: tuple[InputProblem, ...]) -> list[tuple[int | None, str | None, str]]:
    return [(problem.line, problem.column, problem.code) for problem in problems]


def test_every_problem_is_named_with_its_place(wechat: Writer) -> None:
    """Time, direction, amount, a short row and a second number, in the order of the file."""
    content = wechat(
        (
            row(1, at="2025-13-04 02:42:00"),
            row(2, way="借"),
            row(3, yuan="¥300.001"),
            "2025-01-04 02:42:00,转账,崔正柱",
            row(4),
            row(4),
            row(5, at="昨天", way="", yuan="-1"),
        )
    )
    problems = problems_of(content)
    assert where(problems) == [
        (18, "交易时间", "bad_time"),
        (19, "收/支", "unknown_direction"),
        (20, "金额(元)", "bad_amount"),
        (21, "商品", "short_row"),
        (23, "交易单号", "duplicate_id"),
        (24, "交易时间", "bad_time"),
        (24, "收/支", "unknown_direction"),
        (24, "金额(元)", "bad_amount"),
    ]
    assert {problem.file for problem in problems} == {"b.csv"}
    assert all(problem.remedy and problem.message and problem.message_zh for problem in problems)


@pytest.mark.parametrize("yuan", ["", "三百", "1e3", "NaN", "300.00.00", "-300.00", "￥"])
def test_what_is_no_amount_is_refused(wechat: Writer, yuan: str) -> None:
    """Nothing but plain yuan with at most two decimals is an amount."""
    assert where(problems_of(wechat((row(1, yuan=yuan),)))) == [(18, "金额(元)", "bad_amount")]


@pytest.mark.parametrize(
    "at", ["2025-02-29 00:00:00", "2025-01-04", "2025-01-04 24:00:00", "04/01/2025 02:42", ""]
)
def test_what_is_no_time_is_refused(wechat: Writer, at: str) -> None:
    """A day that no calendar has is no time, nor is a day without an hour."""
    assert where(problems_of(wechat((row(1, at=at),)))) == [(18, "交易时间", "bad_time")]


def test_a_time_as_spreadsheets_write_it_is_read(wechat: Writer) -> None:
    """2025/1/4 2:42 is the same moment."""
    bill = read_wechat(wechat((row(1, at="2025/1/4 2:42"),)), file="b.csv")
    assert bill.lines[0].at.isoformat() == "2025-01-04T02:42:00+08:00"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("1.00004E+27", "rounded_id"),
        ("1E+27", "rounded_id"),
        ("/", "missing_id"),
        ("", "missing_id"),
    ],
)
def test_a_lost_number_is_refused(wechat: Writer, number: str, code: str) -> None:
    """A spreadsheet rounds long numbers; without them a statement cannot be booked once."""
    text = row(1).replace(",1\t,1\t", f",{number},1")
    assert where(problems_of(wechat((text,)))) == [(18, "交易单号", code)]


def test_a_missing_column_is_named(wechat: Writer) -> None:
    """Without the column of numbers the file is of no use."""
    content = wechat().decode("utf-8-sig").replace("交易单号", "单号").encode("utf-8-sig")
    assert where(problems_of(content)) == [(17, "交易单号", "missing_column")]


ROWS = (row(1), row(2, way="支出", yuan="¥96.00"), row(3, way="/", yuan="¥5.00"))
TOTALS = "共3笔记录 收入：1笔 300.00元 支出：1笔 96.00元 中性交易：1笔 5.00元"


def test_a_statement_that_agrees_with_its_totals_is_read(wechat: Writer) -> None:
    """Count and sums of income, expense and neutral moves are those of the lines."""
    assert len(read_wechat(wechat(ROWS, TOTALS), file="b.csv").lines) == 3


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (TOTALS.replace("共3笔", "共4笔"), "4笔"),
        (TOTALS.replace("300.00元", "300.01元"), "收入 1笔 300.01元"),
        (TOTALS.replace("300.00元", "299.99元"), "收入 1笔 299.99元"),
        (TOTALS.replace("支出：1笔", "支出：2笔"), "支出 2笔 96.00元"),
        (TOTALS.replace("5.00元", "50.00元"), "中性交易 1笔 50.00元"),
    ],
)
def test_a_statement_that_disagrees_with_its_totals_is_refused(
    wechat: Writer, wrong: str, said: str
) -> None:
    """One fen or one line more or less means that somebody has changed the file."""
    (problem,) = problems_of(wechat(ROWS, wrong))
    assert (problem.line, problem.code) == (2, "totals_differ")
    assert said in problem.message_zh
    assert problem.remedy


def test_rows_taken_out_are_noticed(wechat: Writer) -> None:
    """Count and sum are both wrong then, and both are said."""
    codes = [problem.code for problem in problems_of(wechat(ROWS[1:], TOTALS))]
    assert codes == ["totals_differ", "totals_differ"]


def test_sums_with_a_void_transaction_are_not_compared(alipay: Writer) -> None:
    """Alipay says itself that its sums then differ; the count must still be right."""
    void = "2023-01-10 13:10:16,日用百货,x,/,x,支出,82.00,,交易关闭,29\t,x\t,,"
    assert len(read_alipay(alipay((void,), "支出：1笔 0.00元"), file="b.csv").lines) == 1
    with pytest.raises(InputError):
        read_alipay(alipay((void,), "支出：2笔 0.00元"), file="b.csv")


def test_an_empty_statement_is_read(wechat: Writer) -> None:
    """A quarter without a transaction is no error."""
    assert read_wechat(wechat((), "共0笔记录 收入：0笔 0.00元"), file="b.csv").lines == ()


def test_repeated_numbers_and_false_totals_are_told_together(wechat: Writer) -> None:
    """Both are faults of a file that is otherwise read whole."""
    content = wechat((row(1), row(2), row(1)), "共9笔记录 收入：3笔 900.00元")
    assert where(problems_of(content)) == [
        (2, None, "totals_differ"),
        (20, "交易单号", "duplicate_id"),
    ]


def test_what_is_allowed_comes_back_as_a_warning(wechat: Writer) -> None:
    """A file made anonymous is read when somebody says so, and every fault of it is listed all the same."""
    content = wechat((row(1), row(2), row(1)), "共9笔记录 收入：3笔 900.00元")
    bill = read_wechat(
        content, file="b.csv", allow={Tolerated.REPEATED_IDS, Tolerated.FALSE_TOTALS}
    )
    assert [line.transaction_id for line in bill.lines] == ["1", "2", "1"]
    assert where(bill.warnings) == [(2, None, "totals_differ"), (20, "交易单号", "duplicate_id")]
    with pytest.raises(InputError) as caught:
        read_wechat(content, file="b.csv", allow={Tolerated.REPEATED_IDS})
    assert where(caught.value.problems) == [(2, None, "totals_differ")]


def test_a_sound_statement_has_no_warnings(wechat: Writer) -> None:
    """What may pass and is not there changes nothing."""
    bill = read_wechat(wechat(ROWS, TOTALS), file="b.csv", allow=set(Tolerated))
    assert bill.warnings == ()
    assert bill == read_wechat(wechat(ROWS, TOTALS), file="b.csv")
