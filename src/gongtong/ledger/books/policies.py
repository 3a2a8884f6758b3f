"""What a place decides for itself about its books (账簿政策)."""

from typing import Final

from gongtong.core.policies import PolicyPoint
from gongtong.ledger.books.accounts import Chart
from gongtong.ledger.books.back_dating import BackDating
from gongtong.ledger.books.checklist import ClosingChecklist

CHART: Final = PolicyPoint[Chart]("ledger.chart", zh="会计科目表", value_type=Chart)
"""The accounts and funds with which books are opened; `chart.DEFAULT_CHART` is one answer."""

BACK_DATING: Final = PolicyPoint[BackDating](
    "ledger.back_dating", zh="补记期限", value_type=BackDating
)
"""How many days back an entry may be dated; asked only about entries dated before today."""

CLOSING_CHECKLIST: Final = PolicyPoint[ClosingChecklist](
    "ledger.closing_checklist", zh="结账清单", value_type=ClosingChecklist
)
"""Which checks bar the closing of a period; `checklist.ITEMS` lists those that have a name."""
