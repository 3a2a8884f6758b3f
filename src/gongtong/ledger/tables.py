"""The tables of every desk of the room, in the order of their creation (账务表)."""

from typing import Final

from gongtong.core.storage.names import TableSet
from gongtong.ledger.books.balances.tables import ReservationTables
from gongtong.ledger.books.month_ends.tables import MonthEndTables
from gongtong.ledger.books.tables import BooksTables
from gongtong.ledger.budgets.tables import BudgetsTables
from gongtong.ledger.cash.tables import CashTables
from gongtong.ledger.disclosure.tables import DisclosureTables
from gongtong.ledger.fees.debts.tables import DebtsTables
from gongtong.ledger.fees.facts.tables import FactsTables
from gongtong.ledger.fees.meters.tables import MetersTables
from gongtong.ledger.fees.sharing.tables import SharingTables
from gongtong.ledger.fees.tables import FeesTables
from gongtong.ledger.hands.tables import HandsTables
from gongtong.ledger.importing.tables import ImportingTables
from gongtong.ledger.payments.learning.tables import AliasTables
from gongtong.ledger.payments.tables import PaymentsTables
from gongtong.ledger.reconciling.tables import ReconcilingTables
from gongtong.ledger.spending.tables import SpendingControlTables, SpendingTables

LEDGER_TABLES: Final[tuple[type[TableSet], ...]] = (
    BooksTables,
    ReservationTables,
    MonthEndTables,
    FeesTables,
    DebtsTables,
    FactsTables,
    MetersTables,
    SharingTables,
    PaymentsTables,
    AliasTables,
    ImportingTables,
    CashTables,
    ReconcilingTables,
    SpendingTables,
    HandsTables,
    BudgetsTables,
    SpendingControlTables,
    DisclosureTables,
)
