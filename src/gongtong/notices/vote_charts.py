"""Charts of what a vote came to, for the notice board: turnout, results, rounds, a budget (表决图表).

Each chart is one SVG that stands by itself, on a page or in a file, drawn on whole coordinates from exact
figures. Nothing is told by colour alone: who is elected is also marked, and every figure stands as text.
"""

from __future__ import annotations

from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING, Final
from unicodedata import east_asian_width

from gongtong.core.shares import percent
from gongtong.notices.wording import clean
from gongtong.voting.counting.exact_words import decimal
from gongtong.voting.weights import amount_zh

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gongtong.voting.counting.projects import ProjectVotes
    from gongtong.voting.counting.traces import Count
    from gongtong.voting.decisions import Check, Finding

WIDTH: Final = 720
MOST_ROWS: Final = 40
"""How many candidates or projects a chart draws at the most; the rest belongs in a table (最多行数)."""

_LABEL_WIDTH, _ROOM, _ROW, _TOP = 190, 380, 30, 46
_LABEL_CHARACTERS: Final = 12
_STYLE: Final = (
    ".vote-chart{font-family:'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',"
    "sans-serif;font-size:14px;fill:#1f2328}"
    ".vote-chart .title{font-size:17px;font-weight:700}"
    ".vote-chart .muted{fill:#3f4650;font-size:12px;paint-order:stroke;stroke:#ffffff;stroke-width:3px}"
    ".vote-chart .track{fill:#e9e4da}"
    ".vote-chart .won{fill:#1d5c96}"
    ".vote-chart .lost{fill:#a9b4c0}"
    ".vote-chart .open{fill:url(#vote-open);stroke:#1d5c96}"
    ".vote-chart .flow{fill:#c9a227;fill-opacity:.35}"
    ".vote-chart .mark{stroke:#b3261e;stroke-width:2;fill:none;stroke-dasharray:4 3}"
    ".vote-chart .end{text-anchor:end}"
    ".vote-chart .strong{font-weight:700}"
)
_HATCH: Final = (
    '<defs><pattern id="vote-open" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<rect width="6" height="6" fill="#ffffff"/>'
    '<path d="M-1 1L1 -1M0 6L6 0M5 7L7 5" stroke="#1d5c96" stroke-width="1.5"/></pattern></defs>'
)


