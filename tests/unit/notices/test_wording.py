"""Figures, days and texts as residents read them."""

from datetime import date

import pytest

from gongtong.core.rulings import Source
from gongtong.notices.wording import clean, day_zh, numeral, source_period, square_metres


@pytest.mark.parametrize(
    "unseen",
    [
        "\u202e",
        "\u2066",
        "\u200b",
        "\ufeff",
        "\u00ad",
        "\x00",
        "\x1b",
        "\u2028",
        "\ue000",
        "\ud800",
    ],
)
def test_what_cannot_be_seen_is_taken_out(unseen: str) -> None:
    """Bidirectional overrides, zero-width and control characters do not reach the page."""
    assert clean(f"修{unseen}路") == "修路"


def test_line_breaks_become_blanks() -> None:
    """A text of several lines stands on one; rare characters and their variants stay."""
    assert clean("一\n二\t三\r四") == "一 二 三 四"
    assert clean("𠮷\U000e0100〇") == "𠮷\U000e0100〇"


@pytest.mark.parametrize(
    ("area_cm2", "written"),
    [
        (0, "0.00"),
        (1, "0.0001"),
        (10, "0.001"),
        (100, "0.01"),
        (9_999, "0.9999"),
        (10_000, "1.00"),
        (827_800, "82.78"),
        (268_431_700, "26,843.17"),
    ],
)
def test_areas_are_exact(area_cm2: int, written: str) -> None:
    """Square metres with two decimals, and more only where there is more."""
    assert square_metres(area_cm2) == written


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九")],
)
def test_headings_are_counted_in_chinese(number: int, written: str) -> None:
    """Sections count as Chinese documents do."""
    assert numeral(number) == written


def test_days_and_periods() -> None:
    """A day has no leading zeros; a source says since and until when it is in force."""
    assert day_zh(date(2025, 5, 1)) == "2025年5月1日"
    assert source_period(Source("x")) == ""
    assert source_period(Source("x", "", date(2021, 1, 1))) == "2021年1月1日起施行"
    ended = Source("x", "", date(2007, 10, 1), date(2021, 1, 1))
    assert source_period(ended) == "2007年10月1日起施行，至2021年1月1日止"
