"""The words of payments as the default answer to `ledger.payment_words` (付款用语规定)."""

from collections.abc import Iterable
from typing import Final

from gongtong.core.periods import since
from gongtong.core.policies import AnyProvision, Mode, Provision, Rank
from gongtong.core.rulings import Source, Standing
from gongtong.ledger.payments.policies import PAYMENT_WORDS
from gongtong.plugins.builtin.cn_payment_words.words import CN_PAYMENT_WORDS
from gongtong.plugins.manifest import Plugin
from gongtong.plugins.spec import gongtong_provisions

USAGE: Final = Source("付款附言常用语", standing=Standing.HOUSE)


@gongtong_provisions.impl
def payment_words() -> Iterable[AnyProvision]:
    """Give the words that hold until a place names its own (付款用语规定)."""
    yield Provision(
        "cn.payment-words",
        PAYMENT_WORDS,
        CN_PAYMENT_WORDS,
        area="",
        in_force=since("2000-01-01"),
        rank=Rank.MINISTRY_GUIDANCE,
        mode=Mode.DEFAULT,
        cites=(USAGE,),
    )


plugin: Final = Plugin("cn-payment-words", hooks=__name__)
