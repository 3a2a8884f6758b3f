"""Patrols of a period: promised before it, noted as they were walked, told and checked after it (巡逻期)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from attrs import field, frozen

from gongtong.core.digests import is_sha256
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.rostering.patrols.audit import PatrolAudit, WalkedDay, audit_patrols
from gongtong.rostering.patrols.chances import Plan, total_weight
from gongtong.rostering.patrols.draws import SEED_LENGTH, commitment, drawn
from gongtong.rostering.patrols.laws import PatrolLaw
from gongtong.rostering.patrols.unpredictability import (
    HOUSE_PATROLS,
    PatrolFloors,
    below_floors,
)

MAX_CODE: Final = 40
MOST_DAYS: Final = 92
MOST_WORDS: Final = 500


@frozen
class PromisePatrols:
    """A request to put up before a period by which law, and from which promised seed, patrols are drawn (公布巡逻承诺申请).

    `promise` is the `draws.commitment` of seed and law; the seed itself stays with whoever draws.
    """

    code: str
    law: PatrolLaw
    first: date
    last: date
    promise: str


@frozen
class PatrolsPromised:
    """Law and promise of a period are public; no time is (巡逻承诺已公布)."""

    code: str
    law: str
    first: date
    last: date
    promise: str


@frozen
class NotePatrols:
    """A request to note at which slots the patrols of a day did begin, none if there was no patrol (登记实际巡逻申请).

    `reason` says why it was not as drawn, such as weather or illness; without one it was, or nobody has said why not.
    """

    code: str
    day: date
    starts: Plan
    reason: str = field(default="", repr=False)


@frozen
class PatrolsNoted:
    """The patrols of a day are on record as they were walked (实际巡逻已登记)."""

    code: str
    day: date
    starts: Plan
    was_changed: bool
    noted_by: str


@frozen
class RevealPatrols:
    """A request to tell the seed after the period, in hexadecimal digits (公布抽签种子申请)."""

    code: str
    seed: str


@frozen
class PatrolsRevealed:
    """The seed is public: anybody draws the period again (抽签种子已公布)."""

    code: str
    seed: str


@frozen
class PatrolPeriod:
    """A period as it stands (在册巡逻期)."""

    code: str
    law: PatrolLaw
    first: date
    last: date
    promise: str
    seed: str | None = None

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of the period (各日)."""
        count = (self.last - self.first).days + 1
        return tuple(self.first + timedelta(number) for number in range(count))


@frozen
class NotedDay:
    """What was walked on a day, and why it was not as drawn (在册实际巡逻)."""

    day: date
    starts: Plan
    reason: str = field(default="", repr=False)


class DayVerdict(StrEnum):
    """How a day was walked, compared with its draw (当日核对结果)."""

    AS_DRAWN = "as_drawn"
    CHANGED_FOR_A_REASON = "changed_for_a_reason"
    CHANGED_IN_SILENCE = "changed_in_silence"
    NOT_NOTED = "not_noted"


@frozen
class CheckedDay:
    """A day with its draw, what was walked, and how both compare (已核对日)."""

    day: date
    drawn: Plan
    walked: Plan | None
    verdict: DayVerdict


@frozen
class PatrolCheck:
    """A period checked after its seed was told: day by day, and tried for habits (巡逻期核对).

    `audit` is over the days that were walked as the law could have given them; days without patrols cannot be bet on.
    """

    code: str
    days: tuple[CheckedDay, ...]
    audit: PatrolAudit

    def count(self, verdict: DayVerdict) -> int:
        """Count the days of a verdict (各结果天数)."""
        return sum(one.verdict is verdict for one in self.days)


def rule_on_promise(
    request: PromisePatrols, known: Collection[str], floors: PatrolFloors, today: date
) -> Granted[PatrolsPromised] | Refused:
    """Let a promise be put up (公布巡逻承诺审核).

    Grounds, in this order: the code, a period that has begun or is too long, no promise, no plan at all, and what the floors say.
    """
    reasons = [*_of_period(request, known, today)]
    if not is_sha256(request.promise):
        reasons.append(_reason("no_promise", "须有抽签承诺摘要", "a promise is a sha256"))
    if total_weight(request.law):
        reasons += below_floors(request.law, floors)
    else:
        reasons.append(_reason("no_plan", "没有合规的巡逻安排", "no plan keeps windows and gaps"))
    if reasons:
        return Refused(tuple(reasons))
    law = request.law.digest
    return Granted(PatrolsPromised(request.code, law, request.first, request.last, request.promise))


