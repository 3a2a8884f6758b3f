"""What the Civil Code says of several debts to one creditor, as the default (清偿抵充默认规定).

There is no default for late charges: nobody owes one that was not agreed (民法典第585条第1款).
"""

from collections.abc import Iterable
from typing import Final

from gongtong.core.periods import since
from gongtong.core.policies import AnyProvision, Mode, Provision, Rank
from gongtong.ledger.fees.debts.allocating import ORDER_OF_PERFORMANCE, AllocationTerms
from gongtong.ledger.fees.debts.corrections import WAIVER_RULES, WaiverTerms
from gongtong.ledger.fees.debts.letters import DUNNING, LETTER_RULES, ArrearsLetterTerms
from gongtong.ledger.fees.debts.policies import ALLOCATION_ORDER, ARREARS_LETTER, WAIVER
from gongtong.plugins.manifest import Plugin
from gongtong.plugins.spec import gongtong_provisions


@gongtong_provisions.impl
def debts_defaults() -> Iterable[AnyProvision]:
    """Give what holds about debts until a place decides (债务默认规定)."""
    yield Provision(
        "cn.debts.order",
        ALLOCATION_ORDER,
        AllocationTerms(),
        area="",
        in_force=since("2000-01-01"),
        rank=Rank.LAW,
        mode=Mode.DEFAULT,
        cites=(ORDER_OF_PERFORMANCE,),
    )
    yield Provision(
        "cn.debts.waiver",
        WAIVER,
        WaiverTerms(),
        area="",
        in_force=since("2000-01-01"),
        rank=Rank.MINISTRY_GUIDANCE,
        mode=Mode.DEFAULT,
        cites=(WAIVER_RULES,),
    )
    yield Provision(
        "cn.debts.letter",
        ARREARS_LETTER,
        ArrearsLetterTerms(),
        area="",
        in_force=since("2000-01-01"),
        rank=Rank.MINISTRY_GUIDANCE,
        mode=Mode.DEFAULT,
        cites=(LETTER_RULES, DUNNING),
    )


plugin: Final = Plugin("cn-debts", hooks=__name__)
