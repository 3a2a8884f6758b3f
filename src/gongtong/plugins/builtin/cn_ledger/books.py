"""What holds for the books until a place decides otherwise (账簿默认规定)."""

from typing import Final

from gongtong.core.periods import since
from gongtong.core.policies import AnyProvision, Mode, Provision, Rank
from gongtong.ledger.books.back_dating import BackDating
from gongtong.ledger.books.checklist import ClosingChecklist
from gongtong.ledger.books.funds.policies import FUND_TRANSFERS_ALLOWED
from gongtong.ledger.books.funds.transfers import FundTransfers
from gongtong.ledger.books.policies import BACK_DATING, CLOSING_CHECKLIST
from gongtong.ledger.sources import FUND_RULES, PERIOD_RULES

BOOKS_DEFAULTS: Final[tuple[AnyProvision, ...]] = (
    Provision(
        "cn.ledger.back-dating",
        BACK_DATING,
        BackDating(),
        area="",
        in_force=since("2000-01-01"),
        rank=Rank.MINISTRY_GUIDANCE,
        mode=Mode.DEFAULT,
        cites=(PERIOD_RULES,),
    ),
    Provision(
        "cn.ledger.fund-transfers",
        FUND_TRANSFERS_ALLOWED,
        FundTransfers(),
        area="",
        in_force=since("2000-01-01"),
        rank=Rank.MINISTRY_GUIDANCE,
        mode=Mode.DEFAULT,
        cites=(FUND_RULES,),
    ),
    Provision(
        "cn.ledger.closing-checklist",
        CLOSING_CHECKLIST,
        ClosingChecklist(),
        area="",
        in_force=since("2000-01-01"),
        rank=Rank.MINISTRY_GUIDANCE,
        mode=Mode.DEFAULT,
        cites=(PERIOD_RULES,),
    ),
)
