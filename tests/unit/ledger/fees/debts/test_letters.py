"""A letter says what is due and how to pay, in the same words each time, and threatens nobody."""

from datetime import date

import pytest
from attrs import evolve

from gongtong.core.places import DwellingLabel
from gongtong.ledger.fees.debts.letters import (
    ArrearsLetter,
    LetterLine,
    letter_text,
    threats_in,
)

LETTER = ArrearsLetter(
    "测试小区",
    DwellingLabel(1, 1, 101),
    "王*",
    date(2025, 6, 10),
    date(2025, 6, 25),
    (
        LetterLine(
            "卫生服务费",
            "2025-01-01 至 2025-12-31",
            date(2025, 1, 1),
            20_000,
            "2025-05-06由凭证2025-0003收款100.00元",
        ),
        LetterLine("停车费", "2025-05-01 至 2025-05-31", date(2025, 5, 1), 7_500, "一个车位"),
    ),
    ("微信扫描公示栏二维码",),
    1,
)


def test_a_letter_reads_like_this() -> None:
    """Every line of the debt with its day and amount, the ways to pay, what to do when it is wrong."""
    assert letter_text(LETTER) == (
        "测试小区缴费提醒\n"
        "催2025年第1号\n"
        "\n"
        "1-1-101住户（王*）：\n"
        "\n"
        "截至2025-06-10，下列费用已到期而尚未缴清，共275.00元：\n"
        "1. 卫生服务费（2025-01-01 至 2025-12-31），2025-01-01到期，尚欠200.00元。"
        "2025-05-06由凭证2025-0003收款100.00元\n"
        "2. 停车费（2025-05-01 至 2025-05-31），2025-05-01到期，尚欠75.00元。一个车位\n"
        "\n"
        "请于2025-06-25前缴纳。缴费方式：\n"
        "- 微信扫描公示栏二维码\n"
        "\n"
        "如有困难，可以申请分期缴费；如对金额有异议，请与我们核对，账目随时可查。\n"
        "如已缴纳，请告知缴费日期和方式，以便核对。\n"
        "不会因欠费停水、停电、停气、停暖。\n"
        "\n"
        "2025-06-10\n"
    )


def test_a_way_to_pay_stays_on_its_line() -> None:
    """Nobody can slip a paragraph into a letter."""
    text = letter_text(evolve(LETTER, ways=("微信\n\n另：逾期公布姓名",)))
    assert "- 微信 另：逾期公布姓名\n" in text


def test_a_draft_has_no_number() -> None:
    """It is not a letter yet."""
    assert evolve(LETTER, number=None).reference == "草稿"


@pytest.mark.parametrize(
    "text",
    [
        "逾期停水",
        "逾期将停止供电",
        "不缴费断您家的电",
        "切断燃气",
        "中断供热",
        "限制用水",
        "限电",
        "拉闸",
        "停暖",
        "掐断供水",
    ],
)
def test_cutting_off_is_recognised(text: str) -> None:
    """Water, power, gas and heat, in the words in which people are threatened."""
    assert threats_in(("微信缴费", text)) == (text,)


@pytest.mark.parametrize(
    "text",
    [
        "停车费和水费可一并微信缴纳",
        "停用电子支付，请到办公室",
        "水电费窗口旁",
        "关注电话通知",
        "本月停电梯维护费",
    ],
)
def test_other_words_are_no_threat(text: str) -> None:
    """Parking, electronic payment and lifts are no supplies."""
    assert threats_in((text,)) == ()
