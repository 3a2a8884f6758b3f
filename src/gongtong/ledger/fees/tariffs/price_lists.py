"""A place's tariff as a list of fees: data that a house rule can hold and a plugin can give (收费标准表)."""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from gongtong.core.money import plain_yuan
from gongtong.ledger.fees.policies import ChargeLine, FactKind, FeeFacts, Payer
from gongtong.ledger.fees.tariffs.enactments import Enactment
from gongtong.ledger.fees.tariffs.fee_items import Base, FeeItem, payer_of
from gongtong.ledger.fees.tariffs.months import ChargedMonth, Per, charged_months
from gongtong.ledger.fees.tariffs.rounding import RoundingLevel, in_digits, in_percent
from gongtong.ledger.fees.tariffs.tiers import TierSpan, priced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

_HUNDRED = 100
_NOTHING = Fraction(0)
_WHOLE = Fraction(1)
_A_MONTH = Fraction(1, 12)


@frozen
class PriceList:
    """The fees that one decision enacted, each charged in its turn (收费标准表).

    It is a tariff by itself: it answers `ledger.fee_rule` in a plugin and `ledger.price_list` as a house
    rule. Every line says in Chinese which figures went in, how they were rounded and who decided.
    """

    items: tuple[FeeItem, ...]
    enactment: Enactment

    def __attrs_post_init__(self) -> None:
        """Refuse two fees of one code, which a bill could not tell apart."""
        codes = [item.code for item in self.items]
        if len(set(codes)) < len(codes):
            message = f"a code is used twice in {codes}"
            raise ValueError(message)

    def __call__(self, facts: FeeFacts, /) -> tuple[ChargeLine, ...]:
        """Charge the dwelling by every fee that concerns it (计费)."""
        lines: list[ChargeLine] = []
        for item in self.items:
            asked = facts
            if item.base is Base.CHARGE:
                asked = evolve(facts, charges=(*facts.charges, *lines))
            lines.extend(_charged(item, self.enactment, asked))
        return tuple(lines)


def _charged(item: FeeItem, enactment: Enactment, facts: FeeFacts) -> Iterator[ChargeLine]:
    steps = tuple(steps_of(item, facts)) if item.scope.holds(facts) else ()
    if steps:
        rounded_fen = _rounded(item, steps)
        amount_fen = item.bounded(rounded_fen)
        said = explained(item, facts, steps, amount_fen=amount_fen, rounded_fen=rounded_fen)
        yield item.line(facts, amount_fen, f"{said}依据：{enactment}。")


@frozen
class Step:
    """A month, or a use of a meter, of a fee: its units with their prices, and the share that is owed (计费步骤).

    `time` is the part of the price's time that is charged, `owed` what vacancy and exemption leave of it.
    """

    month: ChargedMonth | None
    parts: tuple[tuple[Fraction, Fraction], ...]
    time: Fraction
    owed: Fraction

    @property
    def exact_yuan(self) -> Fraction:
        """The amount of the step, not rounded (未取整金额)."""
        units, price = self.parts[0] if self.parts else (_NOTHING, _NOTHING)
        full = units * price
        for units, price in self.parts[1:]:
            full += units * price
        share = self.time * self.owed if self.owed != 1 else self.time
        return full if share == 1 else full * share


def steps_of(item: FeeItem, facts: FeeFacts) -> Iterator[Step]:
    """Give the months, or the one use, from which a fee adds up (计费步骤)."""
    if not item.base.goes_by_months:
        yield _one_step(item, facts)
        return
    liable = facts.spans_of(FactKind.LIABLE) if facts.dated else ()
    vacancies = facts.spans_of(FactKind.VACANT) if facts.dated else ()
    for month in charged_months(facts.period, liable, item.proration, item.per):
        parts = tuple(priced(item.quantity(facts, month), item.tiers))
        owed = _exempted(item, facts, month.asked_on)
        if item.vacancy is not None:
            owed *= item.vacancy.share_of(month, vacancies)
        yield Step(month, parts, month.share, owed)


def _one_step(item: FeeItem, facts: FeeFacts) -> Step:
    before = _NOTHING
    if item.tier_span is TierSpan.YEAR and item.meter is not None:
        before = facts.use_of(item.meter).quantity_before
    parts = tuple(priced(item.quantity(facts), item.tiers, before))
    return Step(None, parts, _WHOLE, _exempted(item, facts, facts.period.start))


