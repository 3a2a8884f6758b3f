"""Items to clear, and the table in which two balances meet (未达账项与余额调节表)."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from attrs import frozen

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.ledger.books.periods import Period
from gongtong.ledger.reconciling.matches import (
    Against,
    BookSide,
    Match,
    reasons_against_matching,
    reasons_of_word,
)
from gongtong.ledger.reconciling.pairing import BookLine
from gongtong.ledger.reconciling.policies import RECONCILING_RULES


class ItemState(StrEnum):
    """What became of an item (未达账项状态).

    A cleared item found its counterpart after the month's end; an explained one waits with a word.
    """

    OPEN = "open"
    EXPLAINED = "explained"
    CLEARED = "cleared"

    @property
    def zh(self) -> str:
        """The state as residents read it (中文状态)."""
        return {
            ItemState.OPEN: "未说明",
            ItemState.EXPLAINED: "已说明",
            ItemState.CLEARED: "已清理",
        }[self]


@frozen
class ExplainItem:
    """A request to say why a line stands in one book alone (说明未达账项申请)."""

    account: str
    against: Against
    side: BookSide
    line: str
    reason: str


@frozen
class Explanation:
    """What was said about a line that stands in one book alone; the last word holds (未达账项说明)."""

    against: Against
    side: BookSide
    line: str
    reason: str
    said_by: str
    said_at: datetime


@frozen
class ItemExplained:
    """Somebody said why a line stands in one book alone (未达账项已说明)."""

    account: str
    explanation: Explanation


@frozen
class OpenItem:
    """A line that stood in one book alone at a month's end (未达账项).

    `by`, `at` and `why` tell who explained or cleared it, when, and with which word.
    """

    side: BookSide
    line: BookLine
    state: ItemState
    why: str = ""
    by: str = ""
    at: datetime | None = None


@frozen
class Reconciliation:
    """A month's end of one account in two books, and what lies between them (余额调节表).

    The ledger's balance, with the lines that only the other book has and without those that only the
    ledger has, is `adjusted_fen`; it is what the other book says. `stated_fen` is what the cashier
    signed, `covered` whether the other book reaches to the month's end.
    """

    account: str
    month: Period
    against: Against
    ledger_fen: int
    other_fen: int
    items: tuple[OpenItem, ...]
    matched: int
    stated_fen: int | None = None
    covered: bool = True

    @property
    def adjusted_fen(self) -> int:
        """The ledger's balance with every item to clear (调节后余额)."""
        return (
            self.ledger_fen
            + sum(one.line.amount_fen for one in self.items if one.side is BookSide.OTHER)
            - sum(one.line.amount_fen for one in self.items if one.side is BookSide.LEDGER)
        )

    @property
    def difference_fen(self) -> int:
        """What the other book has more than the items explain; zero where the books are whole (未解释差额)."""
        return self.other_fen - self.adjusted_fen

    @property
    def stated_difference_fen(self) -> int | None:
        """What the cashier signed more than the other book says: a surplus, or a lack (盘盈盘亏)."""
        return None if self.stated_fen is None else self.stated_fen - self.other_fen

    @property
    def open_items(self) -> tuple[OpenItem, ...]:
        """The items about which nobody has said a word (未说明事项)."""
        return tuple(one for one in self.items if one.state is ItemState.OPEN)


ITEM_WORDS: Final[Mapping[tuple[BookSide, bool], str]] = {
    (BookSide.OTHER, True): "对方已收、账面未收",
    (BookSide.OTHER, False): "对方已付、账面未付",
    (BookSide.LEDGER, True): "账面已收、对方未收",
    (BookSide.LEDGER, False): "账面已付、对方未付",
}
"""The four kinds of items, by the book that has them and whether money came in (未达账项四类)."""


