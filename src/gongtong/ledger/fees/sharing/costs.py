"""Sharing a cost among those it is for, to the fen; what is collected for others bears no margin (分摊费用).

The bill of a utility is shared as it is: what the households owe together is what the bill says, held in trust until
the utility is paid.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from attrs import frozen

from gongtong.core.digests import is_sha256
from gongtong.core.money import format_yuan
from gongtong.core.offices import Office
from gongtong.core.periods import Span
from gongtong.core.rulings import Granted, Reason, Refused, Source
from gongtong.ledger.books.bookkeeping import reasons_against_bookkeeper
from gongtong.ledger.books.chart import COMMON_FUND, HELD_IN_TRUST, SHARED_COST_INCOME, TRUST_FUND
from gongtong.ledger.books.entries import DocumentRef, Draft, EntryKind
from gongtong.ledger.fees.assessing import FEE_RULES, PASSED_THROUGH
from gongtong.ledger.fees.charges import Charge
from gongtong.ledger.fees.charging import charge_of
from gongtong.ledger.fees.drafting import Billing, advances_used, drafts_of
from gongtong.ledger.fees.policies import ChargeLine, MeterKind, Payer
from gongtong.ledger.fees.sharing.weights import ShareBy, Sharer, ShareScope, share_out
from gongtong.ledger.fees.tariffs.enactments import Enactment
from gongtong.ledger.fees.tariffs.fee_items import payer_of

AS_AGREED_OR_BY_AREA: Final = Source("民法典", "第283条", date(2021, 1, 1))
"""Costs are shared as agreed; where nothing was agreed, by area (约定优先, 无约定按面积)."""

EVERYBODY: Final = ShareScope()
_CODE: Final = re.compile(r"[a-z0-9][a-z0-9_.-]{0,39}", re.ASCII)


class CostKind(StrEnum):
    """Whose cost it is: the owners' own, or a bill that is only passed on (费用性质)."""

    OWN = "own"
    IN_TRUST = "in_trust"

    @property
    def zh(self) -> str:
        """The kind as bills write it (中文名称)."""
        return {"own": "公摊费用", "in_trust": "代收代付"}[self.value]


@frozen
class ShareCost:
    """A request to share the cost of a bill (分摊申请).

    `charged_fen` is what the households pay of it, all of it unless said. Another way of sharing than
    by area rests on an agreement, `agreed`. Of the owners' own costs the fund and the account may be named;
    what is passed through has its own.
    """

    code: str
    zh: str
    period: Span
    bill: DocumentRef
    bill_fen: int
    kind: CostKind
    by: ShareBy = ShareBy.AREA
    scope: ShareScope = EVERYBODY
    agreed: Enactment | None = None
    charged_fen: int | None = None
    free_floors: int = 1
    meter: MeterKind | None = None
    effective_on: date | None = None
    due_on: date | None = None
    payer: Payer = Payer.OWNER
    fund: str = COMMON_FUND
    income_account: str = SHARED_COST_INCOME

    @property
    def to_share_fen(self) -> int:
        """What the households pay together (分摊总额)."""
        return self.bill_fen if self.charged_fen is None else self.charged_fen

    @property
    def credited(self) -> tuple[str, str]:
        """The account and fund that are credited (贷记科目与资金)."""
        if self.kind is CostKind.IN_TRUST:
            return HELD_IN_TRUST, TRUST_FUND
        return self.income_account, self.fund


@frozen
class CostShared:
    """A cost was shared, and each who takes part owes his part (费用已分摊)."""

    cost_id: UUID
    code: str
    kind: CostKind
    bill: DocumentRef
    bill_fen: int
    charged_fen: int
    entry_ids: tuple[UUID, ...]


@frozen
class SharingFacts:
    """What is known when a cost is shared (分摊依据).

    `sharers` are those who take part, with their weights; `bills` the digests of bills that were shared by
    the same code before; `charged` as in an assessment.
    """

    sharers: tuple[Sharer, ...]
    bills: Collection[str]
    charged: Mapping[tuple[UUID, str], Collection[Span]]
    advances_fen: Mapping[tuple[UUID, str], int]
    held: Collection[Office]


@frozen
class SharedCost:
    """The charges of a shared cost and the entries that book them (分摊结果)."""

    charges: tuple[Charge, ...]
    from_advances_fen: int
    drafts: tuple[Draft, ...]


def rule_on_sharing(request: ShareCost, facts: SharingFacts) -> Granted[SharedCost] | Refused:
    """Share a cost, or name every ground against it (分摊审核).

    Grounds, in this order: the office, the cashier, a code that cannot be kept, a period without end, a bill
    without name, digest or amount, a bill that was shared before, a margin, a shortfall, another way than by
    area that nobody agreed on, nobody who takes part, a period charged before by this code.
    """
    reasons = (
        *reasons_against_bookkeeper(facts.held, act=("分摊费用", "share a cost")),
        *_reasons_of_form(request),
        *_reasons_of_bill(request, facts),
        *_reasons_of_total(request),
        *_reasons_of_agreement(request),
        *_reasons_of_sharers(request, facts),
    )
    if reasons:
        return Refused(reasons)
    charges = tuple(_charges(request, facts.sharers))
    applied = advances_used(charges, facts.advances_fen)
    is_passed_on = request.kind is CostKind.IN_TRUST
    billing = Billing(
        EntryKind.TRUST_MONEY if is_passed_on else EntryKind.COST_SHARING,
        request.effective_on or request.period.start,
        f"{request.kind.zh}：{request.zh}，{request.period}",
        f"预收转应收，{request.zh}，{request.period}",
        (request.bill,),
    )
    drafts = tuple(drafts_of(charges, applied, billing))
    return Granted(SharedCost(charges, sum(applied.values()), drafts))


