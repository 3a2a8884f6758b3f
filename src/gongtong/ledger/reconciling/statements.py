"""Bank statements as they are kept: every line once (银行对账单保管)."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from attrs import frozen

from gongtong.core.offices import Office
from gongtong.ledger.books.accounts import Account
from gongtong.ledger.exchange.bank_bills import bill_of
from gongtong.ledger.exchange.bank_statements import BankLine, BankStatement


@frozen
class ReconcileStatement:
    """A request to keep a statement and to match it with the ledger (对账单核对申请).

    `opening_fen` says what the account held before the first statement, where the file does not.
    """

    statement: BankStatement
    opening_fen: int | None = None


@frozen
class KeptLine:
    """A line of a statement as it is kept (已存对账单行).

    `identity` tells it from every other line of the account, whichever file brings it again;
    `transaction` is the name under which an import books it. The first statement of an account brings
    a line more, its opening balance.
    """

    id: UUID
    identity: str
    booked_on: date
    amount_fen: int
    counterparty: str
    counterparty_account: str
    text: str
    reference: str
    file: str
    line: int
    transaction: str = ""
    is_opening: bool = False


@frozen
class KeptStatement:
    """What is known of a statement that was kept before (已存对账单)."""

    bank_account: str
    currency: str
    from_day: date
    through_day: date
    kept_on: date
    opening_fen: int | None = None

    def covers(self, day: date) -> bool:
        """Whether every line of that day stands in it (是否完整覆盖).

        A statement that was fetched on its own last day may lack what the bank booked later that day.
        """
        if day == self.through_day and self.kept_on <= day:
            return False
        return self.from_day <= day <= self.through_day


@frozen
class StatementFacts:
    """What is known of an account when a statement of it comes (对账单依据).

    `within` are the lines that are kept of the days of the statement, `before_fen` what all kept lines
    before its first day come to.
    """

    held: Collection[Office]
    today: date
    account: Account | None
    currencies: Collection[str]
    kept: tuple[KeptStatement, ...] = ()
    within: tuple[KeptLine, ...] = ()
    before_fen: int = 0

    @property
    def is_first(self) -> bool:
        """Whether nothing is kept of the account yet (是否首份)."""
        return not self.kept

    @property
    def first_day(self) -> date:
        """The first day of which anything is kept (最早日期)."""
        return min(one.from_day for one in self.kept)

    @property
    def last_day(self) -> date:
        """The last day of which anything is kept (最晚日期)."""
        return max(one.through_day for one in self.kept)


@frozen
class StatementReconciled:
    """A statement was kept, and what could be matched was matched (对账单已核对).

    `known` lines had come before, from this file or another. The counts are of lines that were
    matched now; `open_lines` and `open_postings` wait for a person or another day.
    """

    account: str
    bank_account: str
    from_day: date
    through_day: date
    file: str
    digest: str
    new: int
    known: int
    new_fen: int
    matched: Mapping[str, int]
    open_lines: int
    open_postings: int


def identities_of(lines: Sequence[BankLine]) -> tuple[str, ...]:
    """Give each line what tells it from every other of its account (明细标识).

    The bank's reference and the day, or where there is no reference everything the line says; a number
    tells lines apart that say the same on one day. A file that begins with a whole day numbers them
    like every other file.
    """
    seen = Counter[str]()
    identities: list[str] = []
    for line in lines:
        base = hashlib.sha256("\x1f".join(_telling(line)).encode()).hexdigest()
        seen[base] += 1
        identities.append(f"{base}#{seen[base]}")
    return tuple(identities)


def transactions_of(statement: BankStatement) -> tuple[str, ...]:
    """Give the name under which an import of the same statement books each line (入账交易号).

    It is the bank's own number where that can be one, without the account before it, which all lines
    of the statement have in common.
    """
    bill = bill_of(statement, currency=statement.currency)
    return tuple(line.transaction_id.partition(":")[2] for line in bill.lines)


def opening_of(request: ReconcileStatement) -> int | None:
    """Give what the account held before the statement, from the file or from whoever brings it (期初余额)."""
    statement = request.statement
    if statement.opening_fen is not None:
        return statement.opening_fen
    if statement.closing_fen is not None:
        return statement.closing_fen - statement.total_fen
    first = next((line for line in statement.lines if line.balance_fen is not None), None)
    if first is not None and first.balance_fen is not None:
        place = statement.lines.index(first)
        return first.balance_fen - sum(one.amount_fen for one in statement.lines[: place + 1])
    return request.opening_fen


def _telling(line: BankLine) -> Iterator[str]:
    yield line.booked_on.isoformat()
    if line.reference.strip():
        yield line.reference.strip()
        return
    yield from (
        "",
        str(line.amount_fen),
        line.counterparty.strip(),
        line.counterparty_account.strip(),
        line.text.strip(),
    )
