"""Moving what a payment credited to the wrong dwelling: in one entry, by another hand, with a reason (收款改户)."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Final
from uuid import UUID

from attrs import frozen

from gongtong.core.money import format_yuan
from gongtong.core.offices import Office
from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Reason, Refused, Source, Standing
from gongtong.ledger.books.chart import ADVANCES, RECEIVABLE
from gongtong.ledger.books.entries import MOST_NARRATION, Draft, Entry, EntryKind, Posting
from gongtong.ledger.books.reversals import MAY_REVERSE
from gongtong.ledger.duties import reasons_against_cashier, reasons_of_office
from gongtong.ledger.payments.booking import credits_to_dwelling

MOVING_RULES: Final = Source("收款规则", "改户", standing=Standing.HOUSE)
_ACT: Final = ("收款改户", "move a payment to another dwelling")
_RECEIPTS: Final = frozenset({EntryKind.RECEIPT, EntryKind.REASSIGNMENT})


@frozen
class ReassignPayment:
    """A request to move what an entry credited to one dwelling to another (收款改户申请).

    Whoever runs it approves it, and is somebody else than who booked the entry. It is dated today
    unless another day is given.
    """

    entry_id: UUID
    from_dwelling_id: UUID
    to_dwelling_id: UUID
    reason: str
    effective_on: date | None = None


@frozen
class PaymentReassigned:
    """A payment was moved to the dwelling that it was for (收款已改户)."""

    received_by: UUID
    entry_id: UUID
    from_dwelling_id: UUID
    to_dwelling_id: UUID
    amount_fen: int
    reason: str
    approved_by: str


@frozen
class MovingFacts:
    """What is known of a payment that is to be moved (改户依据).

    `credit_fen` is what the wrong dwelling still has ahead, by fund; `owed_fen` what the right one
    owes; `mover` is the entry that moved this credit already, and `reversed_by` the one that undid it.
    """

    entry: Entry
    label: DwellingLabel | None
    credit_fen: Mapping[str, int]
    owed_fen: Mapping[str, int]
    mover: UUID | None
    reversed_by: UUID | None
    money_accounts: Collection[str]
    today: date
    actor: str
    held: Collection[Office]

    def credited(self, dwelling_id: UUID) -> Mapping[tuple[str, str], int]:
        """Give what the entry credited to a dwelling, by account and fund (贷记金额)."""
        credited: defaultdict[tuple[str, str], int] = defaultdict(int)
        for posting in self.entry.postings:
            if posting.dwelling_id == dwelling_id and posting.account in {RECEIVABLE, ADVANCES}:
                credited[posting.account, posting.fund] -= posting.amount_fen
        return {at: fen for at, fen in sorted(credited.items()) if fen > 0}


def rule_on_moving(request: ReassignPayment, facts: MovingFacts) -> Granted[Draft] | Refused:
    """Draft the entry that moves a payment, or name every ground against it (改户审核).

    Grounds, in this order: the office, the cashier, the same hand, no reason, no receipt, reversed or
    moved already, nothing credited to that dwelling, the same dwelling, one that is not there, credit
    that has been used, a day before the payment.
    """
    reasons = (
        *reasons_of_office(facts.held, MAY_REVERSE, MOVING_RULES, act=_ACT),
        *reasons_against_cashier(facts.held, act=_ACT),
        *_reasons_of_hand(request, facts),
        *_reasons_of_entry(facts),
        *_reasons_of_dwellings(request, facts),
        *_reasons_of_credit(request, facts),
    )
    if reasons:
        return Refused(reasons)
    narration = f"凭证{facts.entry.label}改入{facts.label}：{request.reason.strip()}"
    return Granted(
        Draft(
            EntryKind.REASSIGNMENT,
            request.effective_on or facts.today,
            narration[:MOST_NARRATION],
            tuple(_postings(request, facts)),
            facts.entry.documents,
        )
    )


def _postings(request: ReassignPayment, facts: MovingFacts) -> Iterator[Posting]:
    """Debit the one, credit the other, and let money follow from fund to fund."""
    credited = facts.credited(request.from_dwelling_id)
    rest: defaultdict[str, int] = defaultdict(int)
    for (account, fund), fen in credited.items():
        yield Posting(account, fund, fen, request.from_dwelling_id)
        rest[fund] += fen
    total_fen = sum(credited.values())
    main_fund = max(rest, key=lambda fund: (rest[fund], fund))
    for posting in credits_to_dwelling(
        request.to_dwelling_id, total_fen, facts.owed_fen, advance_fund=main_fund
    ):
        yield posting
        rest[posting.fund] += posting.amount_fen
    account = _money_account(facts)
    for fund, fen in sorted(rest.items()):
        if fen:
            yield Posting(account, fund, -fen, None, f"改户{facts.entry.label}")


def _money_account(facts: MovingFacts) -> str:
    """The account through which money crosses funds: the one that the payment came into."""
    came_into = [one.account for one in facts.entry.postings if one.account in facts.money_accounts]
    return came_into[0] if came_into else min(facts.money_accounts)


def _reasons_of_hand(request: ReassignPayment, facts: MovingFacts) -> Iterator[Reason]:
    if facts.actor == facts.entry.booked_by:
        yield _reason(
            "ledger.moved_by_same_hand",
            f"凭证{facts.entry.label}由本人记账，须由他人办理改户",
            f"entry {facts.entry.label} was booked by the same person; somebody else moves it",
        )
    if not request.reason.strip():
        yield _reason("ledger.moving_without_reason", "没有写明改户理由", "no reason is given")


def _reasons_of_entry(facts: MovingFacts) -> Iterator[Reason]:
    label = facts.entry.label
    if facts.entry.kind not in _RECEIPTS:
        yield _reason(
            "ledger.entry_is_no_receipt",
            f"凭证{label}不是收款凭证",
            f"entry {label} is {facts.entry.kind.value}, no receipt",
        )
    if facts.reversed_by is not None:
        yield _reason(
            "ledger.already_reversed", f"凭证{label}已冲销", f"entry {label} has been reversed"
        )
    if facts.mover is not None:
        yield _reason(
            "ledger.moved_already",
            f"凭证{label}已经改户；请改动改户凭证",
            f"entry {label} was moved already; move what moved it instead",
        )


def _reasons_of_dwellings(request: ReassignPayment, facts: MovingFacts) -> Iterator[Reason]:
    if not facts.credited(request.from_dwelling_id):
        yield _reason(
            "ledger.nothing_credited",
            f"凭证{facts.entry.label}没有记入这一户",
            f"entry {facts.entry.label} credits nothing to that dwelling",
            ("dwelling", str(request.from_dwelling_id)),
        )
    if request.from_dwelling_id == request.to_dwelling_id:
        yield _reason("ledger.moved_to_itself", "改入同一户", "it is moved to the same dwelling")
    if facts.label is None:
        yield _reason(
            "ledger.dwelling_unknown",
            "名册中没有这一户",
            "there is no such dwelling in the register",
            ("dwelling", str(request.to_dwelling_id)),
        )


def _reasons_of_credit(request: ReassignPayment, facts: MovingFacts) -> Iterator[Reason]:
    for (account, fund), fen in facts.credited(request.from_dwelling_id).items():
        left_fen = facts.credit_fen.get(fund, 0)
        if account == ADVANCES and left_fen < fen:
            yield _reason(
                "ledger.credit_used_already",
                f"预收{format_yuan(fen)}元只剩{format_yuan(left_fen)}元；请先冲销抵扣凭证",
                f"of {format_yuan(fen)} paid ahead {format_yuan(left_fen)} is left; "
                "reverse first what used it",
                ("fund", fund),
            )
    on = request.effective_on
    if on is not None and on < facts.entry.effective_on:
        yield _reason(
            "ledger.moved_before_payment",
            f"改户日期{on}早于收款日期{facts.entry.effective_on}",
            f"{on} is before the payment of {facts.entry.effective_on}",
        )


def _reason(code: str, zh: str, en: str, *params: tuple[str, str]) -> Reason:
    return Reason(code, zh, en, MOVING_RULES, params)
