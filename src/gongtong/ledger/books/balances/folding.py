"""Balances as a pure fold over entries: the oracle of the kept ones (余额)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from attrs import frozen

from gongtong.ledger.books.accounts import Account, AccountKind, Chart
from gongtong.ledger.books.entries import Entry, voucher_label
from gongtong.ledger.books.periods import Period


@frozen
class AccountBalance:
    """What an account holds in a fund: debits less credits (科目余额)."""

    account: str
    fund: str
    amount_fen: int


@frozen
class DwellingBalance:
    """What an account holds for one dwelling in a fund (住户余额)."""

    dwelling_id: UUID
    account: str
    fund: str
    amount_fen: int


@frozen
class Balances:
    """All balances of the books, sorted, without the empty ones (余额表)."""

    accounts: tuple[AccountBalance, ...]
    dwellings: tuple[DwellingBalance, ...]


@frozen
class TrialBalanceLine:
    """One account in one fund on the trial balance (试算平衡表行)."""

    account: Account
    fund: str
    debit_fen: int
    credit_fen: int


@frozen
class TrialBalance:
    """The accounts with their balances; debits equal credits in each fund (试算平衡表)."""

    lines: tuple[TrialBalanceLine, ...]

    @property
    def debit_fen(self) -> int:
        """The sum of the debit balances (借方合计)."""
        return sum(line.debit_fen for line in self.lines)

    @property
    def credit_fen(self) -> int:
        """The sum of the credit balances (贷方合计)."""
        return sum(line.credit_fen for line in self.lines)


@frozen
class DwellingPosting:
    """One posting of a dwelling with the head of its entry (住户分录).

    An entry may charge every household at once; a statement reads only its own line of it.
    """

    entry_id: UUID
    year: int
    number: int
    effective_on: date
    narration: str
    account: str
    fund: str
    amount_fen: int


@frozen
class StatementLine:
    """One posting of a dwelling and what it leaves in its account (对账单行)."""

    entry_id: UUID
    entry: str
    effective_on: date
    narration: str
    account: str
    fund: str
    amount_fen: int
    balance_fen: int


@frozen
class MonthlyFlow:
    """Income or spending of a fund in one account and month, as a positive amount (月度收支)."""

    period: Period
    fund: str
    account: str
    kind: AccountKind
    amount_fen: int


@frozen
class NumberCheck:
    """How many vouchers a year has, the first and last number, and the counter (凭证号核对)."""

    year: int
    count: int
    first: int
    last: int
    counter: int

    @property
    def is_gap_free(self) -> bool:
        """Whether the numbers run from 1 to the counter without a gap (是否连号)."""
        return self.first == 1 and self.count == self.last == self.counter


def fold(entries: Iterable[Entry]) -> Balances:
    """Add up every posting of the entries (汇总余额)."""
    accounts: dict[tuple[str, str], int] = defaultdict(int)
    dwellings: dict[tuple[UUID, str, str], int] = defaultdict(int)
    for entry in entries:
        for posting in entry.postings:
            accounts[posting.account, posting.fund] += posting.amount_fen
            if posting.dwelling_id is not None:
                dwellings[posting.dwelling_id, posting.account, posting.fund] += posting.amount_fen
    return Balances(
        tuple(AccountBalance(*key, amount) for key, amount in sorted(accounts.items()) if amount),
        tuple(DwellingBalance(*key, amount) for key, amount in sorted(dwellings.items()) if amount),
    )


def trial_balance_of(balances: Iterable[AccountBalance], chart: Chart) -> TrialBalance:
    """Set balances out as debits and credits (编制试算平衡表)."""
    accounts = {account.code: account for account in chart.accounts}
    return TrialBalance(
        tuple(
            TrialBalanceLine(
                accounts[held.account],
                held.fund,
                max(held.amount_fen, 0),
                max(-held.amount_fen, 0),
            )
            for held in balances
            if held.amount_fen
        )
    )


def statement_of(postings: Iterable[DwellingPosting]) -> tuple[StatementLine, ...]:
    """Run the balance of each account and fund along a dwelling's postings (编制对账单)."""
    running: dict[tuple[str, str], int] = defaultdict(int)
    lines: list[StatementLine] = []
    for posting in postings:
        key = posting.account, posting.fund
        running[key] += posting.amount_fen
        lines.append(
            StatementLine(
                entry_id=posting.entry_id,
                entry=voucher_label(posting.year, posting.number),
                effective_on=posting.effective_on,
                narration=posting.narration,
                account=posting.account,
                fund=posting.fund,
                amount_fen=posting.amount_fen,
                balance_fen=running[key],
            )
        )
    return tuple(lines)


def flows_of(
    daily: Iterable[tuple[date, str, str, AccountKind, int]],
) -> tuple[MonthlyFlow, ...]:
    """Gather daily sums into months; income is a credit and shown positive (汇总月度收支)."""
    sums: dict[tuple[Period, str, str, AccountKind], int] = defaultdict(int)
    for day, fund, account, kind, amount_fen in daily:
        shown_fen = -amount_fen if kind is AccountKind.INCOME else amount_fen
        sums[Period.month_of(day), fund, account, kind] += shown_fen
    return tuple(MonthlyFlow(*key, amount) for key, amount in sorted(sums.items()) if amount)
