"""A count is told in both languages, from its trace alone."""

from fractions import Fraction

import pytest

from gongtong.voting.counting.telling import as_table, tell, tell_figures, tell_outcome, tell_round
from gongtong.voting.counting.traces import (
    Act,
    Amount,
    Count,
    Figure,
    FigureName,
    Measure,
    Needed,
    Pair,
    Round,
    Stage,
    Step,
    Tie,
    TieBreak,
    Transfer,
    Why,
)

FIRST = Round(
    number=1,
    stage=Stage.ELIMINATION,
    amounts=(
        Amount("王芳", Fraction(12)),
        Amount("陈静", Fraction(9)),
        Amount("刘洋", Fraction(4)),
    ),
    needed=Needed(Fraction(25, 2), more_than=True),
    steps=(Step(Act.ELIMINATED, "刘洋", Why.FEWEST),),
    transfers=(
        Transfer("刘洋", "王芳", Fraction(3)),
        Transfer("刘洋", None, Fraction(1)),
    ),
    exhausted=Fraction(1),
)
COUNT = Count(
    method="irv",
    candidates=("王芳", "陈静", "刘洋"),
    seats=1,
    ballots=25,
    elected=("王芳",),
    rounds=(FIRST, Round(number=2, stage=Stage.COUNT, amounts=(Amount("王芳", Fraction(15)),))),
)


def test_a_round_is_told_in_full() -> None:
    """Who had how much, what was needed, who went out, and where the votes went."""
    told = tell_round(FIRST, COUNT)
    assert told.zh == (
        "第1轮（淘汰）：王芳12票，陈静9票，刘洋4票；需超过12.5票；刘洋出局（得数最低）；"
        "刘洋的票转给：王芳3票，无后续选择1票；至此无后续选择的票1。"
    )
    assert told.en == (
        "Round 1 (elimination): 王芳 12 votes, 陈静 9 votes, 刘洋 4 votes; more than 12.5 votes needed; "
        "刘洋 goes out (has the fewest); from 刘洋: 3 to 王芳, 1 to nobody further; exhausted so far: 1."
    )


def test_the_outcome_comes_first() -> None:
    """Ballots, seats, elected."""
    told = tell(COUNT)
    assert told[0].zh == "有效票25张，应选1名；当选：王芳。"
    assert told[0].en == "25 ballots, 1 to be elected; elected: 王芳."
    assert len(told) == 3


def test_open_seats_and_undecided_candidates_are_told() -> None:
    """Nobody reached the majority; or two are level."""
    nobody = Count(method="m", candidates=("甲",), seats=2, ballots=3, elected=())
    assert tell_outcome(nobody).zh == "有效票3张，应选2名；当选：无；空缺2名。"
    level = Count(
        method="m", candidates=("甲", "乙"), seats=1, ballots=2, elected=(), undecided=("甲", "乙")
    )
    assert tell_outcome(level).en == (
        "2 ballots, 1 to be elected; elected: nobody; undecided because of a tie: 甲, 乙."
    )
    budget = Count(method="m", candidates=("甲",), seats=0, ballots=2, elected=("甲",))
    assert tell_outcome(budget).zh == "有效票2张；入选：甲。"


@pytest.mark.parametrize(
    ("tie", "zh", "en"),
    [
        (
            Tie(candidates=("甲", "乙"), round=1, seats=1),
            "甲、乙并列（未约定处理规则，留待决定）",
            "甲, 乙 are level (no rule was named; it stays open)",
        ),
        (
            Tie(candidates=("甲", "乙"), round=1, seats=0, chosen=("乙",), broken_by=TieBreak.LOT),
            "甲、乙并列（按公开种子抽签，乙出局）",
            "甲, 乙 are level (by lot from the published seed: 乙 out)",
        ),
        (
            Tie(candidates=("甲", "乙"), round=1, seats=0, chosen=("乙",), matters=False),
            "甲、乙并列（怎样处理都不影响结果）",
            "甲, 乙 are level (whichever way it is broken elects the same)",
        ),
    ],
)
def test_a_tie_says_what_broke_it(tie: Tie, zh: str, en: str) -> None:
    """Open, drawn, or without effect."""
    count = Count(method="m", candidates=("甲", "乙"), seats=1, ballots=2, elected=(), ties=(tie,))
    told = tell_round(Round(number=1, stage=Stage.COUNT), count)
    assert told.zh == f"第1轮（计票）：{zh}。"
    assert told.en == f"Round 1 (count): {en}."


