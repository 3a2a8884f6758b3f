"""Assessing fees: every dwelling is charged once for a period (计收费用)."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from attrs import frozen

from gongtong.core.offices import Office
from gongtong.core.periods import Span
from gongtong.core.rulings import Granted, Reason, Refused, Source, Standing
from gongtong.ledger.books.bookkeeping import reasons_against_bookkeeper
from gongtong.ledger.books.chart import HELD_IN_TRUST, TRUST_FUND
from gongtong.ledger.books.entries import Draft, EntryKind
from gongtong.ledger.fees.charges import Charge
from gongtong.ledger.fees.charging import RuleInForce
from gongtong.ledger.fees.drafting import Billing, advances_used, drafts_of
from gongtong.ledger.fees.parts import Part
from gongtong.ledger.fees.tariffs.enactments import reasons_against_tariff

FEE_RULES: Final = Source("收费规则", "计费", standing=Standing.HOUSE)
PASSED_THROUGH: Final = Source("收费规则", "代收代付", standing=Standing.HOUSE)


@frozen
class AssessFees:
    """A request to charge every dwelling, or those of a part, for a period (计费申请).

    The entry is dated on the first day of the period unless another day is given.
    """

    period: Span
    effective_on: date | None = None
    part: Part | None = None


@frozen
class FeesAssessed:
    """The dwellings of a place, or of a part of it, were charged for a period (费用已计收).

    `already_charged` dwellings had been charged before and were left alone; `from_advances_fen` was
    paid at once out of what dwellings had paid in advance.
    """

    period: Span
    effective_on: date
    dwellings: int
    charges: int
    amount_fen: int
    already_charged: int
    from_advances_fen: int
    entry_ids: tuple[UUID, ...] = ()
    part: Part | None = None


@frozen
class AssessmentFacts:
    """What is known when fees are assessed (计费依据).

    `dwellings` counts the register, or the part of it; `rules` are those by which the `charges` were made; `charged` are the spans for
    which each dwelling was charged before, by charge code; `advances_fen` is what dwellings have paid in advance, by fund.
    """

    dwellings: int
    rules: tuple[RuleInForce, ...]
    charges: tuple[Charge, ...]
    charged: Mapping[tuple[UUID, str], Collection[Span]]
    advances_fen: Mapping[tuple[UUID, str], int]
    held: Collection[Office]


@frozen
class Assessment:
    """The charges that are new, and the entries that book them (计费结果)."""

    charges: tuple[Charge, ...]
    already_charged: int
    from_advances_fen: int
    drafts: tuple[Draft, ...]


def rule_on_assessment(
    request: AssessFees, facts: AssessmentFacts
) -> Granted[Assessment] | Refused:
    """Charge whoever was not charged yet, or name every ground against it (计费审核).

    Grounds, in this order: the office, the cashier, a period without end, an empty register, a rule
    that no decision enacted, a rule's answer that cannot be charged, money passed through with a
    margin, a charge twice in one answer, a period that cuts across one charged before.
    """
    reasons = (
        *reasons_against_bookkeeper(facts.held, act=("计收费用", "assess fees")),
        *_reasons_of_period(request, facts),
        *(
            reason
            for in_force in facts.rules
            for reason in reasons_against_tariff(in_force.rule, in_force.period)
        ),
        *_reasons_of_amount(facts.charges),
        *_reasons_of_margin(facts.charges),
        *_reasons_of_repetition(facts.charges),
        *_reasons_of_overlap(facts),
    )
    if reasons:
        return Refused(reasons)
    new = tuple(
        charge for charge in facts.charges if charge.period not in _spans_before(charge, facts)
    )
    old = {charge.dwelling_id for charge in facts.charges} - {one.dwelling_id for one in new}
    on = request.effective_on or request.period.start
    applied = advances_used(new, facts.advances_fen)
    drafts = drafts_of(new, applied, _billing(request, new, on))
    return Granted(Assessment(new, len(old), sum(applied.values()), tuple(drafts)))


def _spans_before(charge: Charge, facts: AssessmentFacts) -> Collection[Span]:
    return facts.charged.get((charge.dwelling_id, charge.code), ())


def _reasons_of_period(request: AssessFees, facts: AssessmentFacts) -> Iterator[Reason]:
    if request.period.end is None:
        yield Reason(
            "ledger.period_open_ended",
            "计费期间没有截止日",
            "the billing period has no end",
            FEE_RULES,
        )
    if not facts.dwellings and request.part is None:
        yield Reason(
            "ledger.register_empty",
            "名册中没有房屋，无法计费",
            "the register holds no dwelling to charge",
            FEE_RULES,
        )


def _reasons_of_amount(charges: Sequence[Charge]) -> Iterator[Reason]:
    for charge in charges:
        amount: object = charge.amount_fen
        if type(amount) is not int or amount < 0:
            yield Reason(
                "ledger.charge_not_an_amount",
                f"{charge.label}的“{charge.zh}”不是大于零的整数分金额",
                f"{charge.label}: the charge {charge.code!r} is no positive whole number of fen",
                FEE_RULES,
                (("dwelling", str(charge.label)), ("code", charge.code)),
            )


def _reasons_of_margin(charges: Sequence[Charge]) -> Iterator[Reason]:
    """Refuse to earn with money that is only passed on, or to pass on what is earned."""
    mixed = {
        (charge.code, charge.zh, charge.fund, charge.income_account)
        for charge in charges
        if (charge.fund == TRUST_FUND) is not (charge.income_account == HELD_IN_TRUST)
    }
    for code, zh, fund, account in sorted(mixed):
        yield Reason(
            "ledger.margin_on_pass_through",
            f"“{zh}”：代收代付的款项只能记入科目{HELD_IN_TRUST}和资金“{TRUST_FUND}”，不得作为收入",
            f"{code!r}: money passed through is held on account {HELD_IN_TRUST} in fund {TRUST_FUND!r} and is "
            f"no income; the rule names account {account!r} and fund {fund!r}",
            PASSED_THROUGH,
            (("code", code), ("fund", fund), ("account", account)),
        )


def _reasons_of_repetition(charges: Sequence[Charge]) -> Iterator[Reason]:
    counted = Counter((charge.label, charge.code, charge.period) for charge in charges)
    for (label, code, period), times in counted.items():
        if times > 1:
            yield Reason(
                "ledger.charge_repeated",
                f"收费标准对{label}的“{code}”{period}给出了{times}笔",
                f"the fee rule charges {label} {times} times for {code!r} in one period",
                FEE_RULES,
                (("dwelling", str(label)), ("code", code)),
            )


def _reasons_of_overlap(facts: AssessmentFacts) -> Iterator[Reason]:
    cut: Counter[tuple[str, Span, Span]] = Counter(
        (charge.code, charge.period, span)
        for charge in facts.charges
        for span in _spans_before(charge, facts)
        if span != charge.period and span.overlaps(charge.period)
    )
    for (code, period, span), dwellings in sorted(cut.items()):
        yield Reason(
            "ledger.period_charged_already",
            f"{dwellings}户的“{code}”已按{span}计费，与{period}重叠",
            f"{dwellings} dwellings were charged {code!r} for {span}, which cuts across {period}",
            FEE_RULES,
            (("code", code), ("charged", str(span)), ("dwellings", str(dwellings))),
        )


def _billing(request: AssessFees, charges: Sequence[Charge], on: date) -> Billing:
    names = "、".join(dict.fromkeys(charge.zh for charge in charges))
    part = "" if request.part is None else f"（房号{request.part}）"
    return Billing(
        EntryKind.ASSESSMENT,
        on,
        f"计收{names}，{request.period}{part}",
        f"预收转应收，{request.period}{part}",
    )
