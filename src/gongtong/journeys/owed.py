"""What households owe by an agreement, in the books: charged when it is due, fulfilled when it is paid (协议欠款入账)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Final
from uuid import UUID

from attrs import frozen

from gongtong.core.periods import Span
from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Reason, Refused, Source, Standing
from gongtong.ledger.books.chart import HELD_IN_TRUST, TRUST_FUND
from gongtong.ledger.fees.charges import Charge
from gongtong.mediation.obligations.duty import DutyKind, Obligation
from gongtong.mediation.obligations.obligation_machine import ObligationState
from gongtong.mediation.obligations.performing import PerformanceLine

AGREEMENT_AND_BOOKS: Final = Source("调解协议入账规则", standing=Standing.HOUSE)
_OWED: Final = frozenset((ObligationState.DUE, ObligationState.OVERDUE, ObligationState.BREACHED))
_ONE_DAY: Final = timedelta(days=1)


@frozen
class ChargeObligations:
    """A request to charge in the books what households owe by an agreement and what is due of it (协议欠款计收申请).

    Money that is only passed on goes to `fund` by way of `account`.
    """

    case: str
    fund: str = TRUST_FUND
    account: str = HELD_IN_TRUST


@frozen
class ObligationsCharged:
    """What households owe by an agreement stands in the books (协议欠款已计收)."""

    case: str
    numbers: tuple[int, ...]
    amount_fen: int
    entry_ids: tuple[UUID, ...]


@frozen
class SettleObligations:
    """A request to find in the books which obligations were paid (协议欠款核销申请)."""

    case: str


@frozen
class ObligationsSettled:
    """These obligations were paid, in the books; `unlocked` are due because of it (协议欠款已核销)."""

    case: str
    numbers: tuple[int, ...]
    amount_fen: int
    unlocked: tuple[int, ...]


def charge_code(case: str, number: int) -> str:
    """Give the code under which an obligation stands in the books (应收代码)."""
    return f"owed-{hashlib.sha256(case.encode()).hexdigest()[:12]}-{number}"


def charges_for(
    request: ChargeObligations,
    obligations: Iterable[Obligation],
    dwellings: Mapping[DwellingLabel, UUID],
    charged: Iterable[str],
) -> Granted[tuple[tuple[int, Charge], ...]] | Refused:
    """Make the charges of what is due and was not charged yet (协议欠款计收审核).

    Grounds, in this order: dwellings that the register does not have, nothing to charge.
    """
    known = set(charged)
    wanted = [
        one
        for one in obligations
        if one.duty.kind is DutyKind.MONEY
        and one.binds
        and one.state in _OWED
        and one.duty.debtor.household is not None
        and charge_code(request.case, one.number) not in known
    ]
    strangers = sorted(
        label
        for one in wanted
        if (label := one.duty.debtor.household) is not None and label not in dwellings
    )
    if strangers:
        named = "、".join(str(label) for label in strangers[:9])
        return Refused(
            (_reason("unknown_dwelling", f"名册中没有：{named}", f"not in the register: {named}"),)
        )
    if not wanted:
        return Refused(
            (_reason("nothing_to_charge", "没有到期未入账的义务", "nothing is to be charged"),)
        )
    return Granted(tuple((one.number, _charge(request, one, dwellings)) for one in wanted))


def paid_lines(
    case: str, obligations: Mapping[int, Obligation], charges: Iterable[Charge]
) -> tuple[PerformanceLine, ...]:
    """Say what the books show was paid of obligations since it was entered last (账上付款)."""
    by_code = {charge.code: charge for charge in charges}
    found = []
    for number, one in obligations.items():
        charge = by_code.get(charge_code(case, number))
        if charge is None or not one.state.is_open or one.unlocked_on is None:
            continue
        newly = charge.amount_fen - charge.open_fen - one.paid_fen
        if newly > 0:
            told = f"{charge.id}/{charge.amount_fen - charge.open_fen}"
            evidence = hashlib.sha256(told.encode()).hexdigest()
            found.append(PerformanceLine(number, one.unlocked_on, evidence, newly))
    return tuple(found)


def _charge(
    request: ChargeObligations, one: Obligation, dwellings: Mapping[DwellingLabel, UUID]
) -> Charge:
    label, next_due = one.duty.debtor.household, one.next_due()
    if label is None or one.unlocked_on is None or next_due is None:
        raise TypeError(f"obligation {one.number} is not owed by a household yet")
    return Charge(
        dwelling_id=dwellings[label],
        label=label,
        period=Span(one.unlocked_on, next_due.on + _ONE_DAY),
        code=charge_code(request.case, one.number),
        zh="调解协议约定款项",
        amount_fen=one.open_fen,
        open_fen=one.open_fen,
        fund=request.fund,
        income_account=request.account,
        explanation_zh=f"案件{request.case}第{one.number}项",
        due_on=next_due.on,
    )


def _reason(code: str, zh: str, en: str) -> Reason:
    return Reason(f"journeys.{code}", zh, en, AGREEMENT_AND_BOOKS)
