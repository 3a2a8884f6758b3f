"""A letter as a page says what its text says, and lets nothing in that runs."""

from datetime import date

import pytest
from attrs import evolve

from gongtong.core.places import DwellingLabel
from gongtong.ledger.fees.debts.letters import ArrearsLetter, LetterLine
from gongtong.notices.letters import render_letter

LETTER = ArrearsLetter(
    "测试小区",
    DwellingLabel(1, 1, 101),
    "王*",
    date(2025, 6, 10),
    date(2025, 6, 25),
    (
        LetterLine(
            "卫生服务费", "2025-01-01 至 2025-12-31", date(2025, 1, 1), 20_000, "尚欠200.00元"
        ),
    ),
    ("微信扫描公示栏二维码",),
    1,
)


def test_the_page_says_what_is_due() -> None:
    """Number, household, lines, sum, ways to pay, and that nothing is cut off."""
    page = render_letter(LETTER)
    for said in (
        "催2025年第1号",
        "1-1-101住户（王*）",
        "200.00",
        "2025年6月25日",
        "微信扫描公示栏二维码",
        "不会因欠费停水、停电、停气、停暖。",
    ):
        assert said in page


@pytest.mark.parametrize("way", ["<script>alert(1)</script>", "<img src=x>"])
def test_nothing_in_a_letter_runs(way: str) -> None:
    """Markup in a text is text."""
    page = render_letter(evolve(LETTER, ways=(way,)))
    assert way not in page
    assert way.replace("<", "&lt;").replace(">", "&gt;") in page
    assert "default-src 'none'" in page


def test_hidden_characters_are_taken_out() -> None:
    """What turns text around is not printed."""
    assert chr(0x202E) not in render_letter(evolve(LETTER, addressee="王" + chr(0x202E) + "*"))
