"""Assessing late charges: what has accrued, less what was booked before (计收违约金)."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from attrs import frozen

from gongtong.core.money import format_yuan
from gongtong.core.offices import Office
from gongtong.core.periods import Span
from gongtong.core.rulings import Granted, Reason, Refused, Source, Standing
from gongtong.ledger.books.bookkeeping import reasons_against_bookkeeper
from gongtong.ledger.books.chart import LATE_CHARGE_INCOME, RECEIVABLE
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.fees.charges import Charge
from gongtong.ledger.fees.debts.debts import BookedCharge, DebtFacts, late_charges_on
from gongtong.ledger.fees.debts.instalments import InstalmentPlan, pauses_for
from gongtong.ledger.fees.debts.late_charges import Accrual, LateChargeTerms, accrual_on
from gongtong.ledger.fees.debts.late_codes import late_code, principal_of

LATE_CHARGE_RULES: Final = Source("收费规则", "违约金", standing=Standing.HOUSE)
_IN_TEN_THOUSAND: Final = 10_000


@frozen
class AssessLateCharges:
    """A request to book the late charges that have accrued through a day (计收违约金申请).

    All dwellings, or those that are named. The entry is dated on that day unless a later one is given;
    the late charges are due on the day of the entry.
    """

    through: date
    effective_on: date | None = None
    dwelling_ids: tuple[UUID, ...] = ()


@frozen
class LateChargesAssessed:
    """Late charges were booked (违约金已计收).

    `overcharged` counts charges of which more was booked before than has accrued, because a payment of
    an earlier day came in afterwards: they wait for a credit note.
    """

    through: date
    effective_on: date
    dwellings: int
    charges: int
    amount_fen: int
    overcharged: int
    entry_id: UUID | None = None


@frozen
class LateItem:
    """What has accrued on one charge, and what was booked of it before (违约金项目).

    `booked_through` is the last day through which a late charge on it was booked.
    """

    booked: BookedCharge
    accrual: Accrual
    terms: LateChargeTerms
    booked_fen: int = 0
    booked_through: date | None = None

    @property
    def new_fen(self) -> int:
        """What is still to be booked; negative where too much was (新增违约金)."""
        return self.accrual.amount_fen - self.booked_fen


@frozen
class LateFacts:
    """What is known when late charges are assessed (违约金依据)."""

    items: tuple[LateItem, ...]
    today: date
    held: Collection[Office]


@frozen
class LateAssessment:
    """The late charges that are new, the entry that books them, and what was booked too high (违约金结果)."""

    charges: tuple[Charge, ...]
    draft: Draft | None
    overcharged: int


def late_item(
    facts: DebtFacts,
    booked: BookedCharge,
    terms: LateChargeTerms,
    *,
    through: date,
    plans: Collection[InstalmentPlan] = (),
    as_of: date | None = None,
) -> LateItem:
    """Tell what has accrued on one charge through a day, and what stands booked of it (违约金项目).

    Everything that was booked counts, or with `as_of` what stood in the books at the end of that day.
    """
    pauses = pauses_for(booked.id, tuple(plans), facts, through)
    before = [one.charge for one in late_charges_on(facts, booked.id) if _stands(one, as_of)]
    return LateItem(
        booked=booked,
        accrual=accrual_on(facts, booked, terms, through=through, pauses=pauses),
        terms=terms,
        booked_fen=sum(charge.amount_fen for charge in before),
        booked_through=max(
            (charge.period.last_day for charge in before if charge.period.last_day), default=None
        ),
    )


def principals(
    facts: DebtFacts, through: date, *, as_of: date | None = None
) -> tuple[BookedCharge, ...]:
    """Give the charges on which a late charge may run: due before a day, and no late charges (计息本金)."""
    return tuple(
        booked
        for booked in facts.charges
        if _stands(booked, as_of)
        and principal_of(booked.charge.code) is None
        and (booked.charge.due_on or booked.booked_on) < through
    )


def _stands(booked: BookedCharge, as_of: date | None) -> bool:
    return booked.reversed_on is None if as_of is None else booked.stands_on(as_of)


def rule_on_late_charges(
    request: AssessLateCharges, facts: LateFacts
) -> Granted[LateAssessment] | Refused:
    """Book what has accrued and was not booked, or name every ground against it (违约金审核).

    Grounds, in this order: the office, the cashier, a day that is not over, an entry dated before the
    days that it charges.
    """
    reasons = (
        *reasons_against_bookkeeper(facts.held, act=("计收违约金", "assess late charges")),
        *_reasons_of_day(request, facts.today),
    )
    if reasons:
        return Refused(reasons)
    on = request.effective_on or request.through
    new = [
        item
        for item in facts.items
        if item.new_fen > 0
        and (item.booked_through is None or item.booked_through < request.through)
    ]
    charges = tuple(_charge(item, request.through, on) for item in new)
    return Granted(
        LateAssessment(
            charges,
            _draft(charges, request.through, on) if charges else None,
            sum(item.new_fen < 0 for item in facts.items),
        )
    )


def _reasons_of_day(request: AssessLateCharges, today: date) -> Iterator[Reason]:
    if request.through > today:
        yield Reason(
            "ledger.late_charge_in_advance",
            f"{request.through}还没有过去，不能计收违约金",
            f"{request.through} lies in the future; late charges are booked for days that have begun",
            LATE_CHARGE_RULES,
            (("through", str(request.through)),),
        )
    if request.effective_on is not None and request.effective_on < request.through:
        yield Reason(
            "ledger.late_charge_dated_too_early",
            f"凭证日期{request.effective_on}早于计收截止日{request.through}",
            f"the entry of {request.effective_on} is before {request.through}, through which it charges",
            LATE_CHARGE_RULES,
            (("effective_on", str(request.effective_on)),),
        )


def _charge(item: LateItem, through: date, on: date) -> Charge:
    principal = item.booked.charge
    first = item.accrual.spans[0].first_day
    if item.booked_through is not None:
        first = item.booked_through + timedelta(days=1)
    return Charge(
        dwelling_id=principal.dwelling_id,
        label=principal.label,
        period=Span(first, through + timedelta(days=1)),
        code=late_code(item.booked.id),
        zh="违约金",
        amount_fen=item.new_fen,
        open_fen=item.new_fen,
        fund=principal.fund,
        income_account=LATE_CHARGE_INCOME,
        explanation_zh=explain(item, through),
        due_on=on,
        payer=principal.payer,
    )


def explain(item: LateItem, through: date) -> str:
    """Write how a late charge came about, so that a resident can do the sum again (违约金说明)."""
    principal, accrual = item.booked.charge, item.accrual
    due_on = principal.due_on or item.booked.booked_on
    days = "，".join(
        f"{span.first_day}至{span.last_day}{span.days}日欠{format_yuan(span.open_fen)}元"
        for span in accrual.spans
    )
    said = [
        f"{principal.zh}{format_yuan(principal.amount_fen)}元{due_on}到期",
        days,
        f"每日万分之{item.terms.rate_per_day * _IN_TEN_THOUSAND}",
        f"截至{through}累计{format_yuan(accrual.amount_fen)}元",
    ]
    if accrual.is_capped:
        said.append("已到上限")
    if item.booked_fen:
        said.append(f"此前已计{format_yuan(item.booked_fen)}元")
    return "；".join(said)


def _draft(charges: tuple[Charge, ...], through: date, on: date) -> Draft:
    receivable: defaultdict[tuple[UUID, str], int] = defaultdict(int)
    income: defaultdict[str, int] = defaultdict(int)
    for charge in charges:
        receivable[charge.dwelling_id, charge.fund] += charge.amount_fen
        income[charge.fund] += charge.amount_fen
    return Draft(
        EntryKind.LATE_CHARGE,
        on,
        f"计收违约金，截至{through}",
        (
            *(Posting(RECEIVABLE, fund, fen, who) for (who, fund), fen in receivable.items()),
            *(Posting(LATE_CHARGE_INCOME, fund, -fen) for fund, fen in income.items()),
        ),
    )


def accrued_by_charge(items: Collection[LateItem]) -> Mapping[UUID, int]:
    """Give what has accrued on charges and is not booked, where there is any (未入账违约金)."""
    return {item.booked.id: item.new_fen for item in items if item.new_fen > 0}