def test_pairs_figures_and_exclusions_are_told() -> None:
    """What only some methods have is told too."""
    one = Round(
        number=1,
        stage=Stage.PURCHASE,
        measure=Measure.PRICE,
        pairs=(Pair("甲", "乙", Fraction(7), Fraction(5)),),
        figures=(
            Figure(FigureName.MONEY_LEFT, Fraction(300)),
            Figure(FigureName.STRENGTH, Fraction(7), "甲", "乙"),
            Figure(FigureName.COST, Fraction(20), "甲"),
        ),
        steps=(
            Step(Act.SKIPPED, "乙", Why.EXCLUDED_BY_OTHER, "甲"),
            Step(Act.LOCKED, "甲", Why.PREFERRED_BY_MORE, "乙", Fraction(1, 3)),
        ),
    )
    told = tell_round(
        one, Count(method="m", candidates=("甲", "乙"), seats=0, ballots=12, elected=())
    )
    assert told.zh == (
        "第1轮（决定一个项目）：甲对乙为7比5；余额300；甲对乙的强度7；甲的费用20；"
        "乙不采用（与已选的甲互斥）；甲对乙成立（更多选民偏好，1/3（约0.33333）（单价））。"
    )
    assert "money left 300; strength of 甲 over 乙 7; cost of 甲 20" in told.en
    assert "乙 is passed over (甲 was chosen, and only one may be)" in told.en


def test_a_budget_says_what_a_project_fell_to() -> None:
    """A cap by its name, and the money of the supporters as money, whatever the round measures."""
    purchase = Round(
        number=1,
        stage=Stage.PURCHASE,
        measure=Measure.PRICE,
        steps=(
            Step(Act.ELECTED, "路灯", Why.LOWEST_PRICE),
            Step(Act.SKIPPED, "花坛", Why.OVER_CAP, "北区"),
            Step(Act.SKIPPED, "凉亭", Why.NOT_AFFORDABLE, amount=Fraction(51, 2)),
        ),
    )
    count = Count(
        method="pb", candidates=("路灯",), seats=0, ballots=2, elected=("路灯",), rounds=(purchase,)
    )
    told = tell_round(purchase, count)
    assert told.zh == (
        "第1轮（决定一个项目）：路灯入选（支持者付出最少）；花坛不采用（超出北区的限额）；"
        "凉亭不采用（支持者共有25.5，不够支付）。"
    )
    assert told.en == (
        "Round 1 (one project): 路灯 is chosen (its supporters pay the least); "
        "花坛 is passed over (costs more than is left for 北区); "
        "凉亭 is passed over (its supporters have 25.5 together, not enough)."
    )


def test_the_figures_of_the_whole_count_come_last() -> None:
    """What is left of a budget is of no single round; a count without such figures says nothing."""
    left = Figure(FigureName.MONEY_LEFT, Fraction(999, 2))
    count = Count(
        method="pb", candidates=("甲",), seats=0, ballots=2, elected=("甲",), notes=(left,)
    )
    told = tell(count)
    assert (told[-1].zh, told[-1].en) == ("总计：余额499.5。", "In all: money left 499.5.")
    assert tell_figures(COUNT) == ()


def test_every_word_of_a_trace_has_both_languages() -> None:
    """No member of an enumeration is left without its sentence."""
    for stage in Stage:
        for act, why in zip([*Act] * 3, Why, strict=False):
            one = Round(number=1, stage=stage, steps=(Step(act, "甲", why),))
            assert tell_round(one, COUNT).zh.startswith("第1轮（")
    figures = tuple(Figure(name, Fraction(1)) for name in FigureName)
    assert tell_round(Round(number=9, stage=Stage.COUNT, figures=figures), COUNT).en
    ties = tuple(Tie(candidates=("甲",), round=1, seats=1, broken_by=by) for by in TieBreak)
    with_ties = Count(method="m", candidates=("甲",), seats=1, ballots=1, elected=(), ties=ties)
    assert tell_round(Round(number=1, stage=Stage.COUNT), with_ties).zh.count("并列") >= len(
        TieBreak
    )


def test_a_table_has_a_column_for_each_round() -> None:
    """A cell is empty where somebody no longer takes part."""
    table = as_table(COUNT)
    assert [head.zh for head in table.heads] == ["第1轮", "第2轮"]
    assert table.rows == (("王芳", ("12", "15")), ("陈静", ("9", "")), ("刘洋", ("4", "")))
