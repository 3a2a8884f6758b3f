"""Why a candidate or project came away with nothing, from the trace (落选理由)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongtong.voting.counting.comparisons import (
    against_needed,
    apart,
    best_of,
    compared,
    exchanged,
    figure_of,
    has_amount,
    locked_path,
    placed_in,
    searched,
    stronger_path,
)
from gongtong.voting.counting.exact_words import number_en, number_zh
from gongtong.voting.counting.telling import Sentence, tell_tie
from gongtong.voting.counting.traces import Act, FigureName, Stage, Why

if TYPE_CHECKING:
    from gongtong.voting.counting.traces import Count, Round, Step, Tie


def not_elected(count: Count, name: str) -> tuple[int | None, list[Sentence]]:
    """Give the round that decided against somebody, and the facts that did (落选轮次与理由)."""
    for one in reversed(count.rounds):
        if one.stage is Stage.LOCK:  # there a comparison is passed over, no candidate
            continue
        for step in one.steps:
            if step.candidate == name and step.act in {Act.ELIMINATED, Act.SKIPPED}:
                later = _came_too_late(count, name, after=one.number)
                facts = _put_out(count, one, step)
                return (later[0], [*facts, *later[1]]) if later else (one.number, facts)
    if count.undecided:
        return _whichever_way(count, name)
    return _came_too_late(count, name) or _last_seen(count, name)


def _put_out(count: Count, one: Round, step: Step) -> list[Sentence]:
    name = step.candidate
    found: list[Sentence | None]
    match step.why:
        case Why.FEWEST:
            found = _fewest(count, one, step)
        case Why.BELOW_THRESHOLD:
            below = Sentence("未达到门槛", "has less than is needed")
            found = [against_needed(one, name) or below]
        case Why.NOT_AFFORDABLE:
            found = [_too_dear(one, step)]
        case Why.OVER_CAP:
            found = [
                Sentence(
                    f"{step.against}的限额已不够支付它",
                    f"too little is left of the budget of {step.against}",
                )
            ]
        case Why.EXCLUDED_BY_OTHER:
            found = [
                Sentence(
                    f"与已选的{step.against}互斥，两者只能选一",
                    f"{step.against} was chosen, and only one of the two may be",
                )
            ]
        case Why.SEATS_FILLED:
            found = [Sentence("席位已满", "the seats were filled"), has_amount(one, name)]
        case _:
            found = [Sentence("按规则到此为止", "the rule stops here"), has_amount(one, name)]
    return [fact for fact in found if fact is not None]


def _fewest(count: Count, one: Round, step: Step) -> list[Sentence | None]:
    """Say what the last had, and how far the next was ahead."""
    out = {each.candidate for each in one.steps if each.act is Act.ELIMINATED}
    standing = [amount.candidate for amount in one.amounts if amount.candidate not in out]
    next_worst = best_of(one, standing, worst=True)
    ties = [
        tell_tie(tie)
        for tie in count.ties
        if tie.round == one.number and not tie.seats and step.candidate in tie.candidates
    ]
    if next_worst is None:
        return [has_amount(one, step.candidate, step.amount), *ties]
    if best_of(one, (next_worst, step.candidate)) == step.candidate and ties:
        # within what is still to be handed on, a rule may hold unequal amounts to be level
        return [has_amount(one, step.candidate, step.amount), *ties]
    last = Sentence("得数最低而出局", "went out with the fewest")
    return [last, apart(one, step.candidate, next_worst), *ties]


def _too_dear(one: Round, step: Step) -> Sentence:
    cost = figure_of(one, FigureName.COST, step.candidate)
    left = figure_of(one, FigureName.MONEY_LEFT)
    if step.amount is not None:
        return Sentence(
            f"支持者手中共有{number_zh(step.amount)}，不够支付它的费用",
            f"its supporters have {number_en(step.amount)} left together, less than it costs",
        )
    if cost is None or left is None:
        return Sentence("所需资金多于余额", "it costs more than there is")
    return Sentence(
        f"费用{number_zh(cost)}，余额{number_zh(left)}，差{number_zh(cost - left)}",
        f"it costs {number_en(cost)}, and {number_en(left)} is left: {number_en(cost - left)}"
        " short",
    )


def open_tie(count: Count, name: str = "") -> Tie | None:
    """Give the tie that leaves somebody undecided, or the one that leaves anybody so (未决并列)."""
    ties = [tie for tie in count.ties if tie.matters and not tie.chosen]
    mine = [tie for tie in ties if name in tie.candidates]
    return next(iter([*mine, *ties]), None)


def _whichever_way(count: Count, name: str) -> tuple[int | None, list[Sentence]]:
    """Compare somebody with those who are undecided, where that says something."""
    tie = open_tie(count)
    facts: list[Sentence] = []
    if tie is not None:
        facts = [
            Sentence(
                "无论并列如何处理，结果都不包括它",
                "it is not in the result whichever way the tie is broken",
            ),
            tell_tie(tie),
        ]
    for one in reversed(count.rounds):
        last = best_of(one, count.undecided, worst=True)
        if last is not None and best_of(one, (name, last)) == last != name:
            gap = exchanged if searched(one) else apart
            return one.number, [*facts, gap(one, name, last)]
    pairs = [compared(count, other, name) for other in count.undecided]
    facts += [pair for pair in pairs if pair is not None]
    return (tie.round, facts) if tie is not None else _last_seen(count, name)


def _came_too_late(
    count: Count, name: str, after: int = 0
) -> tuple[int | None, list[Sentence]] | None:
    """Compare somebody with the last of those who were placed before it, in the last such round."""
    for one in reversed(count.rounds[after:]):
        placed = placed_in(one)
        if not placed:
            continue
        if one.amount_of(name) is not None:
            found = _behind(count, one, name, placed)
            return one.number, [fact for fact in found if fact is not None]
        facts = [fact for other in placed for fact in _stands_above(count, one, other, name)]
        if facts:
            return one.number, facts
    return None


def _behind(count: Count, one: Round, name: str, placed: tuple[str, ...]) -> list[Sentence | None]:
    """Say how far somebody was behind the last of those who were placed in a round."""
    last = best_of(one, placed, worst=True)
    if last is None:
        return [has_amount(one, name)]
    found: list[Sentence | None] = [
        exchanged(one, name, last) if searched(one) else apart(one, name, last)
    ]
    if any(step.act is Act.ADVANCED for step in one.steps):
        found.insert(0, Sentence("未进入决胜", "did not get into the run-off"))
    found += [
        tell_tie(tie)
        for tie in count.ties
        if tie.round == one.number and tie.seats and name in tie.candidates
    ]
    return found


def _stands_above(count: Count, one: Round, winner: str, name: str) -> list[Sentence]:
    """Say by which comparisons a winner stands above somebody, as far as the trace tells."""
    path = stronger_path(one, winner, name)
    if path is not None:
        return [path]
    links = locked_path(count, winner, name)
    if links is not None and len(links) > 1:
        beaten = [
            (pair.one, pair.other)
            if pair.prefer_one > pair.prefer_other
            else (pair.other, pair.one)
            for pair in links
        ]
        return [fact for pair in beaten if (fact := compared(count, *pair)) is not None]
    direct = compared(count, winner, name)
    return [] if direct is None else [direct]


def _last_seen(count: Count, name: str) -> tuple[int | None, list[Sentence]]:
    for one in reversed(count.rounds):
        short = against_needed(one, name) or has_amount(one, name)
        if short is not None:
            return one.number, [short]
    return None, [
        Sentence("计票中没有它的任何得数", "the count has no figure for it"),
    ]
