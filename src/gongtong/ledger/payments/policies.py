"""What a place decides for itself about incoming payments (收款政策)."""

from typing import Final

from attrs import frozen

from gongtong.core.policies import PolicyPoint
from gongtong.ledger.exchange.bills import Channel


@frozen
class PaymentWords:
    """The words by which a payment's text is understood (付款用语).

    `fee` words say that the fee is meant, `other` words that something else is; `prefixes` are put
    before the text by the app, `fillers` say nothing either way.
    """

    fee: tuple[str, ...]
    other: tuple[str, ...]
    prefixes: tuple[str, ...]
    fillers: tuple[str, ...]


PAYMENT_WORDS: Final = PolicyPoint[PaymentWords](
    "ledger.payment_words", zh="付款用语", value_type=PaymentWords
)


@frozen
class ChannelAccounts:
    """The account of the books that each channel's money lies in (渠道科目)."""

    wechat: str
    alipay: str
    bank: str

    def of(self, channel: Channel) -> str:
        """Give the account of a channel (取渠道科目)."""
        match channel:
            case Channel.WECHAT:
                return self.wechat
            case Channel.ALIPAY:
                return self.alipay
            case Channel.BANK:
                return self.bank


CHANNEL_ACCOUNTS: Final = PolicyPoint[ChannelAccounts](
    "ledger.channel_accounts", zh="收款渠道科目", value_type=ChannelAccounts
)
