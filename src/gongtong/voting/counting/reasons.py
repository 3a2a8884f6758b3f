"""Why somebody was elected and somebody else was not, from the trace of any method (当选与落选理由)."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from gongtong.voting.counting.comparisons import (
    against_needed,
    apart,
    best_of,
    closest_pair,
    compared,
    elected_before,
    figure_of,
    has_amount,
    placed_in,
    searched,
    stronger_path,
)
from gongtong.voting.counting.exact_words import amount_en, amount_zh, number_en, number_zh
from gongtong.voting.counting.losses import not_elected, open_tie
from gongtong.voting.counting.telling import Sentence, tell_tie
from gongtong.voting.counting.traces import Act, FigureName, Stage, Why

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongtong.voting.counting.traces import Count, Round, Step


class Fate(StrEnum):
    """What became of a candidate or a project (结果归属)."""

    ELECTED = "elected"
    UNDECIDED = "undecided"
    NOT_ELECTED = "not_elected"


@frozen
class Because:
    """What became of a candidate, and why, in both languages (理由说明书).

    `round` is the round that decided; nothing where no round did.
    """

    candidate: str
    fate: Fate
    round: int | None
    sentence: Sentence


def why(count: Count, candidate: str) -> Because:
    """Say why a candidate was elected, was not, or is undecided, with the figures that decided (说明理由).

    Reads nothing but the trace, so that it answers for any method, plugins' methods included. Raises
    `ValueError` for somebody who was no candidate.
    """
    if candidate not in count.candidates:
        message = f"{candidate} is not among the candidates: {', '.join(count.candidates)}"
        raise ValueError(message)
    if candidate in count.elected:
        return _elected(count, candidate)
    if candidate in count.undecided:
        return _undecided(count, candidate)
    number, facts = not_elected(count, candidate)
    zh, en = ("未入选", "was not chosen") if _is_budget(count) else ("未当选", "was not elected")
    return _because(candidate, Fate.NOT_ELECTED, number, [Sentence(zh, en), *facts])


def _is_budget(count: Count) -> bool:
    return any(one.stage is Stage.PURCHASE for one in count.rounds)


def _because(candidate: str, fate: Fate, number: int | None, facts: Iterable[Sentence]) -> Because:
    first, *more = facts
    at_zh, at_en = (f"第{number}轮", f" in round {number}") if number else ("", "")
    zh = "；".join([f"{candidate}{at_zh}{first.zh}", *(fact.zh for fact in more)])
    en = "; ".join([f"{candidate} {first.en}{at_en}", *(fact.en for fact in more)])
    return Because(candidate, fate, number, Sentence(f"{zh}。", f"{en}."))


def _elected(count: Count, candidate: str) -> Because:
    word = Sentence("入选", "was chosen") if _is_budget(count) else Sentence("当选", "was elected")
    for one in count.rounds:
        for step in one.steps:
            if step.act is Act.ELECTED and step.candidate == candidate:
                facts = [*_grounds(count, one, step), *_tie_facts(count, one, candidate)]
                return _because(candidate, Fate.ELECTED, one.number, [word, *facts])
    tie = open_tie(count)
    if tie is None:
        return _because(candidate, Fate.ELECTED, None, [word])
    # the trace ends at a tie that does not matter to this candidate
    whichever = Sentence(
        "无论并列如何处理，结果都包括它", "it is in the result whichever way the tie is broken"
    )
    return _because(candidate, Fate.ELECTED, None, [word, whichever, tell_tie(tie)])


def _undecided(count: Count, candidate: str) -> Because:
    word = Sentence("因并列未定", "is undecided because of a tie")
    tie = open_tie(count, candidate)
    if tie is None:
        return _because(candidate, Fate.UNDECIDED, None, [word])
    return _because(candidate, Fate.UNDECIDED, tie.round, [word, tell_tie(tie)])


def _tie_facts(count: Count, one: Round, candidate: str) -> list[Sentence]:
    return [
        tell_tie(tie)
        for tie in count.ties
        if tie.round == one.number and candidate in tie.candidates and tie.seats
    ]


def _grounds(count: Count, one: Round, step: Step) -> list[Sentence]:
    """Say on what ground a round elected somebody, with the figures that decided."""
    name = step.candidate
    taken = {*placed_in(one), *elected_before(count, one.number)}
    others = [other for other in count.candidates if other not in taken]
    match step.why:
        case Why.REACHED_THRESHOLD:
            found = [against_needed(one, name)]
        case Why.SEATS_REMAIN:
            no_more = Sentence(
                "余下候选人不多于余下席位", "no more candidates were left than seats"
            )
            found = [no_more, has_amount(one, name, step.amount)]
        case Why.BEATS_ALL:
            rivals = [other for other in count.candidates if other != name]
            beats = Sentence("两两比较胜过其他所有人", "beats every other, one by one")
            found = [beats, closest_pair(count, name, rivals)]
        case Why.PREFERRED_BY_MORE:
            rivals = [amount.candidate for amount in one.amounts if amount.candidate != name]
            found = [compared(count, name, other) for other in rivals]
        case Why.UNBEATEN:
            unbeaten = Sentence("余下的人都不在其前", "nobody who was left stands above it")
            found = [unbeaten, *(stronger_path(one, name, other) for other in others)]
        case _:
            found = _ahead_of_the_next(one, step, others)
    return [fact for fact in found if fact is not None]


def _ahead_of_the_next(one: Round, step: Step, others: list[str]) -> list[Sentence | None]:
    """Say what somebody had, and how far the next one was behind."""
    if searched(one):
        return [_best_committee(one)]
    next_best = best_of(one, others)
    if next_best is None or one.amount_of(step.candidate) is None:
        return [has_amount(one, step.candidate, step.amount), _paid(one, step.candidate)]
    return [
        Sentence("在余下的人中居先", "came first among those left"),
        apart(one, step.candidate, next_best),
        _paid(one, step.candidate),
    ]


def _best_committee(one: Round) -> Sentence:
    points = figure_of(one, FigureName.TOTAL) or Fraction(0)
    return Sentence(
        f"所在的一组共有{amount_zh(points, one.measure)}，没有一组更高",
        f"its committee has {amount_en(points, one.measure)}, and no committee has more",
    )


def _paid(one: Round, name: str) -> Sentence | None:
    """Say what a project costs, and what there was to spend."""
    cost = figure_of(one, FigureName.COST, name)
    left = figure_of(one, FigureName.MONEY_LEFT)
    if cost is None or left is None:
        return None
    return Sentence(
        f"费用{number_zh(cost)}，当时余额{number_zh(left)}",
        f"it costs {number_en(cost)}, and there was {number_en(left)}",
    )
