"""What holds for budgets and for what is made public, until a place decides otherwise (管控默认规定)."""

from typing import Final

from gongtong.core.periods import since
from gongtong.core.policies import AnyProvision, Mode, Provision, Rank
from gongtong.ledger.budgets.budget_checks import DEFAULT_BUDGET_RULE, HOUSE_BUDGET
from gongtong.ledger.budgets.policies import BUDGET_RULE
from gongtong.ledger.disclosure.calendar import DEFAULT_CALENDAR, HOUSE_DISCLOSURE
from gongtong.ledger.disclosure.policies import DISCLOSURES

CONTROL_DEFAULTS: Final[tuple[AnyProvision, ...]] = (
    Provision(
        "cn.ledger.budget-rule",
        BUDGET_RULE,
        DEFAULT_BUDGET_RULE,
        area="",
        in_force=since("2000-01-01"),
        rank=Rank.MINISTRY_GUIDANCE,
        mode=Mode.DEFAULT,
        cites=(HOUSE_BUDGET,),
    ),
    Provision(
        "cn.ledger.disclosures",
        DISCLOSURES,
        DEFAULT_CALENDAR,
        area="",
        in_force=since("2000-01-01"),
        rank=Rank.MINISTRY_GUIDANCE,
        mode=Mode.DEFAULT,
        cites=(HOUSE_DISCLOSURE,),
    ),
)