def drawing(height: int, *, title: str, description: str, body: Iterable[str]) -> str:
    """Wrap the parts of a chart into one SVG with its title and its description (图表外框)."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="vote-chart" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" role="img">'
        f"<title>{words(title)}</title><desc>{words(description)}</desc>"
        f"<style>{_STYLE}</style>{_HATCH}"
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
        f"{label(12, 26, title, 'title')}{''.join(body)}</svg>\n"
    )


def words(content: str) -> str:
    """Make text safe to stand in a chart (图表文字)."""
    return escape(clean(content))


def label(x: int, y: int, content: str, kind: str = "") -> str:
    """Write text at a place (文字)."""
    return f'<text x="{x}" y="{y}" class="{kind}">{words(content)}</text>'


def bar(x: int, y: int, width: int, kind: str) -> str:
    """Draw one bar of a row (横条)."""
    return f'<rect x="{x}" y="{y}" width="{width}" height="18" class="{kind}"/>'


def shortened(name: str, most: int = _LABEL_CHARACTERS) -> str:
    """Cut a name that is wider than so many Chinese characters; a Latin letter is half as wide (缩写名称)."""
    name = clean(name)
    widths = [2 if east_asian_width(sign) in "WF" else 1 for sign in name]
    if sum(widths) <= 2 * most:
        return name
    room = 2 * most - 2
    kept = next(place for place in range(len(name)) if sum(widths[: place + 1]) > room)
    return f"{name[:kept]}…"


def finding_chart(finding: Finding, *, title: str) -> str:
    """Draw each bound of an owners' vote as a bar with its mark (表决达标图).

    A bar is cut to whole units, so that it reaches its mark only where the share does. Where the
    bound must be exceeded and is exactly reached, the bar touches the mark and is hatched all the same.
    """
    checks = [("参与", one) for one in finding.participation]
    checks += [("赞成", one) for one in finding.approval]
    verdict = "通过" if finding.is_passed else "未通过"

    def body() -> Iterator[str]:
        for place, (kind, check) in enumerate(checks):
            yield from _check_row(_TOP + place * 2 * _ROW, kind, check)

    return drawing(
        _TOP + len(checks) * 2 * _ROW + 6,
        title=f"{title}：{verdict}",
        description=finding.zh(),
        body=body(),
    )


def _check_row(y: int, kind: str, check: Check) -> Iterator[str]:
    asked, room = check.threshold, WIDTH - 24
    fraction = asked.bound.fraction
    filled = room * check.part // check.whole if check.whole else 0
    mark = room * fraction.numerator // fraction.denominator
    met = check.is_met
    whole = amount_zh(asked.dimension, check.whole)
    part = amount_zh(asked.dimension, check.part)
    result = "达到" if met else f"还差{amount_zh(asked.dimension, check.shortfall)}"
    yield label(
        12,
        y + 13,
        f"{kind}·{asked.dimension.zh}：{part} / {whole}，{percent(check.part, check.whole)}",
        "strong",
    )
    yield label(WIDTH - 12, y + 13, f"要求{asked.bound.zh()}，{result}", "end")
    yield bar(12, y + 20, room, "track")
    yield bar(12, y + 20, filled, "won" if met else "open")
    yield f'<path d="M{12 + mark} {y + 16}V{y + 42}" class="mark"/>'


def result_chart(count: Count, *, title: str) -> str:
    """Draw the figure of each candidate, the elected first (得票图)."""
    figures = {one.candidate: one.amount for one in count.scores}
    ranked = sorted(
        count.candidates,
        key=lambda name: (_standing(count, name), -figures.get(name, Fraction(0))),
    )
    drawn = ranked[:MOST_ROWS]
    greatest = max((figures.get(name, Fraction(0)) for name in drawn), default=Fraction(0))

    def body() -> Iterator[str]:
        for place, name in enumerate(drawn):
            amount = figures.get(name, Fraction(0))
            yield from _row(
                _TOP + place * _ROW,
                name,
                _part(amount, greatest),
                kind=("won", "open", "lost")[_standing(count, name)],
                figure=decimal(amount, 4) + ("", "（未定）", "")[_standing(count, name)],
            )
        yield from _left_out(len(ranked) - len(drawn), _TOP + len(drawn) * _ROW)

    described = (
        f"当选：{'、'.join(count.elected) or '无'}。横条长短为得数，实色加勾为当选，斜线为未定。"
    )
    return drawing(_height(ranked), title=title, description=described, body=body())


def _standing(count: Count, name: str) -> int:
    if name in count.elected:
        return 0
    return 1 if name in count.undecided else 2


def _part(amount: Fraction, greatest: Fraction) -> int:
    if greatest <= 0 or amount <= 0:
        return 0
    # what is not nothing shows at least a line
    return max(int(_ROOM * amount / greatest), 1)


def _row(y: int, name: str, length: int, *, kind: str, figure: str) -> Iterator[str]:
    tick = "✓ " if kind == "won" else ""
    yield label(_LABEL_WIDTH - 8, y + 15, tick + shortened(name), "end strong" if tick else "end")
    yield bar(_LABEL_WIDTH, y + 1, length, kind)
    yield label(_LABEL_WIDTH + length + 8, y + 15, figure)


def _left_out(number: int, y: int) -> Iterator[str]:
    if number > 0:
        yield label(12, y + 15, f"另有 {number} 项见表", "muted")


def _height(rows: Sequence[object]) -> int:
    return _TOP + (min(len(rows), MOST_ROWS) + (len(rows) > MOST_ROWS)) * _ROW + 10


def budget_chart(count: Count, votes: ProjectVotes, *, title: str, unit: str = "元") -> str:
    """Draw what each project costs, the chosen ones first, and what is left of the budget (预算分配图)."""
    costs = {
        name: Fraction(cost, votes.units)
        for name, cost in zip(votes.candidates, votes.costs, strict=True)
    }
    scores = {one.candidate: one.amount for one in count.scores}
    spent = sum((costs[name] for name in count.elected), Fraction(0))
    left = Fraction(votes.budget, votes.units) - spent
    ranked = sorted(
        count.candidates,
        key=lambda name: (_standing(count, name), -scores.get(name, Fraction(0))),
    )
    drawn = ranked[:MOST_ROWS]
    greatest = max(costs.values(), default=Fraction(0))

    def body() -> Iterator[str]:
        for place, name in enumerate(drawn):
            yield from _row(
                _TOP + place * _ROW,
                name,
                _part(costs[name], greatest),
                kind=("won", "open", "lost")[_standing(count, name)],
                figure=f"{decimal(costs[name], 2)}{unit}，{decimal(scores.get(name, Fraction(0)), 2)}票",
            )
        yield from _left_out(len(ranked) - len(drawn), _TOP + len(drawn) * _ROW)

    described = (
        f"预算{decimal(Fraction(votes.budget, votes.units), 2)}{unit}，已定{decimal(spent, 2)}{unit}，"
        f"余{decimal(left, 2)}{unit}。横条长短为费用，实色加勾为选中。"
    )
    full = f"{title}（共{decimal(spent, 2)}{unit}，余{decimal(left, 2)}{unit}）"
    return drawing(_height(ranked), title=full, description=described, body=body())
