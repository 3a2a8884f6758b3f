"""What a place decides for itself about its budget (预算政策)."""

from typing import Final

from gongtong.core.policies import PolicyPoint
from gongtong.ledger.budgets.budget_checks import BudgetRule

BUDGET_RULE: Final = PolicyPoint[BudgetRule](
    "ledger.budget_rule", zh="预算控制规则", value_type=BudgetRule
)
"""What spending beyond the budget takes; `budget_checks.DEFAULT_BUDGET_RULE` is one answer."""
