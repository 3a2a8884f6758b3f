"""What holds for payments until a place says otherwise: words, and accounts of channels (付款默认规定)."""

from collections.abc import Iterable
from typing import Final

from gongtong.core.periods import since
from gongtong.core.policies import AnyProvision, Mode, Provision, Rank
from gongtong.core.rulings import Source, Standing
from gongtong.ledger.books.chart import ALIPAY_WALLET, BANK, WECHAT_WALLET
from gongtong.ledger.payments.policies import CHANNEL_ACCOUNTS, PAYMENT_WORDS, ChannelAccounts
from gongtong.plugins.builtin.cn_payment_words.words import CN_PAYMENT_WORDS
from gongtong.plugins.manifest import Plugin
from gongtong.plugins.spec import gongtong_provisions

DEFAULT_CHART: Final = Source("默认会计科目表", standing=Standing.HOUSE)
USAGE: Final = Source("付款附言常用语", standing=Standing.HOUSE)


@gongtong_provisions.impl
def payment_words() -> Iterable[AnyProvision]:
    """Give the words and accounts that hold until a place names its own (付款默认规定)."""
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
    yield Provision(
        "cn.channel-accounts",
        CHANNEL_ACCOUNTS,
        ChannelAccounts(wechat=WECHAT_WALLET, alipay=ALIPAY_WALLET, bank=BANK),
        area="",
        in_force=since("2000-01-01"),
        rank=Rank.MINISTRY_GUIDANCE,
        mode=Mode.DEFAULT,
        cites=(DEFAULT_CHART,),
    )


plugin: Final = Plugin("cn-payment-words", hooks=__name__)