def _charges(request: ShareCost, sharers: Sequence[Sharer]) -> Iterator[Charge]:
    whole = sum(one.weight for one in sharers)
    account, fund = request.credited
    agreed = f"依据：{request.agreed or AS_AGREED_OR_BY_AREA}。"
    for one, fen in zip(sharers, share_out(request.to_share_fen, sharers), strict=True):
        if fen:
            said = (
                f"{request.zh}：账单{format_yuan(request.bill_fen)}元，"
                f"分摊{format_yuan(request.to_share_fen)}元，{request.by.zh}"
                f"{one.weight}/{whole}，应缴{format_yuan(fen)}元。{agreed}"
            )
            line = ChargeLine(
                request.code,
                request.zh,
                fen,
                fund,
                account,
                said,
                request.due_on,
                payer_of(one.home.status, request.payer),
            )
            yield charge_of(one.home.id, one.home.label, request.period, line)


def _reasons_of_form(request: ShareCost) -> Iterator[Reason]:
    if not (_CODE.fullmatch(request.code) and request.zh.strip()):
        yield Reason(
            "ledger.cost_unnamed",
            "分摊费用须有代码和名称",
            "a shared cost has a code of small letters, digits, dots and hyphens, and a name",
            FEE_RULES,
            (("code", request.code),),
        )
    if request.period.end is None:
        yield Reason(
            "ledger.period_open_ended",
            "分摊期间没有截止日",
            "the period of the bill has no end",
            FEE_RULES,
        )


def _reasons_of_bill(request: ShareCost, facts: SharingFacts) -> Iterator[Reason]:
    bill = request.bill
    if not (bill.name.strip() and is_sha256(bill.digest)):
        yield Reason(
            "ledger.document_unidentified",
            f"账单“{bill.name}”缺少名称或SHA-256摘要",
            f"bill {bill.name!r} lacks a name or a SHA-256 digest in 64 hex digits",
            FEE_RULES,
            (("document", bill.name),),
        )
    if request.bill_fen <= 0:
        yield Reason(
            "ledger.bill_of_nothing",
            "账单金额应大于零",
            "a bill is over more than nothing",
            FEE_RULES,
            (("bill_fen", str(request.bill_fen)),),
        )
    if bill.digest in facts.bills:
        yield Reason(
            "ledger.bill_shared_already",
            f"账单“{bill.name}”已按“{request.code}”分摊过",
            f"the bill {bill.name!r} was shared before as {request.code!r}",
            FEE_RULES,
            (("document", bill.name), ("code", request.code)),
        )


def _reasons_of_total(request: ShareCost) -> Iterator[Reason]:
    asked, bill = request.to_share_fen, request.bill_fen
    params = (("bill_fen", str(bill)), ("charged_fen", str(asked)))
    is_passed_on = request.kind is CostKind.IN_TRUST
    if asked > bill and is_passed_on:
        yield Reason(
            "ledger.margin_on_pass_through",
            f"代收代付不得加价：账单{format_yuan(bill)}元，拟收{format_yuan(asked)}元",
            f"money passed through bears no margin: the bill says {format_yuan(bill)} yuan, "
            f"and {format_yuan(asked)} were to be collected",
            PASSED_THROUGH,
            params,
        )
    elif asked > bill:
        yield Reason(
            "ledger.shared_beyond_cost",
            f"分摊总额{format_yuan(asked)}元超过账单{format_yuan(bill)}元",
            f"{format_yuan(asked)} yuan are more than the bill of {format_yuan(bill)}",
            FEE_RULES,
            params,
        )
    elif asked < bill and is_passed_on:
        yield Reason(
            "ledger.pass_through_short",
            f"代收代付应与账单一致：账单{format_yuan(bill)}元，拟收{format_yuan(asked)}元",
            f"what is passed through is the bill, {format_yuan(bill)} yuan, not {format_yuan(asked)}",
            PASSED_THROUGH,
            params,
        )
    elif asked <= 0 < bill:
        yield Reason(
            "ledger.nothing_to_share",
            "分摊总额应大于零",
            "there is nothing to share",
            FEE_RULES,
            params,
        )


def _reasons_of_agreement(request: ShareCost) -> Iterator[Reason]:
    if request.by is not ShareBy.AREA and request.agreed is None:
        yield Reason(
            "ledger.sharing_not_agreed",
            f"{request.by.zh}分摊没有约定；没有约定的按专有部分面积分摊",
            f"nobody agreed to share by {request.by.value}; without an agreement it is by area",
            AS_AGREED_OR_BY_AREA,
            (("by", request.by.value),),
        )


def _reasons_of_sharers(request: ShareCost, facts: SharingFacts) -> Iterator[Reason]:
    if not any(one.weight for one in facts.sharers):
        yield Reason(
            "ledger.nobody_shares",
            "没有房屋参与分摊",
            "nobody takes part in the cost, or nobody's part weighs anything",
            FEE_RULES,
        )
    touched = [
        one.home.label
        for one in facts.sharers
        if any(
            span.overlaps(request.period)
            for span in facts.charged.get((one.home.id, request.code), ())
        )
    ]
    if touched:
        yield Reason(
            "ledger.period_charged_already",
            f"{len(touched)}户的“{request.code}”在{request.period}内已经计收",
            f"{len(touched)} dwellings were charged {request.code!r} within {request.period}",
            FEE_RULES,
            (("code", request.code), ("dwellings", str(len(touched)))),
        )
