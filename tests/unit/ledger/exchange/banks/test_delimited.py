"""Layouts of banks, each read by its mapping; the rows are invented, the layouts are those of real files."""

import io
from datetime import date, time

import openpyxl
import pytest

from gongtong.core.errors import InputError, InputProblem
from gongtong.ledger.exchange.bank_statements import BankLine
from gongtong.ledger.exchange.banks.delimited import ReadLine, open_bank_file
from gongtong.ledger.exchange.banks.mapping_file import read_bank_mapping

PAIR = '[columns]\ndate = "日期"\nin = "收入"\nout = "支出"\nbalance = "余额"\n'
SIGNED = '[columns]\ndate = "日期"\namount = "金额"\n'


def read(text: str | bytes, mapping: str) -> list[BankLine | InputProblem]:
    content = text if isinstance(text, bytes) else text.encode()
    opened = open_bank_file(
        content, file="b.csv", mapping=read_bank_mapping(mapping.encode(), file="m.toml")
    )
    return [one.line if isinstance(one, ReadLine) else one for one in opened.lines]


def amounts(text: str | bytes, mapping: str) -> list[int | str]:
    return [
        one.amount_fen if isinstance(one, BankLine) else one.code for one in read(text, mapping)
    ]


def test_a_signed_amount_with_time_and_reference() -> None:
    """Compact days and times, an empty time, rows that end early, a rule for nothing."""
    mapping = """
[columns]
date = "交易日期"
time = "交易时间"
amount = "交易金额"
balance = "本次余额"
counterparty = "对手信息"
reference = "日 志 号"
text = ["交易摘要", "交易附言"]
"""
    lines = read(
        "交易日期,交易时间,交易摘要,交易金额,本次余额,对手信息,日 志 号,交易渠道,交易附言\n"
        "20250104,092501,转存,+300.00,300.00,王芳,36939,网银,卫生费\n"
        "20250105,,结息,+0.01,300.01,--,37001\n",
        mapping,
    )
    assert lines == [
        BankLine(
            2,
            date(2025, 1, 4),
            30_000,
            counterparty="王芳",
            text="转存 卫生费",
            reference="36939",
            balance_fen=30_000,
            time_of_day=time(9, 25, 1),
        ),
        BankLine(3, date(2025, 1, 5), 1, text="结息", reference="37001", balance_fen=30_001),
    ]


def test_words_say_which_way_the_money_went() -> None:
    """Credit is in and debit out; a word nobody knows is told with the key to add it to."""
    mapping = (
        SIGNED + 'direction = "借贷"\n[amounts]\nin_words = ["贷 Cr"]\nout_words = ["借 Dr"]\n'
    )
    text = "日期,借贷,金额\n2025-01-04,贷 Cr,1.23\n2025-01-05,借 Dr,3.21\n2025-01-06,贷,1.00\n"
    assert amounts(text, mapping) == [123, -321, "unknown_direction"]
    problem = read(text, mapping)[2]
    assert isinstance(problem, InputProblem)
    assert (problem.line, problem.column) == (4, "借贷")
    assert "add '贷' to amounts.in_words or amounts.out_words" in problem.remedy
    reversed_entry = "日期,借贷,金额\n2025-01-04,借 Dr,-3.21\n"
    assert amounts(reversed_entry, mapping) == [321]
    assert amounts(reversed_entry, mapping + "out_is_negative = true\n") == [-321]


def test_a_credit_card_counts_spending_as_positive() -> None:
    """The sign is turned where the mapping says so."""
    text = "日期,金额\n2025/01/05,15.90\n2025/01/04,-97.20\n"
    assert amounts(text, SIGNED + '[amounts]\nsign = "in_negative"\n') == [-1_590, 9_720]
    assert amounts(text, SIGNED) == [1_590, -9_720]


def test_a_pair_of_columns_holds_one_amount_a_line() -> None:
    """Nothing and a line mean none; nought beside an amount is none; both, or neither, are told."""
    text = (
        "日期,收入,支出,余额\n2025-01-04,300.00,,\n2025-01-05,-,28.16,\n2025-01-06,0.00,5.00,\n"
        "2025-01-07,1.00,2.00,\n2025-01-08,,,\n2025-01-09,,-5.00,\n"
    )
    assert amounts(text, PAIR) == [
        30_000,
        -2_816,
        -500,
        "amount_twice",
        "amount_missing",
        500,
    ]
    negative = PAIR + "[amounts]\nout_is_negative = true\n"
    assert amounts("日期,收入,支出,余额\n2025-01-09,,-5.00,\n", negative) == [-500]


