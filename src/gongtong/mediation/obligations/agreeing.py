"""What is agreed upon: the obligations of an agreement, checked as a whole (约定义务审核)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date
from typing import Final

from attrs import frozen

from gongtong.core.rulings import Reason
from gongtong.core.workdays.terms import TimeUnit
from gongtong.mediation.obligations.duty import Duty, DutyKind, Instalment
from gongtong.mediation.obligations.graph import cycle_in, waiting_of
from gongtong.mediation.sources import HOUSE_MEDIATION

MOST_WORDS: Final = 2_000
MOST_DUTIES: Final = 20_000
_EVENT_LENGTH: Final = 40


@frozen
class AgreeingFacts:
    """What is known when obligations are agreed (约定义务依据).

    `others` are numbers of obligations that stand already, which new ones may wait for and must not take.
    """

    parties: Collection[str]
    today: date
    others: Collection[int] = ()


def reasons_of_duties(duties: tuple[Duty, ...], facts: AgreeingFacts) -> tuple[Reason, ...]:
    """Find everything that is wrong with obligations as they are agreed (约定义务问题).

    Grounds, in this order: none or too many, numbers, then for each: parties, words, amount, instalments, days, what
    it waits for; at last a ring of obligations that wait for each other.
    """
    found = [*_of_numbers(duties, facts)]
    known = {duty.number for duty in duties} | set(facts.others)
    for duty in duties:
        found += _of_sides(duty, facts)
        found += _of_money(duty)
        found += _of_days(duty, facts.today)
        found += _of_waiting(duty, known)
    ring = cycle_in(waiting_of(duties))
    if ring:
        chain = "→".join(map(str, ring))
        found.append(
            _reason(
                "obligations_in_a_ring",
                f"义务互相等待，永远不能开始：{chain}",
                f"obligations wait for each other and could never begin: {chain}",
            )
        )
    return tuple(found)


def _of_numbers(duties: tuple[Duty, ...], facts: AgreeingFacts) -> Iterator[Reason]:
    if not 0 < len(duties) <= MOST_DUTIES:
        yield _reason(
            "obligations_missing",
            f"须有1至{MOST_DUTIES}项义务",
            f"there are 1 to {MOST_DUTIES} obligations",
        )
    counted = Counter(duty.number for duty in duties)
    wrong = sorted(
        number
        for number, count in counted.items()
        if count > 1 or number < 1 or number in facts.others
    )
    if wrong:
        named = "、".join(map(str, wrong[:9]))
        yield _reason(
            "obligation_numbers",
            f"义务编号须为正数且不重复：{named}",
            f"the number of an obligation is above nothing and its own: {named}",
        )


def _of_sides(duty: Duty, facts: AgreeingFacts) -> Iterator[Reason]:
    strangers = {duty.debtor.party, duty.creditor.party} - set(facts.parties)
    if strangers or duty.debtor == duty.creditor:
        yield _of(
            duty,
            "obligation_sides",
            "义务双方须是本案不同的当事人",
            "its sides are two parties of the case",
        )
    if not 0 < len(duty.words.strip()) <= MOST_WORDS or len(duty.evidence) > MOST_WORDS:
        yield _of(
            duty,
            "obligation_words",
            f"内容须有1至{MOST_WORDS}字",
            f"its words are 1 to {MOST_WORDS} characters",
        )


def _of_money(duty: Duty) -> Iterator[Reason]:
    is_money = duty.kind is DutyKind.MONEY
    is_nothing = duty.amount_fen is not None and duty.amount_fen <= 0
    if is_money is (duty.amount_fen is None) or is_nothing:
        yield _of(
            duty,
            "obligation_amount",
            "金钱义务写明大于零的金额，其他义务不写金额",
            "money has an amount above nothing, and nothing else has one",
        )
    if not duty.instalments:
        return
    total = sum(part.amount_fen for part in duty.instalments)
    if total != duty.amount_fen or any(part.amount_fen <= 0 for part in duty.instalments):
        yield _of(
            duty,
            "instalments_do_not_add_up",
            f"各期之和{total}分，应等于总额{duty.amount_fen}分",
            f"the instalments come to {total} fen, and the whole to {duty.amount_fen}",
        )


def _of_days(duty: Duty, today: date) -> Iterator[Reason]:
    if any(_is_undated(part) for part in duty.parts):
        yield _of(
            duty,
            "obligation_day",
            "每期写明一个日期，或者条件成就后的期限（日、工作日或者月），二者择一",
            "each part is due on a day, or a term of days, working days or months after it is unlocked",
        )
    days = [part.on for part in duty.parts if part.on is not None]
    if days != sorted(days) or any(day < today for day in days):
        yield _of(
            duty,
            "obligation_day_past",
            "日期须按先后排列，且不早于今天",
            "its days are in order, and none of them is past",
        )
    if duty.long_stop is not None and (duty.long_stop < today or not duty.waits_for):
        yield _of(
            duty,
            "obligation_long_stop",
            "最迟日期不得已过，且只用于有条件的义务",
            "a last day is not past, and is named where something is waited for",
        )
    if duty.cure.unit is TimeUnit.HOUR:
        yield _of(
            duty,
            "obligation_cure",
            "催告期限以日、工作日或者月计",
            "the term of a demand is in days, working days or months",
        )


def _is_undated(part: Instalment) -> bool:
    in_hours = part.within is not None and part.within.unit is TimeUnit.HOUR
    return in_hours or (part.within is None) is (part.on is None)


def _of_waiting(duty: Duty, known: set[int]) -> Iterator[Reason]:
    named = {number for one in duty.waits_for for number in one.obligations}
    events = [name for one in duty.waits_for for name in one.events]
    wrong = any(name != name.strip() or not 0 < len(name) <= _EVENT_LENGTH for name in events)
    if named - known or wrong or any(one.is_empty for one in duty.waits_for):
        strangers = "、".join(map(str, sorted(named - known))) or "-"
        yield _of(
            duty,
            "obligation_condition",
            f"条件须指明存在的义务、事件或者日期：{strangers}",
            f"a condition names obligations that there are, events, or a day: {strangers}",
        )


def _of(duty: Duty, code: str, zh: str, en: str) -> Reason:
    return Reason(
        f"mediation.{code}",
        f"第{duty.number}项义务：{zh}",
        f"obligation {duty.number}: {en}",
        HOUSE_MEDIATION,
        (("obligation", str(duty.number)),),
    )


def _reason(code: str, zh: str, en: str) -> Reason:
    return Reason(f"mediation.{code}", zh, en, HOUSE_MEDIATION)
