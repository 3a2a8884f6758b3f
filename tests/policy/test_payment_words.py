"""The words of payments: a default that any place may replace."""

from datetime import date

import pytest

from gongtong.core.periods import since
from gongtong.core.policies import Mode, Provision, Rank
from gongtong.core.policies.book import PolicyBook
from gongtong.core.rulings import Source, Standing
from gongtong.ledger.exchange.bills import Channel
from gongtong.ledger.payments.booking import WALLETS
from gongtong.ledger.payments.policies import CHANNEL_ACCOUNTS, PAYMENT_WORDS, PaymentWords
from gongtong.plugins.builtin.cn_payment_words.provisions import USAGE, payment_words
from gongtong.plugins.builtin.cn_payment_words.words import CN_PAYMENT_WORDS

DAY = date(2025, 4, 1)


@pytest.mark.policy(source="house", clause="ledger.payment_words")
def test_the_words_in_use_are_a_default() -> None:
    """They cite usage and no law, and hold everywhere until a place names its own."""
    provision, _ = payment_words()
    assert (provision.mode, provision.cites, provision.area) == (Mode.DEFAULT, (USAGE,), "")
    answer = PolicyBook((provision,)).resolve(PAYMENT_WORDS, "421003/dormitory", DAY)
    assert answer.value == CN_PAYMENT_WORDS


@pytest.mark.policy(source="house", clause="ledger.payment_words")
def test_a_place_names_its_own_words() -> None:
    """A decision of the place goes before the default, as a whole."""
    own = PaymentWords(fee=("公摊费",), other=(), prefixes=(), fillers=())
    decision = Provision(
        "dormitory.words",
        PAYMENT_WORDS,
        own,
        area="421003/dormitory",
        in_force=since("2025-01-01"),
        rank=Rank.BYLAW,
        cites=(Source("自管委决定", "2025年第1号", standing=Standing.HOUSE),),
    )
    book = PolicyBook((*payment_words(), decision))
    assert book.resolve(PAYMENT_WORDS, "421003/dormitory", DAY).value == own
    assert book.resolve(PAYMENT_WORDS, "421003/elsewhere", DAY).value == CN_PAYMENT_WORDS


@pytest.mark.policy(source="house", clause="ledger.payment_words")
def test_no_word_means_both_the_fee_and_something_else() -> None:
    """A word of one list that lay within one of the other would decide against itself."""
    words = CN_PAYMENT_WORDS
    assert not [(fee, other) for fee in words.fee for other in words.other if other in fee]
    assert len(set(words.fee)) == len(words.fee)
    assert all(":" in prefix or prefix in {"二维码收款", "微信转账"} for prefix in words.prefixes)


@pytest.mark.policy(source="house", clause="ledger.channel_accounts")
def test_each_channel_has_its_account_of_the_default_chart() -> None:
    """Wallets of the apps and the bank; a place with other accounts names its own."""
    book = PolicyBook(tuple(payment_words()))
    accounts = book.resolve(CHANNEL_ACCOUNTS, "421003/dormitory", DAY).value
    assert {channel: accounts.of(channel) for channel in Channel} == WALLETS
