"""What a bank says of an account, line by line (银行对账单)."""

from datetime import date, time

from attrs import frozen


@frozen
class BankLine:
    """One transaction of a bank's statement (银行对账单明细).

    `amount_fen` is in minor units of the statement's currency: positive came in, negative went out.
    `balance_fen` is what the bank says was left after it, where it says so. `reference` is the bank's
    own number of the transaction (流水号), empty where the file has none; `time_of_day` is that of the
    bank's clock, where it says so. `line` is the line of the
    file as an editor counts it, or the number of the entry in a file that has no lines.
    """

    line: int
    booked_on: date
    amount_fen: int
    value_on: date | None = None
    counterparty: str = ""
    counterparty_account: str = ""
    text: str = ""
    reference: str = ""
    balance_fen: int | None = None
    time_of_day: time | None = None


@frozen
class BankStatement:
    """A statement of one money account for a span of days, with the SHA-256 of its file (银行对账单).

    `account` is the code in the chart of the place, `bank_account` the bank's number of it, masked or
    digested by whoever read the file, `through_day` the last day it covers. Lines stand in the order
    in which the bank booked them, the oldest first. Opening and closing balances are None where the
    file has none.
    """

    account: str
    bank_account: str
    currency: str
    from_day: date
    through_day: date
    file: str
    digest: str
    lines: tuple[BankLine, ...]
    opening_fen: int | None = None
    closing_fen: int | None = None

    @property
    def total_fen(self) -> int:
        """What all lines come to: came in less went out (本期净额)."""
        return sum(line.amount_fen for line in self.lines)