def _exempted(item: FeeItem, facts: FeeFacts, day: date) -> Fraction:
    let_off = facts.value_on(FactKind.EXEMPT, day, item.code) if facts.dated else None
    return _WHOLE if let_off is None else Fraction(_HUNDRED - let_off, _HUNDRED)


def _rounded(item: FeeItem, steps: Sequence[Step]) -> int:
    """Round at the level that the fee says, and add up."""
    exact = [step.exact_yuan for step in steps]
    match item.rounding.level:
        case RoundingLevel.LINE:
            return item.rounding.fen(sum(exact, _NOTHING))
        case RoundingLevel.MONTH:
            return sum(item.rounding.fen(one) for one in exact)
        case RoundingLevel.YEAR:
            years: dict[int, Fraction] = {}
            for step, one in zip(steps, exact, strict=True):
                year = 0 if step.month is None else step.month.month.start.year
                years[year] = years.get(year, _NOTHING) + one
            return sum(item.rounding.fen(one) for one in years.values())


def explained(
    item: FeeItem, facts: FeeFacts, steps: Sequence[Step], *, amount_fen: int, rounded_fen: int
) -> str:
    """Write how a charge came about, so that a resident can work it out again (计费说明)."""
    text = f"{item.zh}：{_sums(item, steps)}；{item.rounding}，"
    if amount_fen != rounded_fen:
        bound = "最低" if amount_fen > rounded_fen else "最高"
        text += f"得{plain_yuan(rounded_fen)}元，{bound}{plain_yuan(amount_fen)}元，"
    text += f"应缴{plain_yuan(amount_fen)}元。"
    if item.base is Base.METER and item.meter is not None and facts.use_of(item.meter).is_estimated:
        text += "用量含估抄，下次实抄后多退少补。"
    if payer_of(facts.status, item.payer) is Payer.DEVELOPER:
        text += "房屋尚未售出或者尚未交付，由建设单位缴纳（《物业管理条例》第41条第2款）。"
    return text


def _sums(item: FeeItem, steps: Sequence[Step]) -> str:
    """Write the steps, the months together that are charged alike."""
    if len(steps) == 1:
        return _said(item, steps)
    groups = groupby(steps, key=lambda step: (step.parts, step.time, step.owed))
    return "；".join(_said(item, tuple(months)) for _, months in groups)


def _said(item: FeeItem, months: Sequence[Step]) -> str:
    step = months[0]
    unit = item.base.unit_zh if item.meter is None else item.meter.unit_zh
    per = f"每{item.per.zh}" if item.base.goes_by_months else ""
    if not step.parts:
        text = f"0{unit}"
    elif item.base is Base.CHARGE:
        ((units, share),) = step.parts
        text = f"{in_digits(units)}元×{in_percent(share)}"
    else:
        text = "＋".join(
            [f"{in_digits(units)}{unit}×{per}{in_digits(price)}元" for units, price in step.parts]
        )
    if len(step.parts) > 1:
        text = f"（{text}）"
    if step.owed != 1:
        text += f"×{in_percent(step.owed)}"
    if item.free:
        text += f"（已扣除免费的{in_digits(item.free)}{unit}）"
    first, last = months[0].month, months[-1].month
    if first is None or last is None:
        return text
    return f"{_named(first, last)}{text}{_times(item.per, step.time, len(months))}"


def _named(first: ChargedMonth, last: ChargedMonth) -> str:
    begins, ends = first.month.start, last.month.start
    text = f"{begins.year}-{begins.month:02}"
    return f"{text}：" if begins == ends else f"{text}至{ends.year}-{ends.month:02}："


def _times(per: Per, time: Fraction, months: int) -> str:
    """Write the time that is charged: `×12个月`, `×4/12年`, `×20/30个月`."""
    unit = "个月"
    if per is Per.YEAR:
        if time == _A_MONTH:
            return f"×{months}/12年"
        unit = "年"
    if time == 1:
        return "" if months == 1 else f"×{months}{unit}"
    return f"×{time}{unit}" + (f"×{months}" if months > 1 else "")
