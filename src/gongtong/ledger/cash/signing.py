"""The rule for signing a month's count (盘点签字审核)."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from gongtong.core.money import format_yuan
from gongtong.core.periods import local_day
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.ledger.books.bookkeeping import reasons_against_bookkeeper
from gongtong.ledger.books.periods import Period
from gongtong.ledger.cash.counting import (
    COUNT_RULES,
    CountedFigure,
    CountFacts,
    CountSide,
    CountSignature,
    CountSigned,
    SignCount,
)
from gongtong.ledger.cash.noting import reasons_of_length
from gongtong.ledger.cash.two_people import (
    days_between,
    reasons_against_keeper_of_money,
    reasons_of_one_hand,
)

_ACT = ("在盘点表上签字", "sign the count")


def rule_on_count(
    request: SignCount, facts: CountFacts, *, now: datetime
) -> Granted[CountSigned] | Refused:
    """Take one side's signature, or name every ground against it (盘点签字审核).

    Grounds, in this order: the office, money and books in one hand, the same hands as the other
    signature, a month that is not over, before the books, or closed, an account that is missing,
    stands twice or is not in use, pieces that do not come to the figure, a figure that is not the
    ledger's, figures that were signed already, a change without a reason.
    """
    month = facts.sheet.month
    reasons = (
        *_reasons_of_side(request, facts),
        *_reasons_of_month(month, facts),
        *_reasons_of_accounts(request, facts),
        *(
            _reasons_of_pieces(request, facts)
            if request.side is CountSide.CASHIER
            else _reasons_of_ledger(request, facts)
        ),
        *_reasons_of_change(request, facts),
    )
    if reasons:
        return Refused(reasons)
    figures = tuple(sorted(request.figures, key=lambda figure: figure.account))
    before = facts.sheet.last_of(request.side)
    signature = CountSignature(
        number=len(facts.sheet.signatures) + 1,
        side=request.side,
        figures=figures,
        signed_by=facts.actor,
        signed_at=now,
        reason=request.reason.strip(),
    )
    changed = before is not None and before.figures != figures
    lapsed = changed and request.side.other in facts.sheet.standing
    return Granted(CountSigned(str(month), signature, lapsed))


def month_asked(label: str) -> Granted[Period] | Refused:
    """Read the month that is to be counted, such as ``2025-03`` (应盘点月份)."""
    try:
        month = Period.parse(label)
    except ValueError:
        month = None
    if month is None or month.is_year:
        return Refused(
            (
                Reason(
                    "ledger.no_such_month",
                    f"“{label}”不是月份，月份写作2025-03",
                    f"{label!r} is no month; a month is written 2025-03",
                    COUNT_RULES,
                    (("month", label),),
                ),
            )
        )
    return Granted(month)


def _reasons_of_side(request: SignCount, facts: CountFacts) -> Iterator[Reason]:
    if request.side is CountSide.CASHIER:
        yield from reasons_against_keeper_of_money(facts.held, act=_ACT)
    else:
        yield from reasons_against_bookkeeper(facts.held, act=_ACT)
    other = facts.sheet.last_of(request.side.other)
    if other is not None:
        did = {other.signed_by: f"{other.side.zh}签字"}
        days = days_between(local_day(other.signed_at), facts.today)
        yield from reasons_of_one_hand(facts.actor, did, facts.hands, days)


def _reasons_of_month(month: Period, facts: CountFacts) -> Iterator[Reason]:
    at = (("month", str(month)),)
    last_day = month.last_day
    if facts.today < last_day:
        yield Reason(
            "ledger.count_too_early",
            f"{month}尚未结束，不能盘点签字",
            f"{month} is not a month that is over",
            COUNT_RULES,
            at,
        )
    if last_day < facts.opened_on:
        yield Reason(
            "ledger.before_opening",
            f"{month}早于建账日{facts.opened_on}",
            f"{month} is before the books were opened on {facts.opened_on}",
            COUNT_RULES,
            at,
        )
    if {month, Period(month.year)} & set(facts.closed):
        yield Reason(
            "ledger.month_closed",
            f"{month}已结账，盘点表不再改签",
            f"{month} is closed; its count is not signed any more",
            COUNT_RULES,
            at,
        )


def _reasons_of_accounts(request: SignCount, facts: CountFacts) -> Iterator[Reason]:
    signed = Counter(figure.account for figure in request.figures)
    for code, zh, en, accounts in (
        ("missing", "盘点表缺科目", "is missing on the count", set(facts.accounts) - {*signed}),
        ("not_in_use", "盘点表多出科目", "is not in use", {*signed} - set(facts.accounts)),
        ("twice", "盘点表重复科目", "stands twice", {a for a, n in signed.items() if n > 1}),
        ("mixed", "有多种货币、没有单一数额的科目", "holds several currencies", set(facts.mixed)),
    ):
        for account in sorted(accounts):
            yield Reason(
                f"ledger.count_account_{code}",
                f"{zh}{account}",
                f"account {account} {en}",
                COUNT_RULES,
                (("account", account),),
            )


def _reasons_of_pieces(request: SignCount, facts: CountFacts) -> Iterator[Reason]:
    for figure in request.figures:
        at = (("account", figure.account),)
        if figure.account not in facts.rule.counted:
            if figure.pieces:
                yield Reason(
                    "ledger.pieces_of_no_box",
                    f"{figure.account}不是现金，不按张数清点",
                    f"{figure.account} is no cash box; it has no pieces",
                    facts.rule.source,
                    at,
                )
            continue
        yield from _reasons_of_kinds(figure, facts)
        counted_fen = sum(pieces.piece_fen * pieces.number for pieces in figure.pieces)
        if counted_fen != figure.amount_fen:
            yield Reason(
                "ledger.pieces_differ",
                f"清点合计{format_yuan(counted_fen)}元，与填报{format_yuan(figure.amount_fen)}元不符",
                f"the pieces come to {format_yuan(counted_fen)} yuan, not {format_yuan(figure.amount_fen)}",
                facts.rule.source,
                (*at, ("counted_fen", str(counted_fen))),
            )


def _reasons_of_kinds(figure: CountedFigure, facts: CountFacts) -> Iterator[Reason]:
    kinds = Counter(pieces.piece_fen for pieces in figure.pieces)
    for pieces in figure.pieces:
        unknown = pieces.piece_fen not in facts.rule.pieces_fen
        if unknown or pieces.number < 0 or kinds[pieces.piece_fen] > 1:
            yield Reason(
                "ledger.unknown_piece",
                f"面额{format_yuan(pieces.piece_fen)}元×{pieces.number}有误：没有这种面额、张数为负或重复填写",
                f"{pieces.number} pieces of {format_yuan(pieces.piece_fen)} yuan: no such piece, below zero, or twice",
                facts.rule.source,
                (("account", figure.account), ("piece_fen", str(pieces.piece_fen))),
            )


def _reasons_of_ledger(request: SignCount, facts: CountFacts) -> Iterator[Reason]:
    for figure in request.figures:
        booked_fen = facts.ledger_fen.get(figure.account, 0)
        if figure.amount_fen != booked_fen:
            yield Reason(
                "ledger.not_the_balance",
                f"{figure.account}账面余额是{format_yuan(booked_fen)}元，不是{format_yuan(figure.amount_fen)}元",
                f"the ledger says {format_yuan(booked_fen)} yuan for {figure.account}, not {format_yuan(figure.amount_fen)}",
                COUNT_RULES,
                (("account", figure.account), ("booked_fen", str(booked_fen))),
            )


def _reasons_of_change(request: SignCount, facts: CountFacts) -> Iterator[Reason]:
    figures = tuple(sorted(request.figures, key=lambda figure: figure.account))
    before = facts.sheet.last_of(request.side)
    holding = facts.sheet.standing.get(request.side)
    if holding is not None and holding.figures == figures:
        yield Reason(
            "ledger.signed_already",
            "相同数额已签字",
            "these figures are signed already",
            COUNT_RULES,
            (("month", str(facts.sheet.month)),),
        )
    if before is not None and before.figures != figures and not request.reason.strip():
        yield Reason(
            "ledger.change_without_reason",
            "更改已签字的数额须写明原因，并由双方重签",
            "a change of signed figures states its reason, and both sign again",
            COUNT_RULES,
            (("month", str(facts.sheet.month)),),
        )
    yield from reasons_of_length(request.reason, "原因", "reason", needed=False)
