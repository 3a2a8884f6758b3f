"""Moving money from one fund to another, which takes a ruling of its own (资金调拨)."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from attrs import frozen

from gongtong.core.money import format_yuan
from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.ledger.books.accounts import Account, Fund
from gongtong.ledger.books.bookkeeping import reasons_against_bookkeeper
from gongtong.ledger.books.chart import FUND_TRANSFERS
from gongtong.ledger.books.entries import (
    MOST_NARRATION,
    DocumentRef,
    Draft,
    Entry,
    EntryKind,
    Posting,
)
from gongtong.ledger.sources import FUND_RULES


@frozen
class AllowedTransfer:
    """A pair of funds between which a place lets money move, and how much (准许的调拨).

    `most_fen` bounds one transfer and `most_in_year_fen` all of a calendar year, both in fen; without
    a figure there is no bound. `decision_needed` asks for a decision of a fund that is not restricted.
    """

    giver: str
    taker: str
    most_fen: int | None = None
    most_in_year_fen: int | None = None
    decision_needed: bool = False


@frozen
class FundTransfers:
    """Which transfers between funds a place allows (资金调拨规定).

    Pairs that are `listed` are allowed as they say. Others are allowed where `others_allowed` and
    refused where not. A restricted fund (专款专用) gives on a named decision alone, whatever is
    listed here.
    """

    listed: tuple[AllowedTransfer, ...] = ()
    others_allowed: bool = True

    def between(self, giver: str, taker: str) -> AllowedTransfer | None:
        """Give what holds for a pair of funds, or nothing where it is not allowed (适用的调拨规定)."""
        for pair in self.listed:
            if (pair.giver, pair.taker) == (giver, taker):
                return pair
        return AllowedTransfer(giver, taker) if self.others_allowed else None


@frozen
class TransferBetweenFunds:
    """A request to move money from one fund to another (资金调拨申请).

    The money leaves `from_account` in the giving fund and comes to `to_account` in the taking one;
    without a `to_account` it stays where it lies and only changes its purpose. `decision` names the
    vote or ruling it rests on. `amount_fen` is positive, in fen.
    """

    from_fund: str
    to_fund: str
    amount_fen: int
    from_account: str
    effective_on: date
    reason: str
    to_account: str = ""
    decision: str = ""
    documents: tuple[DocumentRef, ...] = ()


@frozen
class FundsTransferred:
    """Money was moved from one fund to another (资金已调拨)."""

    entry: Entry
    from_fund: str
    to_fund: str
    amount_fen: int
    decision: str


@frozen
class TransferFacts:
    """What is known when a transfer is ruled on (调拨依据).

    `available_fen` is what the giving account holds in the giving fund less what is reserved there;
    `moved_in_year_fen` what went between the two funds in the year of the transfer, reversed
    transfers left out.
    """

    held: Collection[Office]
    accounts: Mapping[str, Account]
    funds: Mapping[str, Fund]
    rule: FundTransfers
    available_fen: int = 0
    moved_in_year_fen: int = 0


def rule_on_transfer(
    request: TransferBetweenFunds, facts: TransferFacts
) -> Granted[Draft] | Refused:
    """Give the entry that moves the money, or every ground against it (资金调拨审核).

    Grounds, in this order: the office, the cashier, the reason, the amount, the funds, the accounts,
    whether the place allows it, on which decision, up to how much, and whether the money is there.
    """
    reasons = (
        *reasons_against_bookkeeper(facts.held, act=("调拨资金", "transfer between funds")),
        *_reasons_of_form(request),
        *_reasons_of_funds(request, facts),
        *_reasons_of_accounts(request, facts),
        *_reasons_of_permission(request, facts),
        *_reasons_of_cover(request, facts),
    )
    if reasons:
        return Refused(reasons)
    return Granted(_draft(request, facts))


def _draft(request: TransferBetweenFunds, facts: TransferFacts) -> Draft:
    giver, taker = facts.funds[request.from_fund], facts.funds[request.to_fund]
    by = f"（依据：{request.decision.strip()}）" if request.decision.strip() else ""
    narration = f"资金调拨：{giver.zh}→{taker.zh}，{request.reason.strip()}{by}"
    fen = request.amount_fen
    return Draft(
        EntryKind.TRANSFER,
        request.effective_on,
        narration[:MOST_NARRATION],
        (
            Posting(FUND_TRANSFERS, giver.code, fen),
            Posting(request.from_account, giver.code, -fen),
            Posting(request.to_account or request.from_account, taker.code, fen),
            Posting(FUND_TRANSFERS, taker.code, -fen),
        ),
        request.documents,
    )


def _reasons_of_form(request: TransferBetweenFunds) -> Iterator[Reason]:
    if not request.reason.strip():
        yield Reason(
            "ledger.transfer_without_reason",
            "资金调拨须写明用途",
            "a transfer between funds states its reason",
            FUND_RULES,
        )
    amount: object = request.amount_fen
    if type(amount) is not int or amount <= 0:
        yield Reason(
            "ledger.amount_not_positive",
            "调拨金额必须是以分为单位的正整数",
            "the amount of a transfer is a positive whole number of fen",
            FUND_RULES,
        )


def _reasons_of_funds(request: TransferBetweenFunds, facts: TransferFacts) -> Iterator[Reason]:
    for code in dict.fromkeys((request.from_fund, request.to_fund)):
        if code not in facts.funds:
            yield Reason(
                "ledger.fund_unknown",
                f"没有资金“{code}”",
                f"there is no fund {code!r}",
                FUND_RULES,
                (("fund", code),),
            )
    if request.from_fund == request.to_fund:
        yield Reason(
            "ledger.transfer_within_fund",
            f"调出与调入是同一资金“{request.from_fund}”",
            f"fund {request.from_fund!r} would give to itself",
            FUND_RULES,
            (("fund", request.from_fund),),
        )
    giver, taker = facts.funds.get(request.from_fund), facts.funds.get(request.to_fund)
    if giver is not None and taker is not None and giver.currency != taker.currency:
        yield Reason(
            "ledger.transfer_between_currencies",
            f"资金“{giver.zh}”以{giver.currency}记账，“{taker.zh}”以{taker.currency}记账，不能直接调拨",
            f"fund {giver.code!r} is kept in {giver.currency}, {taker.code!r} in {taker.currency}",
            FUND_RULES,
            (("from", giver.currency), ("to", taker.currency)),
        )


def _reasons_of_accounts(request: TransferBetweenFunds, facts: TransferFacts) -> Iterator[Reason]:
    named = dict.fromkeys((request.from_account, request.to_account or request.from_account))
    for code in named:
        account = facts.accounts.get(code)
        if account is None or not account.holds_money:
            yield Reason(
                "ledger.not_a_money_account",
                f"“{code}”不是货币资金科目",
                f"{code!r} is no account that holds money",
                FUND_RULES,
                (("account", code),),
            )


def _reasons_of_permission(request: TransferBetweenFunds, facts: TransferFacts) -> Iterator[Reason]:
    pair = facts.rule.between(request.from_fund, request.to_fund)
    giver = facts.funds.get(request.from_fund)
    at = (("from", request.from_fund), ("to", request.to_fund))
    if pair is None:
        yield Reason(
            "ledger.transfer_not_allowed",
            f"本地规定不准许从“{request.from_fund}”向“{request.to_fund}”调拨",
            f"the place allows no transfer from {request.from_fund!r} to {request.to_fund!r}",
            FUND_RULES,
            at,
        )
    restricted = giver is not None and giver.restricted
    needed = restricted or (pair is not None and pair.decision_needed)
    if needed and not request.decision.strip():
        yield Reason(
            "ledger.transfer_without_decision",
            f"“{request.from_fund}”{'为专用资金，' if restricted else ''}调出须注明依据的表决或决定",
            f"money leaves {request.from_fund!r} only on a vote or a decision that is named",
            FUND_RULES,
            at,
        )
    if pair is not None and type(request.amount_fen) is int:
        yield from _reasons_of_limits(request, pair, facts.moved_in_year_fen)


def _reasons_of_limits(
    request: TransferBetweenFunds, pair: AllowedTransfer, moved_fen: int
) -> Iterator[Reason]:
    year = request.effective_on.year
    asked = (
        ("ledger.transfer_above_limit", pair.most_fen, request.amount_fen, "单次", "one transfer"),
        (
            "ledger.transfers_above_year_limit",
            pair.most_in_year_fen,
            moved_fen + request.amount_fen,
            f"{year}年累计",
            f"the transfers of {year}",
        ),
    )
    for code, most, fen, zh, en in asked:
        if most is not None and fen > most:
            yield Reason(
                code,
                f"{zh}调拨{format_yuan(fen)}元，超过上限{format_yuan(most)}元",
                f"{en} would come to {format_yuan(fen)} yuan, above {format_yuan(most)}",
                FUND_RULES,
                (("amount_fen", str(fen)), ("most_fen", str(most))),
            )


def _reasons_of_cover(request: TransferBetweenFunds, facts: TransferFacts) -> Iterator[Reason]:
    if type(request.amount_fen) is int and request.amount_fen > facts.available_fen:
        short_fen = request.amount_fen - facts.available_fen
        yield Reason(
            "ledger.transfer_not_covered",
            f"资金“{request.from_fund}”在{request.from_account}上不足，还差{format_yuan(short_fen)}元",
            f"fund {request.from_fund!r} has {format_yuan(short_fen)} yuan too little in {request.from_account}",
            FUND_RULES,
            (
                ("fund", request.from_fund),
                ("account", request.from_account),
                ("short_fen", str(short_fen)),
            ),
        )
