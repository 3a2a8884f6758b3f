"""Matches between a book and the ledger, made by the rule or by hand, and taken apart (勾对记录)."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from attrs import frozen

from gongtong.core.money import format_yuan
from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.ledger.books.accounts import Account
from gongtong.ledger.duties import reasons_against_cashier, reasons_of_office
from gongtong.ledger.reconciling.pairing import BookLine, PairedBy
from gongtong.ledger.reconciling.policies import RECONCILING_RULES

MAY_MATCH: Final = frozenset({Office.KEEPER_OF_BOOKS, Office.SUPERVISOR})
"""Who may say what is the same money; the cashier does not check himself (勾对人)."""
MOST_REASON: Final = 200


class Against(StrEnum):
    """What the ledger is compared with (对账对象)."""

    CASH_BOOK = "cash_book"
    STATEMENT = "statement"

    @property
    def zh(self) -> str:
        """The other book as residents call it (中文名称)."""
        return {Against.CASH_BOOK: "出纳日记账", Against.STATEMENT: "银行或钱包对账单"}[self]


class BookSide(StrEnum):
    """In which of the two books a line stands (账簿方)."""

    OTHER = "other"
    LEDGER = "ledger"


@frozen
class MatchBooks:
    """A request to match what is certain between a book and the ledger (逐笔勾对申请)."""

    account: str
    against: Against


@frozen
class BooksMatched:
    """What is certain was matched; the rest waits (已逐笔勾对).

    `matched` counts the new matches by their ground.
    """

    account: str
    against: Against
    matched: Mapping[str, int]
    open_other: int
    open_ledger: int


@frozen
class MatchByHand:
    """A request to say that these lines are the same money, and why (人工勾对申请).

    Lines of one book may be several; both sides come to the same. Lines of one book alone cancel each
    other.
    """

    account: str
    against: Against
    other: tuple[str, ...]
    ledger: tuple[str, ...]
    reason: str


@frozen
class Match:
    """Lines that are the same money, who said so, and who took them apart again (勾对记录)."""

    id: UUID
    account: str
    against: Against
    by: PairedBy
    other: tuple[str, ...]
    ledger: tuple[str, ...]
    made_by: str
    made_at: datetime
    reason: str = ""
    undone_by: str = ""
    undone_at: datetime | None = None
    undone_because: str = ""

    @property
    def is_live(self) -> bool:
        """Whether nobody has taken it apart (是否有效)."""
        return self.undone_at is None


@frozen
class MatchedByHand:
    """A person said that lines are the same money (已人工勾对)."""

    match: Match


@frozen
class Unmatch:
    """A request to take a match apart, with the reason (取消勾对申请)."""

    match_id: UUID
    reason: str


@frozen
class Unmatched:
    """A match was taken apart; its lines wait again (勾对已取消)."""

    match: Match


@frozen
class MatchStamp:
    """What a match is given when it is made (勾对戳记)."""

    id: UUID
    made_by: str
    made_at: datetime


@frozen
class HandFacts:
    """What is known when lines are matched by hand (人工勾对依据).

    `other` and `ledger` are the lines of the two books by id, `taken` those that are matched already,
    by side.
    """

    held: Collection[Office]
    other: Mapping[str, BookLine]
    ledger: Mapping[str, BookLine]
    taken: Mapping[BookSide, Collection[str]]


def reasons_against_matching(held: Collection[Office], *, act: tuple[str, str]) -> Iterator[Reason]:
    """Refuse who neither keeps the books nor supervises, and the cashier whatever else he is (勾对人要求)."""
    yield from reasons_of_office(held, MAY_MATCH, RECONCILING_RULES, act=act)
    yield from reasons_against_cashier(held, act=act)


def rule_on_matching(
    request: MatchBooks, account: Account | None, held: Collection[Office]
) -> Granted[MatchBooks] | Refused:
    """Let the certain lines of a money account be matched, or name every ground (勾对审核)."""
    reasons = [*reasons_against_matching(held, act=("勾对账目", "match lines"))]
    if account is None or not account.holds_money:
        reasons.append(
            Reason(
                "ledger.not_a_money_account",
                f"“{request.account}”不是货币资金科目",
                f"{request.account!r} is not an account that holds money",
                RECONCILING_RULES,
                (("account", request.account),),
            )
        )
    return Refused(tuple(reasons)) if reasons else Granted(request)


def rule_on_match(
    request: MatchByHand, facts: HandFacts, stamp: MatchStamp
) -> Granted[MatchedByHand] | Refused:
    """Match lines by hand, or name every ground against it (人工勾对审核).

    Grounds, in this order: the office, the cashier, no reason, fewer than two lines, a line that stands
    twice, that there is not, or that is matched already, sides that differ.
    """
    reasons = (
        *reasons_against_matching(facts.held, act=("勾对账目", "match lines")),
        *reasons_of_word(request.reason),
        *_reasons_of_lines(request, facts),
        *_reasons_of_sums(request, facts),
    )
    if reasons:
        return Refused(reasons)
    match = Match(
        id=stamp.id,
        account=request.account,
        against=request.against,
        by=PairedBy.BY_HAND,
        other=request.other,
        ledger=request.ledger,
        made_by=stamp.made_by,
        made_at=stamp.made_at,
        reason=request.reason.strip(),
    )
    return Granted(MatchedByHand(match))


def rule_on_unmatch(
    request: Unmatch, match: Match, held: Collection[Office]
) -> Granted[Match] | Refused:
    """Let a match be taken apart, or name every ground against it (取消勾对审核).

    Grounds, in this order: the office, the cashier, no reason, taken apart already.
    """
    reasons = [
        *reasons_against_matching(held, act=("取消勾对", "take a match apart")),
        *reasons_of_word(request.reason),
    ]
    if not match.is_live:
        reasons.append(
            Reason(
                "ledger.unmatched_before",
                "该勾对已取消",
                "the match has been taken apart already",
                RECONCILING_RULES,
                (("match", str(match.id)),),
            )
        )
    return Refused(tuple(reasons)) if reasons else Granted(match)


def reasons_of_word(reason: str) -> Iterator[Reason]:
    """Ask for a reason of a length that the books keep (原因要求)."""
    length = len(reason.strip())
    if not length:
        yield Reason(
            "ledger.reason_missing", "须写明原因", "the reason is missing", RECONCILING_RULES
        )
    if length > MOST_REASON:
        yield Reason(
            "ledger.text_too_long",
            f"原因{length}字，最多{MOST_REASON}字",
            f"the reason has {length} characters; at most {MOST_REASON}",
            RECONCILING_RULES,
            (("length", str(length)),),
        )


def torn_apart(matches: Collection[Match]) -> frozenset[tuple[str, str]]:
    """Give the pairs that a person took apart and that the rule does not make again (已拆开的勾对)."""
    undone = [one for one in matches if not one.is_live]
    across = {(a, b) for one in undone for a in one.other for b in one.ledger}
    within = {
        (lines[0], lines[1])
        for one in undone
        for lines in (one.other, one.ledger)
        if one.by is PairedBy.CANCELLED and len(lines) > 1
    }
    return frozenset(across | within)


def _reasons_of_lines(request: MatchByHand, facts: HandFacts) -> Iterator[Reason]:
    asked = [(BookSide.OTHER, one) for one in request.other]
    asked += [(BookSide.LEDGER, one) for one in request.ledger]
    if len(asked) < 2:  # noqa: PLR2004 - one line alone is no match
        yield Reason(
            "ledger.match_of_one",
            "勾对至少要有两行",
            "a match takes two lines at least",
            RECONCILING_RULES,
        )
    known = {BookSide.OTHER: facts.other, BookSide.LEDGER: facts.ledger}
    for side, line in sorted(set(asked)):
        at = (("side", side.value), ("line", line))
        for is_so, code, zh, en in (
            (asked.count((side, line)) > 1, "line_twice", "重复", "stands twice"),
            (line not in known[side], "unknown_line", "不存在", "does not exist"),
            (line in facts.taken[side], "line_matched", "已勾对", "is matched already"),
        ):
            if is_so:
                yield Reason(
                    f"ledger.{code}", f"行{line}{zh}", f"line {line} {en}", RECONCILING_RULES, at
                )


def _reasons_of_sums(request: MatchByHand, facts: HandFacts) -> Iterator[Reason]:
    other_fen = sum(facts.other[one].amount_fen for one in request.other if one in facts.other)
    ledger_fen = sum(facts.ledger[one].amount_fen for one in request.ledger if one in facts.ledger)
    if other_fen != ledger_fen:
        yield Reason(
            "ledger.match_differs",
            f"两边金额不等：{format_yuan(other_fen)}元与{format_yuan(ledger_fen)}元",
            f"the sides differ: {format_yuan(other_fen)} and {format_yuan(ledger_fen)} yuan",
            RECONCILING_RULES,
            (("difference_fen", str(ledger_fen - other_fen)),),
        )
