"""Charts are whole numbers on whole coordinates, and never claim more than the figures."""

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongtong.core.shares import AtLeast, Bound, MoreThan
from gongtong.notices.board import MonthLine, OpinionLine
from gongtong.notices.charts import (
    HATCHES,
    MOST_CATEGORIES,
    category_chart,
    month_chart,
    share_bar,
    tick_step,
)

ATTRIBUTE = re.compile(r' (?:x|y|width|height|d|viewBox)="([^"]*)"')
BOUNDS: tuple[Bound, ...] = (AtLeast(2, 3), MoreThan(1, 2), AtLeast(3, 4), MoreThan(3, 5))


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - made by the code under test


def rects(svg: str, kind: str) -> list[dict[str, str]]:
    return [each.attrib for each in parsed(svg).iter("rect") if each.attrib["class"] == kind]


def texts(svg: str, kind: str) -> list[str]:
    found = parsed(svg).iter("text")
    return [each.text or "" for each in found if kind in each.attrib["class"].split()]


def bar_and_mark(svg: str) -> tuple[int, int, str]:
    bar = next(each for each in parsed(svg).iter("rect") if "bar" in each.attrib["class"].split())
    mark = next(each for each in parsed(svg).iter("path") if each.attrib["class"] == "mark")
    match = re.match(r"M(\d+) ", mark.attrib["d"])
    assert match is not None
    return int(bar.attrib["width"]), int(match[1]), bar.attrib["class"]


@pytest.mark.parametrize(
    ("part", "bar", "kind"),
    [
        (225, 239, "bar short"),
        (226, 240, "bar reached"),
        (338, 360, "bar reached"),
        (0, 0, "bar short"),
    ],
)
def test_a_share_reaches_its_mark_when_it_may(part: int, bar: int, kind: str) -> None:
    """Of 338, 225 is less than two thirds and 226 is not; the mark stands at 240 of 360."""
    svg = share_bar("x", part, 338, bound=AtLeast(2, 3), title="参与人数")
    assert bar_and_mark(svg) == (bar, 240, kind)


@pytest.mark.parametrize(
    ("part", "bar", "kind"),
    [(168, 178, "bar short"), (169, 180, "bar short"), (170, 181, "bar reached")],
)
def test_exactly_half_is_not_more_than_half(part: int, bar: int, kind: str) -> None:
    """169 of 338 touches the mark and stays hatched; 170 passes it."""
    svg = share_bar("x", part, 338, bound=MoreThan(1, 2), title="同意人数")
    assert bar_and_mark(svg) == (bar, 180, kind)


@given(st.data(), st.sampled_from(BOUNDS), st.integers(0, 10**12))
def test_a_bar_short_of_its_bound_never_passes_the_mark(
    data: st.DataObject, bound: Bound, whole: int
) -> None:
    """Whatever the figures, a bar touches the mark only when the share is at least the bound."""
    part = data.draw(st.integers(0, whole))
    bar, mark, kind = bar_and_mark(share_bar("x", part, whole, bound=bound, title="t"))
    assert 0 <= bar <= 360
    if whole and part * bound.denominator < whole * bound.numerator:
        assert bar < mark
    assert (kind == "bar reached") == bound.is_met_by(part, whole)


def test_nothing_of_nothing_is_no_bar() -> None:
    """An electorate of nobody is drawn as an empty bar."""
    assert bar_and_mark(share_bar("x", 0, 0, bound=AtLeast(2, 3), title="t"))[0] == 0


def test_months_stand_side_by_side_to_scale() -> None:
    """30,000 yuan fill a scale of 30,000; 15,000 are half as high; the ticks are round."""
    months = tuple(MonthLine(month, 0, 0) for month in range(1, 12))
    svg = month_chart("m", (*months, MonthLine(12, 3_000_000, 1_500_000)), title="每月收支")
    # the first rectangle of a kind is its legend
    assert [each["height"] for each in rects(svg, "income")[1:]] == ["0"] * 11 + ["150"]
    assert [each["height"] for each in rects(svg, "spending")[1:]] == ["0"] * 11 + ["75"]
    assert [text for text in texts(svg, "at-end") if text != "月"] == [
        "元",
        "0",
        "10,000",
        "20,000",
        "30,000",
    ]
    assert texts(svg, "in-middle") == [str(month) for month in range(1, 13)]


