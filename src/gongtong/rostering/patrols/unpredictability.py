"""How hard patrols are to foretell, and what they still guarantee: both are told, for one is bought with the other (不可预测性)."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from attrs import frozen

from gongtong.core.rulings import Reason, Source, Standing
from gongtong.core.shares import percent
from gongtong.rostering.patrols.chances import (
    Chances,
    Windows,
    best_guess,
    chances_of,
    encounters,
)
from gongtong.rostering.patrols.laws import PatrolLaw, evened

HOUSE_PATROLS: Final = Source("本小区巡逻规定", standing=Standing.HOUSE)


@frozen
class Encounter:
    """How likely an event of so many slots meets a patrol: at the worst time, on average, at the best (遭遇概率范围)."""

    duration: int
    worst: Fraction
    mean: Fraction
    best: Fraction


@frozen
class Unpredictability:
    """What a law keeps secret and what it guarantees (不可预测性报告).

    `bits` is the entropy of a day's plan, `most_bits` that of the law by which every plan is alike, `bits_left` what remains when the
    windows of the roster are known. The bits are rounded and decide nothing; `guess` is exact.
    """

    plans: int
    bits: float
    most_bits: float
    bits_left: float
    guess: Fraction
    encounters: tuple[Encounter, ...]

    def zh(self, slot_minutes: int) -> str:
        """Say it in Chinese (中文表述)."""
        met = "；".join(
            f"{one.duration * slot_minutes}分钟的事件遇到巡逻的概率：最差时刻{_share(one.worst)}，"
            f"平均{_share(one.mean)}，最好时刻{_share(one.best)}"
            for one in self.encounters
        )
        return (
            f"每天{self.plans}种可能的安排，不可预测性{self.bits:.2f}比特（最多{self.most_bits:.2f}比特，"
            f"公布时段后剩{self.bits_left:.2f}比特），最有把握的猜测猜中{_share(self.guess)}。{met}。"
        )


@frozen
class PatrolFloors:
    """What a law of patrols has to keep (巡逻规则下限).

    The best guess hits with `guess_at_most` at most; an event of `minutes`, rounded down to whole slots and one at least, meets a
    patrol with `met_at_least` at least, whenever it happens.
    """

    guess_at_most: Fraction
    minutes: int
    met_at_least: Fraction


def unpredictability_of(
    law: PatrolLaw, *, durations: tuple[int, ...], windows: Windows | None = None
) -> Unpredictability:
    """Work out what a law keeps secret and what it guarantees (计算不可预测性)."""
    even = Chances(evened(law))
    left = chances_of(law) if windows is None else Chances(law, windows)
    return Unpredictability(
        even.total,
        chances_of(law).bits,
        even.bits,
        left.bits,
        best_guess(law),
        tuple(_encounter(law, duration) for duration in durations),
    )


def below_floors(law: PatrolLaw, floors: PatrolFloors) -> tuple[Reason, ...]:
    """Say what speaks against drawing patrols by a law (低于下限的理由).

    Grounds, in this order: it is too easy to guess, there is a time at which hardly anybody comes by.
    """
    guess = best_guess(law)
    slots = max(1, floors.minutes // law.slot_minutes)
    worst = _encounter(law, min(slots, len(law.weights))).worst
    reasons = []
    if guess > floors.guess_at_most:
        reasons.append(
            _reason(
                "patrols_too_easy_to_guess",
                f"最有把握的猜测猜中{_share(guess)}，超过{_share(floors.guess_at_most)}",
                f"the best guess hits with {guess}, more than {floors.guess_at_most}",
            )
        )
    if worst < floors.met_at_least:
        reasons.append(
            _reason(
                "patrols_leave_a_time_out",
                f"最差时刻遇到巡逻的概率{_share(worst)}，低于{_share(floors.met_at_least)}",
                f"at the worst time an event meets a patrol with {worst}, less than {floors.met_at_least}",
            )
        )
    return tuple(reasons)


def _encounter(law: PatrolLaw, duration: int) -> Encounter:
    met = encounters(law, duration)
    return Encounter(duration, min(met), sum(met, Fraction()) / len(met), max(met))


def _share(share: Fraction) -> str:
    return percent(share.numerator, share.denominator)


def _reason(code: str, zh: str, en: str) -> Reason:
    return Reason(f"rostering.{code}", zh, en, HOUSE_PATROLS)
