"""What holds for the cash book and for comparing books until a place decides otherwise (出纳与对账默认规定)."""

from typing import Final

from gongtong.core.periods import since
from gongtong.core.policies import AnyProvision, Mode, Provision, Rank
from gongtong.ledger.cash.policies import CASH_RULE, CashRule
from gongtong.ledger.reconciling.policies import RECONCILING_RULE, ReconcilingRule

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
    Provision(
        "cn.ledger.reconciling",
        RECONCILING_RULE,
        ReconcilingRule(),
        area="",
        in_force=since("2000-01-01"),
        rank=Rank.MINISTRY_GUIDANCE,
        mode=Mode.DEFAULT,
        cites=(ReconcilingRule().source,),
    ),
)
