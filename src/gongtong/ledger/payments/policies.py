"""What a place decides for itself about incoming payments (收款政策)."""

from typing import Final

from attrs import frozen

from gongtong.core.policies import PolicyPoint


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