def test_a_single_fen_still_shows() -> None:
    """What is not nothing is at least a line; a refund is left to the table."""
    svg = month_chart("m", (MonthLine(1, 1, -500), MonthLine(2, 10_000_000, 0)), title="t")
    assert [each["height"] for each in rects(svg, "income")[1:]] == ["1", "150"]
    assert [each["height"] for each in rects(svg, "spending")[1:]] == ["0", "0"]


def test_large_sums_are_counted_in_ten_thousands() -> None:
    """Nine million yuan are written as 1,000 万元 at the top of the scale."""
    labels = texts(month_chart("m", (MonthLine(1, 900_000_000, 0),), title="t"), "at-end")
    assert labels[0] == "万元"
    assert labels[-2] == "1,000"


@pytest.mark.parametrize("months", [(), (MonthLine(1, 0, 0),)])
def test_a_year_without_money_is_drawn(months: tuple[MonthLine, ...]) -> None:
    """No months, and months of nothing, give a scale from 0 to 1."""
    assert texts(month_chart("m", months, title="t"), "at-end")[:3] == [
        "元",
        "0",
        "1",
    ]


@given(st.integers(0, 10**15))
def test_scales_have_few_round_ticks(greatest: int) -> None:
    """The step is 1, 2 or 5 times a power of ten, five of them hold everything, half do not."""
    step = tick_step(greatest)
    assert str(step).rstrip("0") in {"1", "2", "5"}
    assert step * 5 >= greatest
    assert step == 1 or step * 2 < greatest


def test_confirmed_and_suggested_are_told_apart() -> None:
    """The longest line fills the room (234); of 31, 28 are solid and 3 hatched."""
    lines = (OpinionLine("路面", 28, 3), OpinionLine("其他", 0, 0))
    svg = category_chart("o", lines, title="各类意见件数")
    assert [each["width"] for each in rects(svg, "confirmed")[1:]] == ["211", "0"]
    assert [each["width"] for each in rects(svg, "suggested")[1:]] == ["23", "0"]
    assert texts(svg, "row-count") == ["31", "0"]


def test_hundreds_of_categories_leave_the_chart_readable() -> None:
    """The first dozen are drawn; the description says how many are not."""
    lines = tuple(OpinionLine(f"第{number}类很长的名称", 1, 0) for number in range(300))
    svg = category_chart("o", lines, title="t")
    assert len(texts(svg, "row-label")) == MOST_CATEGORIES == 12
    assert texts(svg, "row-label")[0] == "第0类很长…"
    assert "其余 288 类见下表" in (parsed(svg).findtext("desc") or "")


def test_every_chart_is_named_and_described() -> None:
    """A reader of the screen hears the title and what the chart shows."""
    svg = share_bar("turnout", 225, 338, bound=AtLeast(2, 3), title="参与人数占比")
    root = parsed(svg)
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == "turnout-title turnout-desc"
    assert root.findtext("title") == "参与人数占比"
    assert root.findtext("desc") == "225 / 338，要求不少于2/3，未达到"


def test_labels_are_escaped_and_cleaned() -> None:
    """A category cannot bring markup or hidden characters into a chart."""
    svg = category_chart("o", (OpinionLine("<b>\u202e&", 1, 0),), title="<script>")
    assert texts(svg, "row-label") == ["<b>&"]
    assert "<b>" not in svg
    assert "<script>" not in svg


def test_coordinates_are_whole() -> None:
    """There is no decimal point in any coordinate."""
    months = tuple(MonthLine(month, month * 12_345, month * 7_891) for month in range(1, 13))
    drawn = (
        HATCHES,
        share_bar("a", 1, 7, bound=AtLeast(2, 3), title="t"),
        month_chart("m", months, title="t"),
        category_chart("o", (OpinionLine("路面", 7, 4), OpinionLine("绿化", 3, 2)), title="t"),
    )
    values = [value for svg in drawn for value in ATTRIBUTE.findall(svg)]
    assert values
    assert [value for value in values if "." in value] == []
