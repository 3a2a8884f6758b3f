"""WeChat statements as they come."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from gongtong.core.errors import InputError
from gongtong.ledger.exchange.bills import BillLine, Channel, Direction
from gongtong.ledger.exchange.wechat import read_wechat

Writer = Callable[..., bytes]
QUOTED = """\
2019-09-26 12:45:27,"商户消费","云膳过桥米线(传奇广场店)","总共消费:28.16","支出",¥28.16,"中国银行","支付成功","3985734"\t,"12"\t,"/"
2020-11-27 19:29:00,二维码收款,用户A,收款方备注:二维码收款,收入,"￥1,234.50",零钱,已收钱,39857\t,/\t,/
2021-07-15 16:29:37,零钱提现,招商银行(),"/",/,¥100.10,工商银行,提现已到账,2072107\t,/\t,"服务费¥0.10"
2021-07-18 10:48:09,商户消费,打开拼多多，点击底部"多多视频","/",收入,¥0.07,/,充值成功,1605 ,101,"/"
"""


def test_a_transfer_is_read_whole(wechat: Writer) -> None:
    """Sign and tab go, the slash for nothing goes, what the payer wrote stays as it is."""
    bill = read_wechat(wechat(), file="微信支付账单.csv")
    assert bill.channel is Channel.WECHAT
    assert bill.file == "微信支付账单.csv"
    assert bill.lines == (
        BillLine(
            transaction_id="1000036892989757103570782753",
            at=datetime(2025, 1, 3, 18, 42, tzinfo=UTC),
            counterparty="崔正柱",
            counterparty_account="",
            text="转账备注:10栋1单元601室卫生费",
            direction=Direction.IN,
            amount_fen=30000,
            status="已存入零钱",
            kind="转账",
            file="微信支付账单.csv",
            line=18,
        ),
    )


def test_the_digest_is_that_of_the_file(wechat: Writer) -> None:
    """The SHA-256 is taken over the bytes as they came, so that anybody can take it again."""
    content = wechat()
    assert read_wechat(content, file="b.csv").digest == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("lines", [2, 14, 40])
def test_the_heading_is_found_wherever_it_stands(wechat: Writer, lines: int) -> None:
    """The app has changed the length of its preamble before."""
    bill = read_wechat(wechat(lines=lines), file="b.csv")
    assert [line.line for line in bill.lines] == [lines + 4]


def test_quirks_of_real_statements_are_read(wechat: Writer) -> None:
    """Quotes before a tab, full-width yuan with thousands, neutral moves, quotes within a field."""
    bill = read_wechat(wechat(QUOTED.splitlines()), file="b.csv")
    assert [(line.transaction_id, line.direction, line.amount_fen) for line in bill.lines] == [
        ("3985734", Direction.OUT, 2816),
        ("39857", Direction.IN, 123450),
        ("2072107", Direction.NEUTRAL, 10010),
        ("1605", Direction.IN, 7),
    ]
    assert bill.lines[2].text == "服务费¥0.10"
    assert bill.lines[3].counterparty == '打开拼多多，点击底部"多多视频"'


def test_a_cell_too_many_shifts_nothing_in_silence(wechat: Writer) -> None:
    """Thousands commas without quotes move the number of the transaction to another column."""
    row = QUOTED.splitlines()[1].replace('"', "")
    with pytest.raises(InputError) as caught:
        read_wechat(wechat((row,)), file="b.csv")
    (problem,) = caught.value.problems
    assert (problem.line, problem.column, problem.code) == (18, None, "long_row")


def test_a_statement_in_another_encoding_is_one_problem(wechat: Writer) -> None:
    """A file saved again as GB18030 is not guessed at."""
    content = wechat().decode("utf-8-sig").encode("gb18030")
    with pytest.raises(InputError) as caught:
        read_wechat(content, file="b.csv")
    assert [problem.code for problem in caught.value.problems] == ["wrong_encoding"]
