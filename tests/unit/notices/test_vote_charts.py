"""Charts of a vote: drawn from exact figures, readable without colours, safe to put on a page."""

import re
from fractions import Fraction
from xml.etree import ElementTree as ET

import pytest

from gongtong.core.shares import AtLeast, MoreThan
from gongtong.notices.flow_chart import MOST_COLUMNS, flow_chart
from gongtong.notices.vote_charts import (
    MOST_ROWS,
    WIDTH,
    budget_chart,
    finding_chart,
    result_chart,
    shortened,
)
from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.projects import ProjectVotes
from gongtong.voting.counting.traces import (
    Act,
    Amount,
    Count,
    Round,
    Stage,
    Step,
    Transfer,
    Why,
)
from gongtong.voting.decisions import Check, Finding
from gongtong.voting.thresholds import Abstention, Base, Dimension, Threshold

NAMES = ("王芳", "陈静", "刘洋")
SVG = "{http://www.w3.org/2000/svg}"


def parsed(chart: str) -> ET.Element:
    return ET.fromstring(chart)  # noqa: S314 - our own drawing is read, no stranger's


def texts(chart: str) -> list[str]:
    return [element.text or "" for element in parsed(chart).iter(f"{SVG}text")]


def bars(chart: str, kind: str) -> list[int]:
    return [
        int(one.get("width", "0"))
        for one in parsed(chart).iter(f"{SVG}rect")
        if one.get("class") == kind
    ]


def count_of(
    amounts: tuple[int, ...], elected: tuple[str, ...], undecided: tuple[str, ...] = ()
) -> Count:
    return Count(
        method="plurality",
        candidates=NAMES,
        seats=1,
        ballots=sum(amounts),
        elected=elected,
        undecided=undecided,
        scores=tuple(Amount(name, Fraction(n)) for name, n in zip(NAMES, amounts, strict=True)),
    )


def test_the_elected_come_first_with_a_tick() -> None:
    """Also where somebody else has more, as after transfers."""
    chart = result_chart(count_of((5, 9, 7), ("刘洋",)), title="主任选举")
    assert texts(chart) == ["主任选举", "✓ 刘洋", "7", "陈静", "9", "王芳", "5"]
    assert bars(chart, "won") == [295]
    assert bars(chart, "lost") == [380, 211]


def test_the_undecided_are_hatched_and_said_to_be() -> None:
    """A tie that stays open."""
    chart = result_chart(count_of((5, 5, 1), (), ("王芳", "陈静")), title="主任选举")
    assert texts(chart)[1:5] == ["王芳", "5（未定）", "陈静", "5（未定）"]
    assert len(bars(chart, "open")) == 2


def test_nothing_is_no_bar_and_little_is_a_line() -> None:
    """Of a million, one is still seen; nobody's votes are not."""
    chart = result_chart(count_of((1_000_000, 1, 0), ("王芳",)), title="t")
    assert bars(chart, "lost") == [1, 0]


def test_many_candidates_are_cut_and_the_rest_is_counted() -> None:
    """Exactly as many as fit are drawn without a word; one more is said to be left out."""
    for extra, said in ((0, False), (1, True)):
        names = tuple(f"候选人{number}" for number in range(MOST_ROWS + extra))
        count = Count(method="m", candidates=names, seats=1, ballots=1, elected=names[:1])
        assert ("另有 1 项见表" in texts(result_chart(count, title="t"))) is said


@pytest.mark.parametrize(
    ("bound", "part", "kind"),
    [
        (AtLeast(2, 3), 225, "open"),
        (AtLeast(2, 3), 226, "won"),
        (MoreThan(1, 2), 169, "open"),
        (MoreThan(1, 2), 170, "won"),
    ],
)
def test_a_bound_is_drawn_as_met_only_when_it_is(
    bound: AtLeast | MoreThan, part: int, kind: str
) -> None:
    """338 owners: 225 and 226 at two thirds, 169 and 170 at more than half."""
    threshold = Threshold(Dimension.HEADS, bound, of=Base.ALL, abstention=Abstention.COUNTS)
    finding = Finding((Check(threshold, part, 338),), ())
    chart = finding_chart(finding, title="解聘物业服务企业")
    (length,) = bars(chart, kind)
    mark = int(re.findall(r'd="M(\d+) \d+V\d+" class="mark"', chart)[0]) - 12
    if part < 338 * bound.fraction:
        assert length < mark
    assert texts(chart)[0].endswith("通过" if kind == "won" else "未通过")
    assert any("还差1人" in text for text in texts(chart)) is (kind == "open")


def test_a_budget_says_what_is_spent_and_left() -> None:
    """Costs in fen, told in yuan."""
    ballots = Approvals.from_ballots(NAMES, [({0, 1}, 30), ({2}, 10)])
    votes = ProjectVotes(ballots, (500_000, 300_050, 150_000), 1_000_000, units=100)
    chart = budget_chart(count_of((30, 30, 10), ("王芳", "陈静")), votes, title="微更新预算")
    assert texts(chart)[0] == "微更新预算（共8000.5元，余1999.5元）"
    assert "3000.5元，30票" in texts(chart)


def test_a_name_cannot_break_out_of_the_drawing() -> None:
    """Markup in a name is text, in every chart."""
    names = ("<script>甲", '"乙"&')
    rounds = (Round(number=1, stage=Stage.COUNT, amounts=(Amount(names[0], Fraction(2)),)),)
    count = Count(
        method="m", candidates=names, seats=1, ballots=2, elected=names[:1], rounds=rounds
    )
    for chart in (result_chart(count, title="<b>"), flow_chart(count, title="&")):
        assert parsed(chart).tag == f"{SVG}svg"
        assert "<script>" not in chart


def test_long_names_are_cut() -> None:
    """Twelve characters stay, the thirteenth is told by dots; of Latin letters twice as many."""
    assert shortened("一二三四五六七八九十甲乙") == "一二三四五六七八九十甲乙"
    assert shortened("一二三四五六七八九十甲乙丙") == "一二三四五六七八九十甲…"
    assert shortened("Andy Montroll", 6) == "Andy Montr…"
    assert shortened("Bob Kiss", 6) == "Bob Kiss"


def rounds_of(number: int) -> tuple[Round, ...]:
    return tuple(
        Round(
            number=each,
            stage=Stage.ELIMINATION,
            amounts=(Amount("王芳", Fraction(6)), Amount("陈静", Fraction(4))),
            steps=(Step(Act.ELIMINATED, "陈静", Why.FEWEST),),
            transfers=(Transfer("陈静", "王芳", Fraction(3)), Transfer("陈静", None, Fraction(1))),
        )
        for each in range(1, number + 1)
    )


def test_what_moves_is_drawn_as_a_band() -> None:
    """Between two columns: two that stay and one that moves; exhausted votes go nowhere."""
    count = Count(
        method="irv", candidates=NAMES, seats=1, ballots=10, elected=("王芳",), rounds=rounds_of(2)
    )
    chart = flow_chart(count, title="各轮得票")
    assert chart.count('class="flow"') == 3
    assert "✗陈静 4" in texts(chart)
    assert all(0 <= length <= WIDTH for length in bars(chart, "flow"))


def test_only_the_last_rounds_are_drawn() -> None:
    """As many as fit are all drawn; of one more the first is left out, and that is said."""
    for extra, said in ((0, False), (1, True)):
        count = Count(
            method="irv",
            candidates=NAMES,
            seats=1,
            ballots=10,
            elected=("王芳",),
            rounds=rounds_of(MOST_COLUMNS + extra),
        )
        assert ("前 1 轮略" in texts(flow_chart(count, title="t"))) is said
