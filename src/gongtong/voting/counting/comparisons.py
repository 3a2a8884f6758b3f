"""How near two candidates came in a round, in words: amounts, thresholds, pairs and paths (得数比较)."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Final

from gongtong.voting.counting.exact_words import amount_en, amount_zh, number_en, number_zh
from gongtong.voting.counting.telling import Sentence
from gongtong.voting.counting.traces import Act, FigureName

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from gongtong.voting.counting.traces import Count, Needed, Pair, Round

PLACED: Final = frozenset({Act.ELECTED, Act.ADVANCED})
"""What a round does with those who come first in it (入围处置)."""


def placed_in(one: Round) -> tuple[str, ...]:
    """Give those whom a round elected or sent on (本轮入围者)."""
    return tuple(step.candidate for step in one.steps if step.act in PLACED)


def elected_before(count: Count, number: int) -> frozenset[str]:
    """Give those who were elected before a round (此前当选者)."""
    return frozenset(
        step.candidate
        for each in count.rounds
        if each.number < number
        for step in each.steps
        if step.act is Act.ELECTED
    )


def best_of(one: Round, names: Collection[str], *, worst: bool = False) -> str | None:
    """Give who of these came first in a round, or last; nobody where none had an amount (本轮最优者)."""
    had = [amount for amount in one.amounts if amount.candidate in names]
    if not had:
        return None
    smallest = one.measure.more_is_better is worst
    pick = min if smallest else max
    return pick(had, key=lambda amount: amount.amount).candidate


def has_amount(one: Round, name: str, amount: Fraction | None = None) -> Sentence | None:
    """Say what a candidate had in a round, if anything (本轮得数)."""
    had = one.amount_of(name) if amount is None else amount
    if had is None:
        return None
    return Sentence(
        f"{name}有{amount_zh(had, one.measure)}", f"{name} had {amount_en(had, one.measure)}"
    )


def apart(one: Round, first: str, second: str) -> Sentence:
    """Say what two candidates had in a round, and how far they were apart (两人差距)."""
    had, other = one.amount_of(first), one.amount_of(second)
    if had is None or other is None:
        return Sentence(f"{first}在{second}之前", f"{first} came before {second}")
    gap = abs(had - other)
    difference = (
        Sentence(f"相差{number_zh(gap)}", f"{number_en(gap)} apart")
        if gap
        else Sentence("两者并列", "level")
    )
    return Sentence(
        f"{first}有{amount_zh(had, one.measure)}，{second}有{amount_zh(other, one.measure)}，{difference.zh}",
        f"{first} had {amount_en(had, one.measure)} and {second} {amount_en(other, one.measure)},"
        f" {difference.en}",
    )


def against_needed(one: Round, name: str) -> Sentence | None:
    """Say what a candidate had against what was needed, and what was missing (与门槛相比)."""
    had = one.amount_of(name)
    if had is None or one.needed is None:
        return None
    bound_zh, bound_en = ("超过", "more than") if one.needed.more_than else ("至少", "at least")
    needed_zh = f"{bound_zh}{amount_zh(one.needed.amount, one.measure)}"
    needed_en = f"{bound_en} {amount_en(one.needed.amount, one.measure)}"
    zh = f"{name}有{amount_zh(had, one.measure)}，门槛为{needed_zh}"
    en = f"{name} had {amount_en(had, one.measure)}, the threshold being {needed_en}"
    if not one.needed.is_met_by(had):
        short = _short_of(one, one.needed, had)
        if not short:
            return Sentence(f"{zh}，刚好不够", f"{en}, which is just not enough")
        return Sentence(f"{zh}，差{number_zh(short)}", f"{en}, {number_en(short)} short")
    return Sentence(zh, en)


def _short_of(one: Round, needed: Needed, had: Fraction) -> Fraction:
    """Give what was missing: whole votes where nobody has a part of one."""
    if any(each.amount.denominator > 1 for each in one.amounts):
        return needed.amount - had
    least = floor(needed.amount) + 1 if needed.more_than else ceil(needed.amount)
    return least - had


def figure_of(one: Round, name: FigureName, of: str = "") -> Fraction | None:
    """Give a further number of a round, of a candidate or of all (取数据项)."""
    found = [each.amount for each in one.figures if each.name is name and each.of == of]
    return found[-1] if found else None


def searched(one: Round) -> bool:
    """Whether a round chose a whole committee, so that its amounts are those of committees (是否整组产生)."""
    return figure_of(one, FigureName.SEARCHED) is not None


def exchanged(one: Round, name: str, member: str) -> Sentence:
    """Say how much worse the chosen committee is with somebody in place of a member (换入比较)."""
    with_it, best = one.amount_of(name) or Fraction(0), one.amount_of(member) or Fraction(0)
    if with_it == best:
        return Sentence(
            f"另有一组包括{name}，同样有{amount_zh(best, one.measure)}",
            f"another committee, with {name}, has {amount_en(best, one.measure)} as well",
        )
    return Sentence(
        f"换下一人而换入{name}，该组至多有{amount_zh(with_it, one.measure)}，"
        f"比最高的{amount_zh(best, one.measure)}少{number_zh(best - with_it)}",
        f"with {name} in place of one member the committee has at most"
        f" {amount_en(with_it, one.measure)}, {number_en(best - with_it)} less than the best with"
        f" {amount_en(best, one.measure)}",
    )


def pair_of(count: Count, one: str, other: str) -> tuple[Fraction, Fraction] | None:
    """Give how many prefer the one and how many the other, if the trace compares them (两两得票)."""
    for each in reversed(count.rounds):
        for pair in each.pairs:
            if (pair.one, pair.other) == (one, other):
                return pair.prefer_one, pair.prefer_other
            if (pair.one, pair.other) == (other, one):
                return pair.prefer_other, pair.prefer_one
    return None


def compared(count: Count, one: str, other: str) -> Sentence | None:
    """Say how many prefer the one to the other (两两比较说明)."""
    votes = pair_of(count, one, other)
    if votes is None:
        return None
    return Sentence(
        f"两两比较中{one}对{other}为{number_zh(votes[0])}比{number_zh(votes[1])}",
        f"one against the other, {one} has {number_en(votes[0])} and {other} {number_en(votes[1])}",
    )


def closest_pair(count: Count, name: str, others: Iterable[str]) -> Sentence | None:
    """Say against whom of others a candidate came off worst (最接近的比较)."""
    leads = {
        other: votes[0] - votes[1]
        for other in others
        if (votes := pair_of(count, name, other)) is not None
    }
    if not leads:
        return None
    return compared(count, name, min(leads, key=leads.__getitem__))


def stronger_path(one: Round, first: str, second: str) -> Sentence | None:
    """Say how strong the paths between two candidates are, if the round tells (最强路径说明)."""
    strengths = {
        (figure.of, figure.against): figure.amount
        for figure in one.figures
        if figure.name is FigureName.STRENGTH and figure.against
    }
    there = strengths.get((first, second), Fraction(0))
    back = strengths.get((second, first), Fraction(0))
    if not there and not back:
        return None
    return Sentence(
        f"从{first}到{second}的最强路径为{number_zh(there)}，反向为{number_zh(back)}",
        f"the strongest path from {first} to {second} is {number_en(there)}, and back"
        f" {number_en(back)}",
    )


def locked_path(count: Count, first: str, second: str) -> tuple[Pair, ...] | None:
    """Give the comparisons that stand and lead from one candidate to another (成立的比较链)."""
    onward: dict[str, list[str]] = {}
    for each in count.rounds:
        for step in each.steps:
            if step.act is Act.LOCKED:
                onward.setdefault(step.candidate, []).append(step.against)
    came_from = {first: first}
    waiting = [first]
    while waiting and second not in came_from:
        here = waiting.pop(0)
        for after in onward.get(here, ()):
            if after not in came_from:
                came_from[after] = here
                waiting.append(after)
    return _links(count, came_from, second) if second in came_from and onward else None


def _links(count: Count, came_from: dict[str, str], last: str) -> tuple[Pair, ...]:
    links: list[Pair] = []
    while came_from[last] != last:
        before = came_from[last]
        links += [
            pair
            for each in count.rounds
            for pair in each.pairs
            if {pair.one, pair.other} == {before, last}
        ][:1]
        last = before
    return tuple(reversed(links))
