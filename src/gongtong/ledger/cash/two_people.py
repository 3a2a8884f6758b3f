"""The cashier's desk is the cashier's, and never in one hand with the books (钱账分管)."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Final

from gongtong.core.offices import CASHIER_KEEPS_NO_BOOKS, Office
from gongtong.core.periods import Span
from gongtong.core.rulings import Reason
from gongtong.ledger.duties import reasons_of_office
from gongtong.ledger.hands.hands import Hands
from gongtong.ledger.sources import BOOKS_RULES

MAY_KEEP_MONEY: Final = frozenset({Office.KEEPER_OF_MONEY})


def reasons_against_keeper_of_money(
    held: Collection[Office], *, act: tuple[str, str]
) -> Iterator[Reason]:
    """Refuse who does not keep the money, and who keeps the books whatever else he keeps (出纳要求).

    ``act`` names what is asked for, in zh and en.
    """
    yield from reasons_of_office(held, MAY_KEEP_MONEY, BOOKS_RULES, act=act)
    if Office.KEEPER_OF_BOOKS in held:
        yield Reason(
            "segregation_of_duties",
            f"管账人（会计）不得{act[0]}",
            f"the keeper of the books may not {act[1]}",
            CASHIER_KEEPS_NO_BOOKS,
        )


def reasons_of_one_hand(
    actor: str, others: Mapping[str, str], hands: Hands, days: Span
) -> Iterator[Reason]:
    """Refuse whose own hands already took the other side (同一双手).

    ``others`` says in Chinese what each other person did. Accounts of one person, and a delegate with
    his principal, are one pair of hands.
    """
    for other, did in sorted(others.items()):
        if hands.touch(actor, other, days):
            yield Reason(
                "ledger.same_hands",
                f"{did}与本次操作出自同一人（含同一人的其他账号和代办人）",
                "the other side was taken by the same hands, another account or a delegate included",
                CASHIER_KEEPS_NO_BOOKS,
                (("other", other),),
            )


def days_between(first: date, last: date) -> Span:
    """Give the days from one to another, both included, in either order (起止日)."""
    start, end = sorted((first, last))
    return Span(start, date.fromordinal(end.toordinal() + 1))
