"""The room of money: its desks side by side (账务服务).

Each desk keeps its own service; this module only joins them, so that a host writes
``work.ledger.books.post_entry(...)`` or ``work.ledger.spending.pay_spending(...)``.
"""

from typing import Final

from gongtong.core.commands import AnyCommand
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.checks.service import BOOKS_CHECKS, ClosingCheck
from gongtong.ledger.books.funds.service import COMMANDS as FUNDS_COMMANDS
from gongtong.ledger.books.funds.service import Funds
from gongtong.ledger.books.reserving.service import COMMANDS as RESERVING_COMMANDS
from gongtong.ledger.books.reserving.service import Reserving
from gongtong.ledger.books.service import Books, commands_with
from gongtong.ledger.budgets.service import COMMANDS as BUDGETS_COMMANDS
from gongtong.ledger.budgets.service import Budgets
from gongtong.ledger.cash.service import COMMANDS as CASH_COMMANDS
from gongtong.ledger.cash.service import CashDesk
from gongtong.ledger.disclosure.service import COMMANDS as DISCLOSURE_COMMANDS
from gongtong.ledger.disclosure.service import DisclosureDesk
from gongtong.ledger.fees.service import COMMANDS as FEES_COMMANDS
from gongtong.ledger.fees.service import Fees
from gongtong.ledger.hands.service import COMMANDS as HANDS_COMMANDS
from gongtong.ledger.hands.service import HandsDesk
from gongtong.ledger.importing.service import COMMANDS as IMPORTING_COMMANDS
from gongtong.ledger.importing.service import ImportingDesk
from gongtong.ledger.payments.reassigning.service import COMMANDS as REASSIGNING_COMMANDS
from gongtong.ledger.payments.reassigning.service import Reassigning
from gongtong.ledger.payments.service import COMMANDS as PAYMENTS_COMMANDS
from gongtong.ledger.payments.service import Payments
from gongtong.ledger.reconciling.service import COMMANDS as RECONCILING_COMMANDS
from gongtong.ledger.reconciling.service import RECONCILING_CHECKS, ReconcilingDesk
from gongtong.ledger.reports.printing.service import ReportSheets
from gongtong.ledger.reports.service import LedgerReports
from gongtong.ledger.spending.control.service import COMMANDS as CONTROL_COMMANDS
from gongtong.ledger.spending.control.service import SpendingControl
from gongtong.ledger.spending.service import COMMANDS as SPENDING_COMMANDS
from gongtong.ledger.spending.service import SpendingDesk

CLOSING_CHECKS: Final[tuple[ClosingCheck, ...]] = (*BOOKS_CHECKS, *RECONCILING_CHECKS)
"""What is checked before a period is closed, desk by desk (结账检查项)."""

COMMANDS: Final[tuple[AnyCommand, ...]] = (
    *commands_with(CLOSING_CHECKS),
    *FUNDS_COMMANDS,
    *RESERVING_COMMANDS,
    *FEES_COMMANDS,
    *PAYMENTS_COMMANDS,
    *REASSIGNING_COMMANDS,
    *CASH_COMMANDS,
    *RECONCILING_COMMANDS,
    *SPENDING_COMMANDS,
    *CONTROL_COMMANDS,
    *BUDGETS_COMMANDS,
    *HANDS_COMMANDS,
    *DISCLOSURE_COMMANDS,
    *IMPORTING_COMMANDS,
)


class Ledger:
    """The desks of the room of money (账务)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Open the desks on one unit of work."""
        self.books = Books(unit, CLOSING_CHECKS)
        self.funds = Funds(unit)
        self.reserving = Reserving(unit)
        self.fees = Fees(unit)
        self.payments = Payments(unit)
        self.reassigning = Reassigning(unit)
        self.cash = CashDesk(unit)
        self.reconciling = ReconcilingDesk(unit)
        self.reports = LedgerReports(unit)
        self.report_sheets = ReportSheets(unit)
        self.spending = SpendingDesk(unit)
        self.control = SpendingControl(unit)
        self.budgets = Budgets(unit)
        self.hands = HandsDesk(unit)
        self.disclosure = DisclosureDesk(unit)
        self.importing = ImportingDesk(unit)
