"""A count told in sentences, in Chinese and in English, and as a table (计票过程说明).

It reads nothing but the trace, so that it tells every method alike, plugins' methods included.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

from gongtong.voting.counting.exact_words import amount_en, amount_zh, decimal, number_en, number_zh
from gongtong.voting.counting.traces import (
    Act,
    Count,
    FigureName,
    Round,
    Stage,
    Tie,
    TieBreak,
    Why,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongtong.voting.counting.traces import Figure, Pair, Step, Transfer

_STAGES: Final = {
    Stage.COUNT: ("计票", "count"),
    Stage.SURPLUS: ("转移超出门槛的票", "transfer of a surplus"),
    Stage.ELIMINATION: ("淘汰", "elimination"),
    Stage.RUN_OFF: ("决胜", "run-off"),
    Stage.PAIRS: ("两两比较", "comparison of each with each"),
    Stage.LOCK: ("认定同强度的比较", "comparisons of one strength"),
    Stage.SEAT: ("确定一个席位", "one seat"),
    Stage.PURCHASE: ("决定一个项目", "one project"),
    Stage.COMPLETION: ("补足", "completion"),
}
_ACTS: Final = {
    Act.ELECTED: ("当选", "is elected"),
    Act.ELIMINATED: ("出局", "goes out"),
    Act.ADVANCED: ("进入下一轮", "goes on"),
    Act.SKIPPED: ("不采用", "is passed over"),
    Act.LOCKED: ("成立", "stands"),
}
_CHOSEN: Final = ("入选", "is chosen")
_WHYS: Final = {
    Why.REACHED_THRESHOLD: ("达到门槛", "has what is needed"),
    Why.MOST: ("得数最高", "has the most"),
    Why.FEWEST: ("得数最低", "has the fewest"),
    Why.LEAST_LOAD: ("支持者负担最轻", "its supporters carry the least"),
    Why.LOWEST_PRICE: ("支持者付出最少", "its supporters pay the least"),
    Why.SEATS_REMAIN: ("余下候选人不多于余下席位", "no more candidates are left than seats"),
    Why.SEATS_FILLED: ("席位已满", "the seats are filled"),
    Why.PREFERRED_BY_MORE: ("更多选民偏好", "more voters prefer it"),
    Why.BEATS_ALL: ("两两比较胜过其他所有人", "beats every other, one by one"),
    Why.UNBEATEN: ("余下的人都不在其前", "nobody who is left stands above it"),
    Why.SMALLEST_DEFEAT: ("最大的败绩最小", "its worst defeat is the smallest"),
    Why.WOULD_CLOSE_A_CYCLE: ("与已成立的比较相矛盾", "contradicts comparisons that stand"),
    Why.BELOW_THRESHOLD: ("未达到门槛", "has less than is needed"),
    Why.NOT_AFFORDABLE: ("所需资金多于余额", "costs more than there is"),
    Why.OVER_CAP: ("超出该部分的限额", "costs more than its part of the budget has left"),
    Why.EXCLUDED_BY_OTHER: ("与已选项目互斥", "cannot stand beside one that was chosen"),
    Why.STOPPED: ("按规则到此为止", "the rule stops here"),
}
_FIGURES: Final = {
    FigureName.TOTAL: ("合计", "total"),
    FigureName.QUOTA: ("当选票数", "quota"),
    FigureName.SURPLUS: ("超出部分", "surplus"),
    FigureName.TRANSFER_VALUE: ("每票转移值", "transfer value of each ballot"),
    FigureName.KEEP_FACTOR: ("保留系数", "keep factor"),
    FigureName.COST: ("费用", "cost"),
    FigureName.MONEY_LEFT: ("余额", "money left"),
    FigureName.PER_VOTER: ("每位支持者最多付出", "the most that a supporter pays"),
    FigureName.BUDGET_PER_VOTER: ("每位选民的份额", "each voter's part of the budget"),
    FigureName.STRENGTH: ("强度", "strength"),
    FigureName.LOST: ("舍去的零头", "lost by cutting decimals"),
    FigureName.SEARCHED: ("搜索过的部分委员会数", "partial committees searched"),
    FigureName.PREFER_SHARES: ("更愿意均等份额结果的选民", "voters who get more from equal shares"),
    FigureName.PREFER_GREEDY: (
        "更愿意按票数结果的选民",
        "voters who get more from buying by votes",
    ),
    FigureName.TOO_MUCH_PER_VOTER: ("再加一级的每位选民份额", "the next part for each voter"),
    FigureName.TOO_MUCH_COST: ("届时所需费用（超出预算）", "what would then be spent, too much"),
}
TIE_BREAK_WORDS: Final = {
    TieBreak.OPEN: ("未约定处理规则，留待决定", "no rule was named; it stays open"),
    TieBreak.RUN_OFF: ("须在并列者之间再次投票", "a further vote among the tied decides"),
    TieBreak.ORDER: ("按选票上的顺序", "by the order on the ballot paper"),
    TieBreak.SENIORITY: ("按事先公布的名单", "by the list named before the vote"),
    TieBreak.LOT: ("按公开种子抽签", "by lot from the published seed"),
    TieBreak.DECIDED: ("按记录在案的决定", "by a recorded decision"),
    TieBreak.EARLIER_ROUNDS: ("按前面各轮的得数", "by the earlier rounds"),
    TieBreak.HEAD_TO_HEAD: ("按并列者之间的两两比较", "by comparing the tied with one another"),
    TieBreak.MORE_POINTS: ("按总分", "by the points"),
}
"""How each rule for ties is told, in both languages (并列规则用语)."""


@frozen
class Sentence:
    """One thing said in both languages (双语说明)."""

    zh: str
    en: str


def tell(count: Count) -> tuple[Sentence, ...]:
    """Tell a count: the outcome, every round with its ties, and figures of the whole (说明计票)."""
    rounds = (tell_round(one, count) for one in count.rounds)
    return (tell_outcome(count), *rounds, *tell_figures(count))


def tell_figures(count: Count) -> tuple[Sentence, ...]:
    """Say the figures that are of no round but of the whole count, if there are any (说明总计数据)."""
    if not count.notes:
        return ()
    told = tuple(_figures(count.notes))
    zh, en = "；".join(one.zh for one in told), "; ".join(one.en for one in told)
    return (Sentence(f"总计：{zh}。", f"In all: {en}."),)


def tell_outcome(count: Count) -> Sentence:
    """Say who is elected, who is undecided, and how many seats nobody got (说明结果)."""
    zh = [f"有效票{count.ballots}张，应选{count.seats}名"] if count.seats else []
    en = [f"{count.ballots} ballots, {count.seats} to be elected"] if count.seats else []
    elected_zh, elected_en, nobody = "当选", "elected", "nobody"
    if not count.seats:
        zh.append(f"有效票{count.ballots}张")
        en.append(f"{count.ballots} ballots")
        elected_zh, elected_en, nobody = "入选", "chosen", "nothing"
    zh.append(f"{elected_zh}：{'、'.join(count.elected) or '无'}")
    en.append(f"{elected_en}: {', '.join(count.elected) or nobody}")
    if count.undecided:
        zh.append(f"因并列未定：{'、'.join(count.undecided)}")
        en.append(f"undecided because of a tie: {', '.join(count.undecided)}")
    elif count.seats_open:
        zh.append(f"空缺{count.seats_open}名")
        en.append(f"{count.seats_open} open")
    return Sentence("；".join(zh) + "。", "; ".join(en) + ".")


def tell_round(one: Round, count: Count) -> Sentence:
    """Say what a round began with, what was needed, what was done and what moved (说明一轮)."""
    stage_zh, stage_en = _STAGES[one.stage]
    parts = [*_amounts(one), *_needed(one), *_pairs(one), *_figures(one.figures)]
    parts += [tell_tie(tie) for tie in count.ties if tie.round == one.number]
    parts += [_step(step, one, of_a_budget=not count.seats) for step in one.steps]
    parts += _moves(one)
    return Sentence(
        f"第{one.number}轮（{stage_zh}）：{'；'.join(part.zh for part in parts)}。",
        f"Round {one.number} ({stage_en}): {'; '.join(part.en for part in parts)}.",
    )


def _amounts(one: Round) -> Iterator[Sentence]:
    if one.amounts:
        yield Sentence(
            "，".join(f"{a.candidate}{amount_zh(a.amount, one.measure)}" for a in one.amounts),
            ", ".join(f"{a.candidate} {amount_en(a.amount, one.measure)}" for a in one.amounts),
        )


def _needed(one: Round) -> Iterator[Sentence]:
    if one.needed is not None:
        bound_zh, bound_en = ("超过", "more than") if one.needed.more_than else ("至少", "at least")
        yield Sentence(
            f"需{bound_zh}{amount_zh(one.needed.amount, one.measure)}",
            f"{bound_en} {amount_en(one.needed.amount, one.measure)} needed",
        )


def _pairs(one: Round) -> Iterator[Sentence]:
    for pair in one.pairs:
        yield Sentence(_pair_zh(pair), _pair_en(pair))


def _pair_zh(pair: Pair) -> str:
    one, other = number_zh(pair.prefer_one), number_zh(pair.prefer_other)
    return f"{pair.one}对{pair.other}为{one}比{other}"


def _pair_en(pair: Pair) -> str:
    one, other = number_en(pair.prefer_one), number_en(pair.prefer_other)
    return f"{pair.one} against {pair.other}: {one} to {other}"


def _figures(figures: Sequence[Figure]) -> Iterator[Sentence]:
    for figure in figures:
        name_zh, name_en = _FIGURES[figure.name]
        of_zh, of_en = _owner(figure)
        yield Sentence(
            f"{of_zh}{name_zh}{number_zh(figure.amount)}",
            f"{name_en}{of_en} {number_en(figure.amount)}",
        )


def _owner(figure: Figure) -> tuple[str, str]:
    if figure.against:
        return f"{figure.of}对{figure.against}的", f" of {figure.of} over {figure.against}"
    return (f"{figure.of}的", f" of {figure.of}") if figure.of else ("", "")


def tell_tie(tie: Tie) -> Sentence:
    """Say who are level, and what broke the tie or leaves it open (说明并列)."""
    names_zh, names_en = "、".join(tie.candidates), ", ".join(tie.candidates)
    break_zh, break_en = TIE_BREAK_WORDS[tie.broken_by]
    if not tie.matters:
        break_zh, break_en = "怎样处理都不影响结果", "whichever way it is broken elects the same"
    elif tie.chosen:
        who_zh, who_en = "、".join(tie.chosen), ", ".join(tie.chosen)
        what_zh, what_en = ("在前", "first") if tie.seats else ("出局", "out")
        break_zh, break_en = f"{break_zh}，{who_zh}{what_zh}", f"{break_en}: {who_en} {what_en}"
    return Sentence(f"{names_zh}并列（{break_zh}）", f"{names_en} are level ({break_en})")


def _step(step: Step, one: Round, *, of_a_budget: bool) -> Sentence:
    act_zh, act_en = _CHOSEN if of_a_budget and step.act is Act.ELECTED else _ACTS[step.act]
    who_zh = f"{step.candidate}对{step.against}" if step.against else step.candidate
    who_en = f"{step.candidate} over {step.against}" if step.against else step.candidate
    ground = _ground_of_a_budget(step)
    if ground is not None:
        return Sentence(
            f"{step.candidate}{act_zh}（{ground.zh}）", f"{step.candidate} {act_en} ({ground.en})"
        )
    why_zh, why_en = _WHYS[step.why]
    figure_zh = f"，{amount_zh(step.amount, one.measure)}" if step.amount is not None else ""
    figure_en = f", {amount_en(step.amount, one.measure)}" if step.amount is not None else ""
    return Sentence(
        f"{who_zh}{act_zh}（{why_zh}{figure_zh}）", f"{who_en} {act_en} ({why_en}{figure_en})"
    )


def _ground_of_a_budget(step: Step) -> Sentence | None:
    """Say what a project fell to: another project, a cap, or the money of its supporters."""
    match step.why:
        case Why.EXCLUDED_BY_OTHER if step.against:
            return Sentence(
                f"与已选的{step.against}互斥", f"{step.against} was chosen, and only one may be"
            )
        case Why.OVER_CAP if step.against:
            return Sentence(
                f"超出{step.against}的限额", f"costs more than is left for {step.against}"
            )
        case Why.NOT_AFFORDABLE if step.amount is not None:
            return Sentence(
                f"支持者共有{number_zh(step.amount)}，不够支付",
                f"its supporters have {number_en(step.amount)} together, not enough",
            )
        case _:
            return None


def _moves(one: Round) -> Iterator[Sentence]:
    for giver in dict.fromkeys(move.giver for move in one.transfers):
        moves = [move for move in one.transfers if move.giver == giver]
        yield Sentence(
            f"{giver}的票转给：{'，'.join(_move_zh(move) for move in moves)}",
            f"from {giver}: {', '.join(_move_en(move) for move in moves)}",
        )
    if one.exhausted:
        yield Sentence(
            f"至此无后续选择的票{number_zh(one.exhausted)}",
            f"exhausted so far: {number_en(one.exhausted)}",
        )


def _move_zh(move: Transfer) -> str:
    return f"{'无后续选择' if move.taker is None else move.taker}{number_zh(move.amount)}票"


def _move_en(move: Transfer) -> str:
    taker = "nobody further" if move.taker is None else move.taker
    return f"{number_en(move.amount)} to {taker}"


@frozen
class Table:
    """A count as a table: candidates down, rounds across (计票表).

    A cell is empty where a candidate no longer takes part.
    """

    heads: tuple[Sentence, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def as_table(count: Count) -> Table:
    """Put the amounts of every round that has any into a table (生成计票表)."""
    rounds = [one for one in count.rounds if one.amounts]
    heads = tuple(Sentence(f"第{one.number}轮", f"round {one.number}") for one in rounds)
    rows = tuple((name, tuple(_cell(one, name) for one in rounds)) for name in count.candidates)
    return Table(heads, rows)


def _cell(one: Round, name: str) -> str:
    amount = one.amount_of(name)
    return "" if amount is None else decimal(amount)