def test_a_preamble_and_a_foot_are_passed_over() -> None:
    """The heading is found below; what the mapping calls a foot is no transaction."""
    text = (
        "明细查询\n\n卡号: 6222021234567890123 ,x\n日期,收入,支出,余额\n"
        "2025-01-04,300.00,,300.00\n \n合计,300.00\n"
    )
    mapping = PAIR + '[footer]\nstarts = ["合计"]\n[account]\nafter = "卡号:"\n'
    opened = open_bank_file(
        text.encode(), file="b.csv", mapping=read_bank_mapping(mapping.encode(), file="m.toml")
    )
    assert [one.line.line for one in opened.lines if isinstance(one, ReadLine)] == [5]
    assert opened.remarks == [(7, ["合计", "300.00"])]
    assert opened.bank_account == "6222021234567890123"
    assert amounts(text, PAIR) == [30_000, "short_row"]


def test_tabs_behind_quotation_marks_and_currencies() -> None:
    """Days with the day first, and a currency on every line."""
    text = (
        "Post date,Billing amount,Billing currency\n"
        '09/04/2025,"-1,099.14"\t,CNY\n08/04/2025,"-18.00"\t\t,HKD\n07/04/2025,"5.00",港币\n'
    )
    mapping = (
        '[columns]\ndate = "Post date"\namount = "Billing amount"\ncurrency = "Billing currency"\n'
        '[dates]\ndate = "%d/%m/%Y"\n'
    )
    opened = open_bank_file(
        text.encode(), file="b.csv", mapping=read_bank_mapping(mapping.encode(), file="m.toml")
    )
    *lines, problem = opened.lines
    assert [
        (one.line.booked_on, one.line.amount_fen, one.currency)
        for one in lines
        if isinstance(one, ReadLine)
    ] == [(date(2025, 4, 9), -109_914, "CNY"), (date(2025, 4, 8), -1_800, "HKD")]
    assert isinstance(problem, InputProblem)
    assert (problem.code, problem.column) == ("unknown_currency", "Billing currency")
    assert '"港币" = "CNY"' in problem.remedy


def test_every_problem_of_a_line_is_told_with_the_key_that_may_be_wrong() -> None:
    """Day, amount and balance, each with line and column."""
    problems = read("日期,收入,支出,余额\n4.1.2025,三百,,yy\n", PAIR)
    assert [
        (one.line, one.column, one.code) for one in problems if isinstance(one, InputProblem)
    ] == [(2, "日期", "bad_date"), (2, "收入", "bad_amount"), (2, "余额", "bad_balance")]
    first = problems[0]
    assert isinstance(first, InputProblem)
    assert "add its format to dates.date in the mapping" in first.remedy


def test_a_line_with_a_bad_balance_is_read_without_one() -> None:
    """So that it can be let pass; the problem comes first."""
    problem, line = read("日期,收入,支出,余额\n2025-01-04,3.00,,yy\n", PAIR)
    assert isinstance(problem, InputProblem)
    assert isinstance(line, BankLine)
    assert (problem.code, line.balance_fen) == ("bad_balance", None)


def test_a_workbook_is_read_by_the_same_mapping() -> None:
    """Numbers and days of cells are those that were typed."""
    book = openpyxl.Workbook()
    (sheet,) = book.worksheets
    for row in (["日期", "收入", "支出", "余额"], [date(2025, 1, 4), 300.10, None, 1234.5]):
        sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    assert read(kept.getvalue(), PAIR) == [
        BankLine(2, date(2025, 1, 4), 30_010, balance_fen=123_450)
    ]


def test_what_ends_in_the_middle_is_told_where_it_ends() -> None:
    """Lines before it have been read."""
    assert amounts('日期,金额\n2025-01-04,1.00\n2025-01-05,"2.00\n', SIGNED) == [100, "not_csv"]


def test_lines_stream() -> None:
    """The first line is there before the last one is read."""
    rows = "".join(f"2025-01-04,{number}.00\n" for number in range(1, 5_000))
    source = io.BytesIO(f"日期,金额\n{rows}".encode())
    opened = open_bank_file(
        source, file="b.csv", mapping=read_bank_mapping(SIGNED.encode(), file="m.toml")
    )
    first = next(opened.lines)
    assert isinstance(first, ReadLine)
    assert first.line.amount_fen == 100
    assert source.tell() < len(source.getvalue())


def test_a_mapping_that_does_not_fit_is_refused_before_any_line() -> None:
    """With what to change in it."""
    with pytest.raises(InputError, match="in the mapping"):
        read("交易日,金额\n2025-01-04,1.00\n", SIGNED)
