"""Were the times drawn by the declared law? Whoever bets against it wins nothing if they were (规律检验).

Ten habits bet on each start from the past alone. If the times were drawn, the mean of what they win is a nonnegative martingale that
begins at one: it reaches a hundred with a chance of at most one in a hundred, however long and however often one looks (Ville).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from attrs import frozen

from gongtong.rostering.patrols.chances import Plan, chances_of
from gongtong.rostering.patrols.habits import ONE, Moment, habits_of
from gongtong.rostering.patrols.laws import PatrolLaw

FLAG_AT: Final = 100
"""From what win on a schedule is called foretellable: a false alarm in a hundred at most (判定界限)."""


@frozen
class WalkedDay:
    """A day with the slots at which patrols did begin, drawn or not (实际巡逻)."""

    day: date
    starts: Plan


@frozen
class PatrolAudit:
    """What was found (检验结果).

    `win` is what the habits have won at the end, together; `flagged_on` the first day on which it was at least `FLAG_AT`, and
    `habit` the one that had won most by then.
    """

    days: int
    win: Fraction
    flagged_on: date | None
    habit: str | None
    habits: tuple[str, ...]

    def zh(self) -> str:
        """Say it in Chinese; a quiet verdict says what it does not mean (中文表述)."""
        if self.flagged_on is not None:
            return f"{self.days}天的巡逻时间有规律可循：{self.habit}（{self.flagged_on}起达到判定界限{FLAG_AT}）"
        names = "、".join(self.habits)
        return f"{self.days}天内未发现下列规律：{names}。这不等于巡逻时间不可预测。"


def audit_patrols(law: PatrolLaw, walked: Sequence[WalkedDay]) -> PatrolAudit:
    """Try walked days, in their order, for habits (检验巡逻时间).

    Days whose start was changed for a reason belong in it as they were walked. Raises `ValueError` for a day that the law could not
    give, and for days out of order.
    """
    chances = chances_of(law)
    habits = habits_of(chances)
    wins = dict.fromkeys(habits, ONE)
    past: list[Plan] = []
    flagged_on, habit = None, None
    _check(law, walked)
    for one in walked:
        moments = _moments(law, one, past)
        for name, known in habits.items():
            for moment, slot in moments:
                wins[name] = wins[name] * known.ratio(moment, slot) // ONE
            for moment, slot in moments:
                known.learn(moment, slot)
        past.append(one.starts)
        if flagged_on is None and sum(wins.values()) >= FLAG_AT * len(wins) * ONE:
            flagged_on, habit = one.day, max(wins, key=lambda name: wins[name])
    win = Fraction(sum(wins.values()), len(wins) * ONE)
    return PatrolAudit(len(walked), win, flagged_on, habit, tuple(habits))


def _moments(law: PatrolLaw, one: WalkedDay, past: list[Plan]) -> list[tuple[Moment, int]]:
    earliest, found = 0, []
    for rank, slot in enumerate(one.starts):
        found.append((Moment(rank, one.day.weekday(), earliest, past), slot))
        earliest = slot + law.gap
    return found


def _check(law: PatrolLaw, walked: Sequence[WalkedDay]) -> None:
    for one in walked:
        if not law.keeps(one.starts):
            raise ValueError(f"{one.day}: the law could not have given these starts")
    days = [one.day for one in walked]
    if sorted(set(days)) != days:
        raise ValueError("days come in their order, each once")