@frozen
class ComparedBooks:
    """Both books of an account with the matches between them and what was said (对账资料).

    Lines of all days stand in it; matches that were taken apart count no more.
    """

    account: str
    against: Against
    other: Sequence[BookLine]
    ledger: Sequence[BookLine]
    matches: Collection[Match] = ()
    explanations: Collection[Explanation] = ()

    def of(self, side: BookSide) -> Sequence[BookLine]:
        """Give the lines of one of the two books (某方账行)."""
        return self.other if side is BookSide.OTHER else self.ledger

    def live(self) -> dict[tuple[BookSide, str], Match]:
        """Give the match of each line that has one (有效勾对)."""
        return {
            (side, line): match
            for match in self.matches
            if match.is_live
            for side, lines in ((BookSide.OTHER, match.other), (BookSide.LEDGER, match.ledger))
            for line in lines
        }

    def free(self, side: BookSide) -> tuple[BookLine, ...]:
        """Give the lines of one book that are in no match (未勾对账行)."""
        live = self.live()
        return tuple(line for line in self.of(side) if (side, line.id) not in live)


def reconcile(
    books: ComparedBooks, month: Period, *, stated_fen: int | None = None, covered: bool = True
) -> Reconciliation:
    """Draw up the table in which two books meet at a month's end (编制余额调节表).

    What was matched by then in both books is no item, whenever the match was made. A line whose
    counterpart lies after the month's end was an item then and is cleared now.
    """
    end = month.last_day
    day_of = {(side, line.id): line.day for side in BookSide for line in books.of(side)}
    live = books.live()
    said = {(one.side, one.line): one for one in sorted(books.explanations, key=_when)}
    items: list[OpenItem] = []
    matched: set[str] = set()
    for side in BookSide:
        for line in books.of(side):
            match = live.get((side, line.id))
            if line.day > end:
                continue
            if match is not None and all(day_of[one] <= end for one in _lines_of(match)):
                matched.add(str(match.id))
                continue
            items.append(_item(side, line, match, said.get((side, line.id))))
    return Reconciliation(
        account=books.account,
        month=month,
        against=books.against,
        ledger_fen=_balance(books.ledger, end),
        other_fen=_balance(books.other, end),
        items=tuple(sorted(items, key=lambda one: (one.line.day, one.side, one.line.id))),
        matched=len(matched),
        stated_fen=stated_fen,
        covered=covered,
    )


def rule_on_explanation(
    request: ExplainItem, books: ComparedBooks, held: Collection[Office]
) -> Granted[ExplainItem] | Refused:
    """Let a line that stands in one book alone be explained, or name every ground against it (说明审核).

    Grounds, in this order: the office, the cashier, no reason, no such line, a line that is matched.
    """
    reasons = (
        *reasons_against_matching(held, act=("说明未达账项", "explain an item")),
        *reasons_of_word(request.reason),
        *_reasons_of_item(request, books),
    )
    return Refused(reasons) if reasons else Granted(request)


def _reasons_of_item(request: ExplainItem, books: ComparedBooks) -> Iterator[Reason]:
    at = (("side", request.side.value), ("line", request.line))
    if all(line.id != request.line for line in books.of(request.side)):
        yield Reason(
            "ledger.unknown_line",
            f"行{request.line}不存在",
            f"line {request.line} does not exist",
            RECONCILING_RULES,
            at,
        )
    elif (request.side, request.line) in books.live():
        yield Reason(
            "ledger.line_matched",
            f"行{request.line}已勾对",
            f"line {request.line} is matched already",
            RECONCILING_RULES,
            at,
        )


def _item(
    side: BookSide, line: BookLine, match: Match | None, said: Explanation | None
) -> OpenItem:
    if match is not None:
        why = match.reason or match.by.zh
        return OpenItem(side, line, ItemState.CLEARED, why, match.made_by, match.made_at)
    if said is not None:
        return OpenItem(side, line, ItemState.EXPLAINED, said.reason, said.said_by, said.said_at)
    return OpenItem(side, line, ItemState.OPEN)


def _lines_of(match: Match) -> Iterator[tuple[BookSide, str]]:
    yield from ((BookSide.OTHER, one) for one in match.other)
    yield from ((BookSide.LEDGER, one) for one in match.ledger)


def _when(explanation: Explanation) -> datetime:
    return explanation.said_at


def _balance(lines: Iterable[BookLine], end: date) -> int:
    return sum(line.amount_fen for line in lines if line.day <= end)
