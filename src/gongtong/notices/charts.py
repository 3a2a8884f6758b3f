"""Charts as SVG, drawn from whole numbers on whole coordinates (图表).

A chart is 360 units wide, about a telephone. Nothing is told by colour alone: what is spent, or not
confirmed, is also hatched, and every figure stands as text beside its bar.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from gongtong.notices.wording import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongtong.core.shares import Bound
    from gongtong.notices.board import MonthLine, OpinionLine

# divisible by 2, 3, 4, 5 and 6, so that a bar touches the mark of such a bound only when it may
WIDTH: Final = 360
MOST_CATEGORIES: Final = 12

_BAR_TOP, _BAR_HEIGHT, _SHARE_HEIGHT = 5, 16, 26
_PLOT_LEFT, _PLOT_RIGHT, _PLOT_TOP, _PLOT_HEIGHT = 58, 354, 30, 150
_MOST_TICKS: Final = 5
_FEN_PER_YUAN: Final = 100
_TEN_THOUSAND: Final = 10_000
_COUNT_IN_WAN_FROM: Final = 1_000_000
_LABEL_WIDTH, _ROW_HEIGHT, _LABEL_CHARACTERS = 92, 28, 6

# the one place where hatches are defined; every board draws it once before its charts
HATCHES: Final = (
    '<svg class="hatches" width="0" height="0" aria-hidden="true" focusable="false"><defs>'
    '<pattern id="hatch-spending" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<rect width="6" height="6" class="spending-ground"/>'
    '<path d="M-1 1L1 -1M0 6L6 0M5 7L7 5" class="hatch-line"/></pattern>'
    '<pattern id="hatch-suggested" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<rect width="6" height="6" class="suggested-ground"/>'
    '<path d="M-1 5L1 7M0 0L6 6M5 -1L7 1" class="suggested-line"/></pattern>'
    "</defs></svg>"
)


def _text(content: str) -> str:
    return escape(clean(content))


def _svg(name: str, height: int, *, title: str, description: str, body: Iterator[str]) -> str:
    return (
        f'<svg class="chart" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{_text(title)}</title>'
        f'<desc id="{name}-desc">{_text(description)}</desc>'
        f"{''.join(body)}</svg>"
    )


def _rect(x: int, y: int, width: int, height: int, kind: str) -> str:  # noqa: PLR0917 - x, y, width, height is the order of SVG
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" class="{kind}"/>'


def _label(x: int, y: int, content: str, kind: str) -> str:
    return f'<text x="{x}" y="{y}" class="{kind}">{_text(content)}</text>'


def share_bar(name: str, part: int, whole: int, *, bound: Bound, title: str) -> str:
    """Draw a share as a bar with the mark that it has to reach (占比条).

    The bar is cut to whole units, so that it reaches the mark only when the share does. The page
    says beside it in words what the mark stands for.
    """
    fraction = bound.fraction
    mark = WIDTH * fraction.numerator // fraction.denominator
    filled = WIDTH * part // whole if whole else 0
    reached = bound.is_met_by(part, whole)

    def body() -> Iterator[str]:
        yield _rect(0, _BAR_TOP, WIDTH, _BAR_HEIGHT, "track")
        yield _rect(0, _BAR_TOP, filled, _BAR_HEIGHT, "bar reached" if reached else "bar short")
        yield f'<path d="M{mark} 0V{_SHARE_HEIGHT}" class="mark"/>'

    description = f"{part} / {whole}，要求{bound.zh()}，{'已达到' if reached else '未达到'}"
    return _svg(name, _SHARE_HEIGHT, title=title, description=description, body=body())


def tick_step(greatest: int) -> int:
    """Give the smallest step of 1, 2 or 5 times a power of ten with few ticks (刻度).

    >>> tick_step(0), tick_step(7), tick_step(30_000), tick_step(51_000)
    (1, 2, 10000, 20000)
    """
    power = 1
    while True:
        for lead in (1, 2, 5):
            if lead * power * _MOST_TICKS >= greatest:
                return lead * power
        power *= 10


def _axis(top_yuan: int, step: int) -> Iterator[str]:
    in_wan = step * _MOST_TICKS >= _COUNT_IN_WAN_FROM
    yield _label(_PLOT_LEFT - 6, 14, "万元" if in_wan else "元", "axis-label at-end")
    for value in range(0, top_yuan + 1, step):
        y = _PLOT_TOP + _PLOT_HEIGHT - _PLOT_HEIGHT * value // top_yuan
        written = f"{value // _TEN_THOUSAND:,}" if in_wan else f"{value:,}"
        yield f'<path d="M{_PLOT_LEFT} {y}H{_PLOT_RIGHT}" class="{"grid" if value else "base"}"/>'
        yield _label(_PLOT_LEFT - 6, y + 4, written, "axis-label at-end")


def _month_bars(months: Sequence[MonthLine], top_yuan: int) -> Iterator[str]:
    top_fen = top_yuan * _FEN_PER_YUAN
    group = (_PLOT_RIGHT - _PLOT_LEFT) // len(months)
    width = min(group * 2 // 5, 24)
    floor = _PLOT_TOP + _PLOT_HEIGHT
    for place, line in enumerate(months):
        left = _PLOT_LEFT + place * group + (group - 2 * width) // 2
        for shift, amount_fen, kind in (
            (0, line.income_fen, "income"),
            (width, line.spending_fen, "spending"),
        ):
            # what is not nothing shows at least a line; a negative month stands in the table only
            height = max(_PLOT_HEIGHT * amount_fen // top_fen, 1) if amount_fen > 0 else 0
            yield _rect(left + shift, floor - height, width, height, kind)
        yield _label(left + width, floor + 17, str(line.month), "axis-label in-middle")
    yield _label(_PLOT_LEFT - 6, floor + 17, "月", "axis-label at-end")


def _legend(y: int, entries: Sequence[tuple[str, str]]) -> Iterator[str]:
    for place, (kind, words) in enumerate(entries):
        x = _PLOT_LEFT + 40 + place * 96
        yield _rect(x, y - 11, 18, 12, kind)
        yield _label(x + 24, y, words, "legend")


def month_chart(name: str, months: Sequence[MonthLine], *, title: str) -> str:
    """Draw income and spending of each month side by side (月度收支图)."""
    greatest_fen = max((max(line.income_fen, line.spending_fen) for line in months), default=0)
    greatest = -(-max(greatest_fen, 0) // _FEN_PER_YUAN)
    step = tick_step(greatest)
    top_yuan = max(-(-greatest // step), 1) * step

    def body() -> Iterator[str]:
        yield from _legend(14, (("income", "收入"), ("spending", "支出")))
        yield from _axis(top_yuan, step)
        if months:
            yield from _month_bars(months, top_yuan)

    description = "每月两条并列的柱：左为收入，右为支出（斜线）。数字见下表。"
    height = _PLOT_TOP + _PLOT_HEIGHT + 26
    return _svg(name, height, title=title, description=description, body=body())


def _shortened(label: str) -> str:
    label = clean(label)
    return label if len(label) <= _LABEL_CHARACTERS else label[: _LABEL_CHARACTERS - 1] + "…"


def category_chart(name: str, lines: Sequence[OpinionLine], *, title: str) -> str:
    """Draw how often each matter was raised, what is confirmed apart (意见分类图).

    Only the first dozen lines are drawn; all of them belong in the table below.
    """
    drawn = lines[:MOST_CATEGORIES]
    greatest = max((line.total for line in drawn), default=0)
    room = WIDTH - _LABEL_WIDTH - 34

    def body() -> Iterator[str]:
        yield from _legend(14, (("confirmed", "已确认"), ("suggested", "待确认")))
        for place, line in enumerate(drawn):
            y = 26 + place * _ROW_HEIGHT
            confirmed = room * line.confirmed // greatest if greatest else 0
            total = room * line.total // greatest if greatest else 0
            yield _label(_LABEL_WIDTH - 8, y + 16, _shortened(line.category_zh), "row-label at-end")
            yield _rect(_LABEL_WIDTH, y + 2, confirmed, 18, "confirmed")
            yield _rect(_LABEL_WIDTH + confirmed, y + 2, total - confirmed, 18, "suggested")
            yield _label(_LABEL_WIDTH + total + 6, y + 16, str(line.total), "row-count")

    left_over = len(lines) - len(drawn)
    description = "横条长短为件数，实色为已确认，斜线为待确认。" + (
        f"其余 {left_over} 类见下表。" if left_over else ""
    )
    height = 32 + max(len(drawn), 1) * _ROW_HEIGHT
    return _svg(name, height, title=title, description=description, body=body())
