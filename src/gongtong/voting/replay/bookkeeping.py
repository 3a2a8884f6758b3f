"""Whether a trace agrees with itself: it can be checked by whoever has no ballots (自洽核对)."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from gongtong.voting.counting.traces import Act, Measure, Stage, Why
from gongtong.voting.replay.departures import Departure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongtong.voting.counting.traces import Count, Round, Step

_MOVING: Final = (Stage.SURPLUS, Stage.ELIMINATION)
_LEAST: Final = (Measure.LOAD, Measure.PRICE)


def check_bookkeeping(count: Count) -> tuple[Departure, ...]:
    """Give everything in a trace that does not agree with the rest of it (核对自洽).

    Rounds follow each other; whoever is elected was elected in a round, once, and not after going
    out; grounds hold for the amounts of their round; what moved explains the next amounts.
    """
    return (*_numbers(count), *_outcome(count), *_grounds(count), *_moves(count))


def _numbers(count: Count) -> Iterator[Departure]:
    numbers = [one.number for one in count.rounds]
    if numbers != list(range(1, len(numbers) + 1)):
        yield Departure(0, f"轮次编号为{numbers}", f"the rounds are numbered {numbers}")


def _outcome(count: Count) -> Iterator[Departure]:
    out: set[str] = set()
    elected: list[str] = []
    for one in count.rounds:
        for step in one.steps:
            if step.act is Act.ELECTED:
                if step.candidate in out:
                    yield Departure(
                        one.number,
                        f"{step.candidate}已出局，又当选",
                        f"{step.candidate} went out before and is elected",
                    )
                elected.append(step.candidate)
            elif step.act is Act.ELIMINATED:
                out.add(step.candidate)
    twice = [name for name, times in Counter(elected).items() if times > 1]
    if twice:
        yield Departure(0, f"{'、'.join(twice)}两次当选", f"elected twice: {', '.join(twice)}")
    # who is elected whichever way an open tie is broken may be elected behind the end of the trace
    unexplained = sorted(set(count.elected) - set(elected)) if not count.undecided else []
    denied = sorted(set(elected) - set(count.elected))
    if unexplained or denied:
        yield Departure(
            0,
            f"当选者与各轮不符：{unexplained}，{denied}",
            f"the elected differ from the rounds: {unexplained} only in the outcome, {denied} only there",
        )


def _grounds(count: Count) -> Iterator[Departure]:
    for one in count.rounds:
        for step in one.steps:
            amount = one.amount_of(step.candidate)
            if amount is not None and not _holds(step, one, amount):
                yield Departure(
                    one.number,
                    f"{step.candidate}得{amount}，“{step.why.value}”不成立",
                    f"{step.candidate} has {amount}, for which {step.why.value} does not hold",
                )


def _holds(step: Step, one: Round, amount: Fraction) -> bool:
    among = [other.amount for other in one.amounts]
    match step.why:
        case Why.REACHED_THRESHOLD if one.needed is not None:
            return one.needed.is_met_by(amount)
        case Why.BELOW_THRESHOLD if one.needed is not None and step.act is not Act.ELIMINATED:
            return not one.needed.is_met_by(amount)
        case Why.LEAST_LOAD | Why.LOWEST_PRICE if one.measure in _LEAST:
            return amount == min(among)
        case Why.FEWEST:
            gone = [one.amount_of(each.candidate) for each in one.steps if each.why is Why.FEWEST]
            rest = _standing(one) - {each.candidate for each in one.steps}
            most_gone = max((each for each in gone if each is not None), default=amount)
            return all((one.amount_of(name) or Fraction(0)) >= most_gone for name in rest)
        case _:
            return True


def _standing(one: Round) -> set[str]:
    elected = {step.candidate for step in one.steps if step.act is Act.ELECTED}
    return {
        each.candidate
        for each in one.amounts
        if each.candidate not in elected
        and not (one.needed is not None and one.needed.is_met_by(each.amount))
    }


def _moves(count: Count) -> Iterator[Departure]:
    for before, after in zip(count.rounds, count.rounds[1:], strict=False):
        if before.stage not in _MOVING or not before.transfers:
            continue
        for held in after.amounts:
            had = before.amount_of(held.candidate)
            if had is None:
                continue
            gained = sum(
                (m.amount for m in before.transfers if m.taker == held.candidate), Fraction(0)
            )
            gave = sum(
                (m.amount for m in before.transfers if m.giver == held.candidate), Fraction(0)
            )
            lost = sum(
                (f.amount for f in before.figures if f.name == "lost" and f.of == held.candidate),
                Fraction(0),
            )
            if had + gained - gave - lost != held.amount:
                yield Departure(
                    after.number,
                    f"{held.candidate}上轮{had}，转入{gained}，转出{gave}，零头{lost}，本轮却为{held.amount}",
                    f"{held.candidate} had {had}, gained {gained}, gave {gave}, lost {lost}, and now has {held.amount}",
                )
