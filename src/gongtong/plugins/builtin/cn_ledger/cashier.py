"""What holds for the cashier's desk until a place decides otherwise (出纳默认规定)."""

from typing import Final

from gongtong.core.periods import since
from gongtong.core.policies import AnyProvision, Mode, Provision, Rank
from gongtong.ledger.cash.policies import CASH_RULE, CashRule

CASHIER_DEFAULTS: Final[tuple[AnyProvision, ...]] = (
    Provision(
        "cn.ledger.cash",
        CASH_RULE,
        CashRule(),
        area="",
        in_force=since("2000-01-01"),
        rank=Rank.MINISTRY_GUIDANCE,
        mode=Mode.DEFAULT,
        cites=(CashRule().source,),
    ),
)