def rule_on_noting(
    request: NotePatrols, period: PatrolPeriod, noted: Collection[date], *, today: date, by: str
) -> Granted[PatrolsNoted] | Refused:
    """Let it be noted how a day was walked; once (登记实际巡逻审核).

    Grounds, in this order: a day outside the period or to come, noted already, slots that are none, no patrol without a reason, too
    many words.
    """
    reasons = []
    if not (period.first <= request.day <= min(period.last, today)):
        reasons.append(
            _reason("not_that_day", "不是本期内已过的日子", "a day of the period that has come")
        )
    if request.day in noted:
        reasons.append(_reason("noted_already", "当日已登记", "that day is noted already"))
    slots = range(len(period.law.weights))
    if list(request.starts) != sorted(set(request.starts)) or not set(request.starts) <= set(slots):
        reasons.append(_reason("no_slots", "起始时段有误", "slots in their order, each once"))
    if not request.starts and not request.reason.strip():
        reasons.append(_reason("no_patrol_why", "未巡逻须写明原因", "say why there was no patrol"))
    if len(request.reason) > MOST_WORDS:
        reasons.append(
            _reason(
                "too_many_words", f"原因不超过{MOST_WORDS}字", f"at most {MOST_WORDS} characters"
            )
        )
    if reasons:
        return Refused(tuple(reasons))
    changed = bool(request.reason.strip())
    return Granted(PatrolsNoted(request.code, request.day, request.starts, changed, by))


def rule_on_revealing(
    request: RevealPatrols, period: PatrolPeriod, today: date
) -> Granted[PatrolsRevealed] | Refused:
    """Let the seed be told (公布抽签种子审核).

    Grounds, in this order: the period is not over, it was told already, it is not the seed that was promised.
    """
    reasons = []
    if today <= period.last:
        reasons.append(
            _reason("not_over_yet", f"本期{period.last}届满后才公布", "the period is not over")
        )
    if period.seed is not None:
        reasons.append(_reason("told_already", "种子已公布", "the seed was told already"))
    seed = seed_of(request.seed)
    if seed is None or commitment(seed, period.law) != period.promise:
        reasons.append(
            _reason("another_seed", "与承诺不符", "it is not the seed that was promised")
        )
    if reasons:
        return Refused(tuple(reasons))
    return Granted(PatrolsRevealed(request.code, request.seed.lower()))


def seed_of(text: str) -> bytes | None:
    """Read a seed from hexadecimal digits, or nothing where it is none (读取种子)."""
    try:
        seed = bytes.fromhex(text)
    except ValueError:
        return None
    return seed if len(seed) == SEED_LENGTH else None


def check_period(period: PatrolPeriod, noted: Mapping[date, NotedDay]) -> PatrolCheck:
    """Draw a period again and hold it against what was walked; raises `ValueError` before the seed is told (核对巡逻期)."""
    seed = None if period.seed is None else seed_of(period.seed)
    if seed is None:
        raise ValueError("the seed of this period was not told yet")
    days = tuple(_checked(day, drawn(seed, period.law, day), noted.get(day)) for day in period.days)
    walked = [
        WalkedDay(one.day, one.walked)
        for one in days
        if one.walked is not None and period.law.keeps(one.walked)
    ]
    return PatrolCheck(period.code, days, audit_patrols(period.law, walked))


def _checked(day: date, plan: Plan, noted: NotedDay | None) -> CheckedDay:
    if noted is None:
        return CheckedDay(day, plan, None, DayVerdict.NOT_NOTED)
    if noted.starts == plan:
        verdict = DayVerdict.AS_DRAWN
    elif noted.reason:
        verdict = DayVerdict.CHANGED_FOR_A_REASON
    else:
        verdict = DayVerdict.CHANGED_IN_SILENCE
    return CheckedDay(day, plan, noted.starts, verdict)


def _of_period(request: PromisePatrols, known: Collection[str], today: date) -> Iterator[Reason]:
    if not 0 < len(request.code.strip()) <= MAX_CODE or request.code != request.code.strip():
        yield _reason(
            "no_code", f"编号须有1至{MAX_CODE}字", f"a code of 1 to {MAX_CODE} characters"
        )
    if request.code in known:
        yield _reason("code_taken", "编号已用", "that code is taken")
    if request.first <= today:
        yield _reason(
            "begun_already", "承诺须在本期开始前公布", "promised before the period begins"
        )
    if not 0 <= (request.last - request.first).days < MOST_DAYS:
        yield _reason(
            "not_so_long", f"一期为1至{MOST_DAYS}天", f"a period has 1 to {MOST_DAYS} days"
        )


def _reason(code: str, zh: str, en: str) -> Reason:
    return Reason(f"rostering.{code}", zh, en, HOUSE_PATROLS)
